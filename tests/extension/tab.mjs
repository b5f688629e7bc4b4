/** A tab of a test, the same in every browser, and waiting for what is to come. */

import { helpers } from '../browser/in-page.mjs';

/** How names of the extension's highlights begin. */
export const PREFIX = 'whowhen-extension';

/** Milliseconds after which what has not come will not come. */
const PATIENCE = 15_000;

/**
 * Looks again and again until there is something.
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what is waited for
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(look, what) {
  let last;
  for (const end = performance.now() + PATIENCE; performance.now() < end; await rest(25)) {
    try {
      const found = await look();
      if (found) return found;
      last = found;
    } catch (error) {
      // A page that is going on to another cannot be asked.
      last = error;
    }
  }
  throw new Error(`Never came: ${what} (at last ${last})`);
}

/** @param {number} time in milliseconds */
export function rest(time) {
  return new Promise((done) => setTimeout(done, time));
}

/**
 * Clicks in a page of the extension. One that was drawn a moment ago may not be reached yet, or draws itself anew under the
 * click: then it is clicked again.
 * @param {{ until: Function, evaluate: Function }} panel
 * @param {string} selector
 * @param {(at: { x: number, y: number }) => Promise<unknown>} click
 */
export async function clickIn(panel, selector, click) {
  await until(async () => {
    const at = await panel.evaluate(bringIntoReach, selector);
    if (!at) return false;
    return heard(panel, 'click', selector, () => click(at));
  }, `a click on ${selector}`);
}

/**
 * Whether what is done is soon heard as an event, by what a selector names.
 * @param {{ evaluate: Function }} panel
 * @param {'click' | 'keyup'} kind
 * @param {string} selector
 * @param {() => Promise<unknown>} act
 */
export async function heard(panel, kind, selector, act) {
  await panel.evaluate((kind, selector) => {
    window.heard = new Promise((done) => {
      addEventListener(kind, ({ target }) => done(Boolean(target.closest?.(selector))), { capture: true, once: true });
      setTimeout(done, 3000, false);
    });
  }, kind, selector);
  await act();
  return panel.evaluate(() => window.heard);
}

/** Runs in a page of the extension: brings an element to where it can be pressed, and says where that is. */
async function bringIntoReach(selector) {
  const element = document.querySelector(selector);
  if (!element?.checkVisibility()) return null;
  for (const block of ['nearest', 'center', 'start']) {
    element.scrollIntoView({ block, behavior: 'instant' });
    // The process that sends clicks hears of it with the next frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    // Not under the details, which lie over the lists.
    if (element.contains(document.elementFromPoint(x, y))) return { x, y };
  }
  return null;
}

/** What runs in every page before its own scripts. */
export function prepare() {
  window.violations = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
}

/** Runs in a page: from now on looks at all marks in every frame, behind what the page itself does in it. */
function guard(allowed, prefix) {
  window.guarded = { frames: 0, seen: 0, wrong: new Set() };
  const look = () => {
    window.guarded.frames += 1;
    for (const [name, highlight] of CSS.highlights) {
      if (!name.startsWith(prefix)) continue;
      for (const { startContainer, startOffset, endContainer, endOffset } of highlight) {
        // What has left the page or cannot be a range is not painted.
        if (!startContainer.isConnected || startOffset > startContainer.data.length || endOffset > endContainer.data.length) continue;
        const words = live.wordsOf({ startContainer, startOffset, endContainer, endOffset });
        window.guarded.seen += 1;
        if (!allowed.includes(words)) window.guarded.wrong.add(`${name}: ${words}`);
      }
    }
    // Not at once: a frame's callbacks run in the order in which they were asked for.
    setTimeout(() => requestAnimationFrame(look));
  };
  requestAnimationFrame(look);
}

export class Tab {
  /**
   * @param {object} driver of the browser
   * @param {import('puppeteer-core').Page} page
   * @param {import('./site.mjs').Site} site
   */
  constructor(driver, page, site) {
    this.driver = driver;
    this.page = page;
    this.site = site;
  }

  /** @param {string} address */
  async open(address) {
    await this.page.evaluateOnNewDocument(helpers);
    await this.page.evaluateOnNewDocument(prepare);
    await this.go(address);
  }

  /** @param {string} address */
  async go(address) {
    // Pages of the browser itself are not for the protocol.
    if (this.driver.goThere && /^about:[^b]/.test(address)) await this.driver.goThere(address);
    else await this.page.goto(address);
    this.site.requests.length = 0;
  }

