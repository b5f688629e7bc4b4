/** Firefox with the extension, for `suite.mjs`. */

import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../scripts/firefox.mjs';
import { root } from '../../scripts/run.mjs';
import { setUp } from './firefox-inside.mjs';
import { Site } from './site.mjs';
import { Tab, clickIn, heard, until } from './tab.mjs';

export const name = 'Firefox';

/** What this browser or its protocol cannot do, and why. */
export const lacks = {};

/** Keys that are no letters. */
const KEYS = {
  Tab: ['Tab', 9], Enter: ['Enter', 13], Escape: ['Escape', 27], Shift: ['ShiftLeft', 16], Control: ['ControlLeft', 17],
  ArrowDown: ['ArrowDown', 40], ArrowUp: ['ArrowUp', 38], ' ': ['Space', 32],
};

/** @type {import('puppeteer-core').Browser} */
let browser;
let site;
let id;
/** The browser's own window, for the protocol. */
let chromeWindow;

export async function start() {
  site = await new Site().start();
  const proxy = { 'network.proxy.type': 1, 'network.proxy.no_proxies_on': '', 'network.proxy.allow_hijacking_localhost': false };
  for (const kind of ['http', 'ssl']) Object.assign(proxy, { [`network.proxy.${kind}`]: '127.0.0.1', [`network.proxy.${kind}_port`]: site.port });
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    defaultViewport: null,
    args: ['--remote-allow-system-access', '--width=1300', '--height=900'],
    extraPrefsFirefox: {
      ...proxy,
      'ui.prefersReducedMotion': 1,
      // What the browser asks for an optional permission is answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  id = await browser.installExtension(join(root, 'dist/extension/firefox'));
  const { result } = await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  chromeWindow = result.contexts[0].context;
  await inside(`${setUp(id)} ?? true`);
  await until(() => background(() => true), 'the background');
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
  await inside('whowhen.quiet() ?? true');
  const page = await browser.newPage();
  t.after(async () => {
    await inside('whowhen.closePanel() ?? true');
    if (!page.isClosed()) await page.close();
    await background(() => chrome.storage.local.clear());
  });
  const tab = new Tab({ press, panel, background, trouble, select, options, goThere, mayRead: () => {} }, page, site);
  await tab.open(make(site));
  return tab;
}

/** Evaluates in the browser's own window. */
async function inside(code) {
  const expression = `(async () => JSON.stringify(await (${code})))()`;
  const { result } = await browser.connection.send('script.evaluate', { expression, target: { context: chromeWindow }, awaitPromise: true, userActivation: true });
  if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
  return result.result.value === undefined ? undefined : JSON.parse(result.result.value);
}

/**
 * Runs a function in a page of the extension.
 * @param {'sidebar' | 'background' | 'tab'} where
 * @param {(...args: any[]) => unknown} ask
 * @param {unknown[]} args
 */
async function run(where, ask, args) {
  const code = `(async () => JSON.stringify(await (${ask})(...${JSON.stringify(args)})))()`;
  const { value, error } = await inside(`whowhen.run(${JSON.stringify(where)}, ${JSON.stringify(code)})`);
  if (error) throw new Error(error);
  return value === undefined ? undefined : JSON.parse(value);
}

/**
 * Runs a function where it has the extension's rights.
 * @param {(...args: any[]) => unknown} ask
 * @param {...unknown} args
 */
export async function background(ask, ...args) {
  await inside('whowhen.extension().wakeupBackground?.()');
  return run('background', ask, args);
}

/** Ends the background, as the browser does when it rests. */
export async function endBackground() {
  await inside('whowhen.extension().terminateBackground({ ignoreDevToolsAttached: true }).then(() => true)');
}

async function press() {
  await inside('whowhen.press() ?? true');
}

/**
 * The entry in the menu of the right mouse button.
 * @param {import('puppeteer-core').Page} page
 * @param {{ at: { x: number, y: number } }} selection where to press
 */
async function select(page, { at }) {
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const there = await until(async () => JSON.stringify(await inside('whowhen.choose()')).replace('null', ''), 'the menu');
  return there === 'true';
}

/** @param {string} address of a page of the browser itself */
async function goThere(address) {
  await inside(`whowhen.goTo(${JSON.stringify(address)}) ?? true`);
  await until(() => inside(`gBrowser.currentURI.spec === ${JSON.stringify(address)} && gBrowser.selectedBrowser.contentTitle !== ''`), address);
}

async function panel() {
  await until(() => inside('whowhen.hasPanel()'), 'the sidebar');
  return opened('sidebar');
}

/** The options, opened by the panel. */
function options() {
  return opened('tab');
}

/** @param {'sidebar' | 'tab'} where */
async function opened(where) {
  const page = new Panel(where);
  await page.until(() => document.readyState === 'complete');
  return page;
}

export const extensionId = () => id;

/**
 * @param {string} folder of another extension
 * @returns {Promise<() => Promise<void>>} takes it away
 */
export async function install(folder) {
  const other = await browser.installExtension(folder);
  return () => browser.uninstallExtension(other);
}

/**
 * Counts what the background hears.
 * @returns {Promise<() => Promise<{ messages: number, script?: number }>>}
 */
export async function watchRest() {
  await background(() => {
    window.heard = 0;
    window.hear = () => {
      window.heard = (window.heard ?? 0) + 1;
      return false;
    };
    chrome.runtime.onMessage.addListener(window.hear);
  });
  return async () => ({ messages: await background(() => window.heard ?? 0) });
}

/** The browser asks nobody here, see `start`. */
export async function allow() {}

/** A page of the extension. */
class Panel {
  /** @param {'sidebar' | 'tab'} where */
  constructor(where) {
    this.where = where;
  }

  evaluate(ask, ...args) {
    return run(this.where, ask, args);
  }

  /** Runs a whole script, which the policy of the page would not let in. @param {string} source */
  async inject(source) {
    const { error } = await inside(`whowhen.run(${JSON.stringify(this.where)}, ${JSON.stringify(`${source};0`)})`);
    if (error) throw new Error(error);
  }

  /** Closes it, where it is a tab. */
  async close() {
    await inside('whowhen.closeTab() ?? true');
  }

  /** Looks until a function in the panel gives something. */
  until(look, ...args) {
    return until(() => this.evaluate(look, ...args), `in the panel: ${look} ${args}`);
  }

  /** @param {string} selector */
  async click(selector) {
    await clickIn(this, selector, ({ x, y }) => inside(`whowhen.click(${JSON.stringify(this.where)}, ${x}, ${y}) ?? true`));
  }

  /** @param {string} keys such as `n` or `Shift+Tab` */
  async key(keys) {
    const events = keys.split('+').map((key) => {
      const [code, keyCode] = KEYS[key] ?? [`Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0)];
      return { key, code, keyCode };
    });
    // Keys travel to another process; one that leaves this page is not heard any more.
    await heard(this, 'keyup', '*', () => inside(`whowhen.key(${JSON.stringify(this.where)}, ${JSON.stringify(events)}) ?? true`));
  }

  /** @param {'light' | 'dark'} scheme */
  async scheme(scheme) {
    await inside(`whowhen.scheme(${JSON.stringify(this.where)}, ${JSON.stringify(scheme)}) ?? true`);
  }
}

function trouble() {
  return inside('whowhen.trouble()');
}
