/** Chromium with the extension, for `suite.mjs`. */

import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { FLAGS } from '../../scripts/chromium.mjs';
import { Site } from './site.mjs';
import { Tab, clickIn, until } from './tab.mjs';

export const name = 'Chromium';

/** What this browser or its protocol cannot do, and why. */
export const lacks = {
  menu: 'no protocol opens the menu of the right mouse button: the event of its entry is dispatched in the worker instead',
};

const MODIFIERS = new Set(['Control', 'Shift', 'Alt']);

/** @type {import('puppeteer-core').Browser} */
let browser;
let site;
let extension;
/** A page of the extension that is always there, to ask it from. */
let desk;
/** @type {string[]} */
let wrong = [];
/** Whose troubles are listened to already. */
const heard = new WeakSet();

export async function start() {
  site = await new Site().start();
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    args: [...FLAGS, '--window-size=1300,900', '--force-prefers-reduced-motion', `--proxy-server=http://127.0.0.1:${site.port}`],
  });
  browser.on('targetcreated', (target) => void hear(target));
  const id = await browser.installExtension(join(root, 'dist/extension/chrome'));
  extension = (await browser.extensions()).get(id);
  await until(async () => (await worker()).evaluate(() => chrome.action.onClicked.hasListeners()), 'the background');
  desk = await browser.newPage();
  await desk.goto(`chrome-extension://${id}/manifest.json`);
}

export async function stop() {
  await browser?.close();
  await site?.stop();
}

/**
 * @param {import('node:test').TestContext} t
 * @param {(site: Site) => string} make gives the address
 */
export async function open(t, make) {
  wrong = [];
  const page = await browser.newPage();
  t.after(async () => {
    await closePanel();
    if (!page.isClosed()) await page.close();
    await background(() => chrome.storage.local.clear());
  });
  await hearPage(page);
  const tab = new Tab({ press, panel, options, background, trouble, select, mayRead }, page, site);
  await tab.open(make(site));
  return tab;
}

/** The service worker of the extension. */
export async function worker() {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker' && one.url().startsWith('chrome-extension://'));
  return target.worker();
}

/**
 * Runs a function where it has the extension's rights.
 * @param {(...args: any[]) => unknown} ask
 * @param {...unknown} args
 */
export function background(ask, ...args) {
  return desk.evaluate(ask, ...args);
}

/** Ends the background, as the browser does when it rests. */
export async function endBackground() {
  const ended = await worker();
  const target = browser.targets().find((one) => one.type() === 'service_worker');
  // Asked again where it was busy; and a message on its way may start the next one at once.
  await until(async () => {
    await ended.close().catch(() => {});
    return !browser.targets().includes(target);
  }, 'the end of the worker');
}

/** @param {import('puppeteer-core').Page} page */
async function press(page) {
  await extension.triggerAction(page);
}

/**
 * The entry in the menu of the right mouse button. The browser gives the rights with its own menu, and not with this.
 * @param {import('puppeteer-core').Page} _page
 * @param {{ words: string }} selection
 */
async function select(_page, { words }) {
  const [tab] = await background(() => chrome.tabs.query({ active: true, lastFocusedWindow: true }));
  const frames = await background((id) => chrome.scripting.executeScript({ target: { tabId: id, allFrames: true }, func: () => String(getSelection()) }), tab.id);
  const frame = frames.find(({ result }) => result !== '')?.frameId ?? 0;
  const info = { menuItemId: 'selection', selectionText: words, frameId: frame, editable: false };
  await (await worker()).evaluate((about, of) => chrome.contextMenus.onClicked.dispatch(about, of), info, tab);
  return true;
}

/**
 * Gives the rights that the browser's own menu would have given: by a press on the button, and another.
 * @param {Tab} tab
 */
async function mayRead(tab) {
  await tab.read();
  await tab.unread();
}

/**
 * Allows the extension a site, as a reader does who says yes: the browser's own dialog can be reached by no protocol. A
 * request for what was allowed once is granted without it.
 * @param {string} host
 */
export async function allow(host) {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate((id, origin) => chrome.developerPrivate.addHostPermission(id, origin), extension.id, `*://${host}/*`);
  await page.close();
}

