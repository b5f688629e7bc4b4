/** The main path in Firefox: its own engine for modules, WebAssembly, policies, Trusted Types and service workers. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../scripts/firefox.mjs';
import { root } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { SAMPLE } from '../../www/page/sample.js';

/** Preferences of a Firefox on a dark system; puppeteer cannot emulate that here. */
const DARK = { 'ui.systemUsesDarkTheme': 1, 'layout.css.prefers-color-scheme.content-override': 0 };
const LIGHT = { 'ui.systemUsesDarkTheme': 0, 'layout.css.prefers-color-scheme.content-override': 1 };

/** One browser for each set of preferences. @type {Map<object, import('puppeteer-core').Browser>} */
const browsers = new Map();
after(() => Promise.all([...browsers.values()].map((browser) => browser.close())));

async function startBrowser(preferences) {
  const options = { browser: 'firefox', executablePath: findFirefox(), headless: true, extraPrefsFirefox: preferences };
  const browser = browsers.get(preferences) ?? (await puppeteer.launch(options));
  browsers.set(preferences, browser);
  return browser;
}

/** A tab on the page with its engine loaded; `trouble` is what goes wrong, `requests` what the host is asked for. */
async function openPage(t, preferences = LIGHT) {
  const { server, url } = await serve(join(root, 'dist/page'));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  t.after(stop);
  const context = await (await startBrowser(preferences)).createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  const trouble = [];
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(String(error)));
  server.on('request', (request) => requests.push(request.url));
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(url);
  await page.waitForSelector('body[data-engine="ready"]:is([data-offline="ready"], [data-offline="off"])');
  requests.length = 0;
  return { page, url, trouble, requests, stop };
}

/** Puts an article into the field as an input method does, and waits until it is drawn. */
async function enter(page, text) {
  await page.$eval(
    '#text',
    (field, words) => {
      field.focus();
      field.value = words;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    text,
  );
  await page.waitForSelector('body[data-phase="done"] #article:not([aria-busy])');
}

const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
const texts = (page, selector) => page.$$eval(selector, (elements) => elements.map((element) => element.textContent));

test('an article is marked, listed, walked and filtered, and its dates move with the day', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await enter(page, SAMPLE);
  const people = await texts(page, 'mark.person');
  for (const name of ['Ingrid Solhaug', 'Kristjan Hallsson', 'Solhaug']) assert.ok(people.includes(name), `${name} is not in ${people}`);
  assert.ok((await texts(page, 'mark.date')).includes('February 4'));
  assert.ok((await texts(page, '#who .row .name')).includes('Ingrid Solhaug'));
  assert.match(await text(page, '#summary'), /^\d+ people, .* dates from March 2016 to /);

  // A click on a name, then n and p.
  await page.click('mark.person');
  const name = await text(page, '#walker-name');
  const [, total] = /^1 of (\d+)$/.exec(await text(page, '#walker-count'));
  await page.keyboard.press('n');
  assert.equal(await text(page, '#walker-count'), `${2 % Number(total) || total} of ${total}`);
  assert.ok(await page.$eval('mark.current', (mark) => mark === document.activeElement));
  await page.keyboard.press('p');
  assert.equal(await text(page, '#walker-count'), `1 of ${total}`);
  assert.equal(await text(page, '#who .row[aria-current] .name'), name);
  await page.keyboard.press('Escape');
  assert.equal(await page.$('mark.current'), null);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article');

  // The list by its keys.
  await page.focus('#who .row[tabindex="0"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await text(page, '#walker-name'), await page.evaluate(() => document.activeElement.querySelector('.name').textContent));

  await page.$eval('#day', (field) => {
    field.value = '2019-01-18';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.waitForFunction(() => document.getElementById('basis').textContent.includes('18 January 2019'));
  assert.ok((await texts(page, '#when .row .name')).includes('4 February 2019'));

  const line = () => page.$eval('mark.person', (mark) => getComputedStyle(mark).textDecorationLine);
  assert.equal(await line(), 'underline');
  await page.click('#legend [data-type="person"]');
  assert.equal(await line(), 'none');
  assert.equal(await page.$eval('#legend [data-type="person"]', (control) => control.ariaPressed), 'false');

  assert.deepEqual(requests, [], 'requests after load');
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(trouble, []);
});

test('what looks like HTML stays text, and the export menu writes', async (t) => {
  const { page, trouble } = await openPage(t);
  await enter(page, 'Anna <img src=x onerror=alert(1)> Berg met John Carter in Paris on March 3, 2019.');
  assert.equal(await page.$('#article img'), null);
  await page.click('#export-open');
  await page.click('#export-formats button');
  await page.waitForFunction(() => document.getElementById('export-said').textContent !== '');
  assert.match(await text(page, '#export-said'), /^Copied as |does not let this page use the clipboard/);
  await page.keyboard.press('Escape');
  assert.ok(await page.$eval('#export-panel', (panel) => panel.hidden));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'export-open');
  assert.deepEqual(trouble, []);
});

test('with its host gone, the page still loads and reads', async (t) => {
  const { page, trouble, stop } = await openPage(t);
  assert.equal(await page.$eval('body', (body) => body.dataset.offline), 'ready');
  await stop();
  await page.reload();
  await page.waitForSelector('body[data-engine="ready"][data-offline="ready"]');
  await enter(page, SAMPLE);
  assert.ok((await texts(page, 'mark.person')).includes('Ingrid Solhaug'));
  assert.deepEqual(trouble, []);
});

test('dark', async (t) => {
  const { page, trouble } = await openPage(t, DARK);
  await enter(page, SAMPLE);
  const colours = (selector) =>
    page.$eval(selector, (element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return [color, backgroundColor].map((value) => Math.max(...value.match(/\d+/g).slice(0, 3).map(Number)));
    });
  for (const part of ['body', '#article', 'mark.person', '#export-open']) {
    const [ink, ground] = await colours(part);
    assert.ok(ink > 200 && ground < 110, `${part}: ${ink} on ${ground}`);
  }
  assert.deepEqual(trouble, []);
});
