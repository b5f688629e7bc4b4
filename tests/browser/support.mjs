/** What the browser tests share: one Chromium a file, the built site with its headers, and an eye on what goes wrong. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';

export { FLAGS };

const SEED = join(root, '../shared/seed/article.txt');

/** A real article, kept beside the repository and not in it; undefined where it is absent. */
export const seed = existsSync(SEED) ? readFileSync(SEED, 'utf8') : undefined;

/** @type {import('playwright-core').Browser | undefined} */
let browser;
after(() => browser?.close());

/** The browser of this test file, with a profile of its own. */
export async function startBrowser() {
  browser ??= await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  return browser;
}

/**
 * Serves a built folder for one test and opens a tab on it. `trouble` collects errors on the console, uncaught errors and
 * violations of the security policy; `requests` every request that the tab, its worker or anything else makes.
 * @param {import('node:test').TestContext} t
 * @param {{ dir?: string, path?: string, context?: import('playwright-core').BrowserContextOptions }} [options]
 */
export async function openTab(t, { dir = 'dist/page', path = '/', context: contextOptions } = {}) {
  const { server, url } = await serve(join(root, dir));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const context = await (await startBrowser()).newContext({ viewport: { width: 1400, height: 900 }, ...contextOptions });
  t.after(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const trouble = [];
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(String(error)));
  await context.exposeFunction('reportViolation', (words) => trouble.push(words));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  // The browser's own account, and the server's: a worker cannot slip past the second.
  context.on('request', (request) => requests.push(request.url()));
  server.on('request', (request) => requests.push(`served ${request.url}`));
  await page.goto(url + path);
  return { page, context, url, trouble, requests };
}

/**
 * Opens the page and waits for its engine, and until all is kept for working offline. From then on no request may be
 * made; `requests` starts empty.
 */
export async function openPage(t, options) {
  const tab = await openTab(t, options);
  await tab.page.waitForSelector('body[data-engine="ready"]:is([data-offline="ready"], [data-offline="off"])');
  await tab.page.waitForLoadState('networkidle');
  tab.requests.length = 0;
  return tab;
}

/** Pastes a text into the field as a person does. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.locator('#text').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

/**
 * Puts flavours on the real clipboard as they are. (`navigator.clipboard.write` would clean the HTML first, with the
 * page's own policy.)
 */
export async function copyRich(page, html, text) {
  await page.evaluate((flavours) => {
    const put = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const [type, words] of Object.entries(flavours)) event.clipboardData.setData(type, words);
    };
    addEventListener('copy', put, { capture: true, once: true });
  }, { 'text/html': html, ...(text === undefined ? {} : { 'text/plain': text }) });
  await page.keyboard.press('ControlOrMeta+c');
}

/** Waits until the article with these words is analysed and drawn. */
export async function analysed(page, words) {
  await page.locator('body[data-phase="done"] #article:not([aria-busy])', { hasText: words }).waitFor();
}

/** Everything marked: its words, type and the name of its thing in the lists. */
export function marks(page) {
  return page.locator('#article mark').evaluateAll((elements) =>
    elements.map((mark) => ({
      words: mark.textContent,
      type: mark.dataset.type,
      name: document.querySelector(`.rows [data-thing="${mark.dataset.thing}"] .name`)?.textContent,
    })),
  );
}

/** The rows of a list: name, count and hint. */
export function rows(page, list) {
  return page.locator(`#${list} .row`).evaluateAll((elements) =>
    elements.map((row) => ({
      name: row.querySelector('.name')?.textContent,
      detail: row.querySelector('.detail')?.textContent,
      hint: row.querySelector('.hint')?.textContent,
      count: Number.parseInt(row.querySelector('.count')?.textContent ?? '', 10),
    })),
  );
}

/** Drops files on the page. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, type, bytes } of list) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    return data;
  }, files.map(({ name, type = '', content }) => ({ name, type, bytes: [...Buffer.from(content)] })));
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

/** Opens the page with an article that ends in `last`, and nothing moves by itself. */
export async function openArticle(t, { text, last, ...context }) {
  const tab = await openPage(t, { context: { reducedMotion: 'reduce', ...context } });
  await paste(tab.page, text);
  await analysed(tab.page, last);
  return tab;
}

/** The first mark with these words. */
export const markOf = (page, words) => page.locator('#article mark', { hasText: words }).first();

/** Opens the form in the card, which is open where something has to be done. */
export async function unfold(page) {
  if (!(await page.locator('#card-fold').evaluate((fold) => fold.open))) await page.locator('#card-fold summary').click();
}