export const extensionId = () => extension.id;

/**
 * @param {string} folder of another extension
 * @returns {Promise<() => Promise<void>>} takes it away
 */
export async function install(folder) {
  const id = await browser.installExtension(folder);
  return () => browser.uninstallExtension(id);
}

/**
 * Counts what the background hears and how long scripts run in a page.
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<() => Promise<{ messages: number, script?: number }>>}
 */
export async function watchRest(page) {
  const of = await worker();
  await of.evaluate(() => {
    globalThis.heard = 0;
    chrome.runtime.onMessage.addListener(() => {
      globalThis.heard += 1;
      return false;
    });
  });
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const scripts = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration').value;
  const before = await scripts();
  return async () => ({ script: (await scripts()) - before, messages: await of.evaluate(() => globalThis.heard) });
}

const isOptions = (/** @type {import('puppeteer-core').Target} */ target) => target.url().endsWith('/options/options.html');

/** The options, opened by the panel. */
async function options() {
  const page = await (await browser.waitForTarget(isOptions, { timeout: 10_000 })).page();
  await hearPage(page);
  return new Panel(page);
}

const isPanel = (/** @type {import('puppeteer-core').Target} */ target) => target.url().endsWith('/panel/panel.html');

async function panel() {
  const page = await (await browser.waitForTarget(isPanel, { timeout: 10_000 })).asPage();
  await hearPage(page);
  return new Panel(page);
}

async function closePanel() {
  for (const target of browser.targets().filter(isPanel)) {
    const page = await target.asPage();
    await page.evaluate(() => window.close()).catch(() => {});
  }
  await until(async () => !browser.targets().some(isPanel), 'the end of the panel');
}

/** A page of the extension. */
class Panel {
  /** @param {import('puppeteer-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @type {import('puppeteer-core').Page['evaluate']} */
  evaluate(...args) {
    return this.page.evaluate(...args);
  }

  /** Looks until a function in the panel gives something. */
  until(look, ...args) {
    return until(() => this.page.evaluate(look, ...args), `in the panel: ${look} ${args}`);
  }

  /** @param {string} selector */
  async click(selector) {
    await clickIn(this, selector, ({ x, y }) => this.page.mouse.click(x, y));
  }

  /** @param {string} keys such as `n` or `Shift+Tab` */
  async key(keys) {
    const all = keys.split('+');
    const held = all.filter((one) => MODIFIERS.has(one));
    for (const one of held) await this.page.keyboard.down(/** @type {any} */ (one));
    await this.page.keyboard.press(/** @type {any} */ (all.at(-1)));
    for (const one of held) await this.page.keyboard.up(/** @type {any} */ (one));
  }

  /** Runs a whole script, which the policy of the page would not let in. @param {string} source */
  async inject(source) {
    await this.page.evaluate(`${source};0`);
  }

  /** Closes it, where it is a tab. */
  close() {
    return this.page.close();
  }

  /** @param {'light' | 'dark'} scheme */
  async scheme(scheme) {
    await this.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  }
}

async function trouble() {
  return wrong;
}

/** @param {import('puppeteer-core').Target} target */
async function hear(target) {
  if (target.type() !== 'service_worker' || !target.url().startsWith('chrome-extension://')) return;
  // One that is ended at once has nothing to say.
  const one = await target.worker().catch(() => null);
  if (one) await listen(one.client).catch(() => {});
}

/** @param {import('puppeteer-core').Page} page */
async function hearPage(page) {
  if (heard.has(page)) return;
  heard.add(page);
  await listen(await page.createCDPSession());
}

/** @param {import('puppeteer-core').CDPSession} session */
async function listen(session) {
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception, url } }) => wrong.push(`${text} ${exception?.description ?? ''} ${url ?? ''}`));
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (/error|warning|assert/.test(type)) wrong.push(args.map(({ value, description }) => value ?? description).join(' '));
  });
  session.on('Log.entryAdded', ({ entry: { level, text, url } }) => {
    if (/error|warning/.test(level)) wrong.push(`${text} ${url ?? ''}`);
  });
  await session.send('Runtime.enable');
  await session.send('Log.enable');
}