  /** @type {import('puppeteer-core').Page['evaluate']} */
  evaluate(...args) {
    return this.page.evaluate(...args);
  }

  /** Presses the button in the toolbar. */
  async press() {
    await this.page.bringToFront();
    await this.driver.press(this.page);
  }

  /** Presses the button and waits for what comes of it. */
  async read() {
    await this.evaluate(() => (window.before = window.live?.all()));
    await this.press();
    await until(async () => /^(on|!)$/.test((await this.button()).badge), 'an answer to the press');
  }

  /** Presses the button again, and waits until nothing is marked. */
  async unread() {
    // Without a panel the press would only open it.
    await this.lists();
    await this.press();
    await until(async () => (await this.button()).badge === '', 'the end of the marks');
  }

  /** From now on the extension may read this page, as after a press. */
  mayRead() {
    return this.driver.mayRead(this);
  }

  /** Badge and title of the button for the tab that is in front. */
  button() {
    return this.driver.background(async () => {
      const [{ id }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return { badge: await chrome.action.getBadgeText({ tabId: id }), title: await chrome.action.getTitle({ tabId: id }) };
    });
  }

  /**
   * Words that are marked, by type.
   * @param {import('puppeteer-core').Frame} [frame]
   */
  marked(frame = this.page.mainFrame()) {
    return frame.evaluate((prefix) => live.painted(window, prefix), PREFIX);
  }

  /**
   * Waits until words are marked.
   * @param {string} words
   * @param {import('puppeteer-core').Frame} [frame]
   */
  markOf(words, frame) {
    return until(async () => Object.values(await this.marked(frame)).flat().includes(words), `a mark of ${words}`);
  }

  /**
   * Watches the marks in every frame from now on.
   * @param {string[]} allowed all words that may be marked
   */
  guard(allowed) {
    return this.evaluate(guard, allowed, PREFIX);
  }

  /** What the guard has seen. @returns {Promise<{ frames: number, seen: number, wrong: string[] }>} */
  guarded() {
    return this.evaluate(() => ({ ...window.guarded, wrong: [...window.guarded.wrong] }));
  }

  /**
   * Waits until exactly these words are marked; where the walk stands is no matter.
   * @param {Record<string, string[]>} found
   */
  async marksAre(found) {
    const sorted = (/** @type {Record<string, string[]>} */ all) => JSON.stringify(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
    let last;
    const look = async () => {
      const { current: _, ...marked } = await this.marked();
      last = sorted(marked);
      return last === sorted(found);
    };
    await until(look, `these marks: ${sorted(found)}`).catch((error) => {
      throw new Error(`${error.message}\nThere were: ${last}`);
    });
  }

  /**
   * Where words that are marked stand in the window, in its middle if need be.
   * @param {string} words
   */
  placeOf(words) {
    return this.evaluate((wanted, prefix) => {
      for (const [name, highlight] of CSS.highlights) {
        if (!name.startsWith(prefix)) continue;
        for (const init of highlight) {
          if (live.wordsOf(init) !== wanted) continue;
          init.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
          const range = new Range();
          range.setStart(init.startContainer, init.startOffset);
          range.setEnd(init.endContainer, init.endOffset);
          const { left, top, width, height } = range.getClientRects()[0];
          return { x: left + width / 2, y: top + height / 2 };
        }
      }
      throw new Error(`${wanted} is not marked`);
    }, words, PREFIX);
  }

  /** What the walk stands on in the page, and whether that is in sight. */
  current() {
    return this.evaluate((prefix) => {
      const [init] = CSS.highlights.get(`${prefix}-current`) ?? [];
      if (!init) return null;
      const range = new Range();
      range.setStart(init.startContainer, init.startOffset);
      range.setEnd(init.endContainer, init.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      return { words: live.wordsOf(init), inSight: top >= 0 && bottom <= innerHeight, first: range.startContainer.parentElement.id };
    }, PREFIX);
  }

  /** The panel, opened by the press. */
  panel() {
    return this.driver.panel();
  }

  /** The panel, once it shows what was read. */
  async lists() {
    const panel = await this.panel();
    await panel.until(() => document.body.dataset.phase === 'done');
    return panel;
  }

  /** The options, where the panel has opened them. */
  options() {
    return this.driver.options();
  }

  /** All that went wrong anywhere. */
  async trouble() {
    const violations = await Promise.all(this.page.frames().map((frame) => frame.evaluate(() => window.violations ?? []).catch(() => [])));
    return [...violations.flat(), ...(await this.driver.trouble())];
  }
}
