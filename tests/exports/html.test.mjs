/** HTML, by parse5 and by Chromium: the text is the article's, and no element stands there that the exporter did not write. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'parse5';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { exported, inXml, marks } from './support.mjs';

const ELEMENTS = new Set('html head meta title style body article h1 h2 p blockquote ul li mark time footer span'.split(' '));
/** https://html.spec.whatwg.org/#the-time-element, the forms that occur. */
const DATETIME = [
  /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z?)?)?)?$/,
  /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/,
  /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  /^P(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/,
];

const walk = (node) => [node, ...(node.childNodes ?? []).flatMap(walk)];
const textOf = (node) => walk(node).filter(({ nodeName }) => nodeName === '#text').map(({ value }) => value).join('');
const attributes = ({ attrs }) => Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

/** What parsers say of a carriage return, which stays one only as `&#13;`. */
const HARMLESS = new Set(['control-character-reference']);

for (const { name, analysis, content } of exported('html')) {
  test(`${name}: a page`, () => {
    const errors = [];
    const nodes = walk(parse(content, { onParseError: ({ code }) => errors.push(code) }));
    assert.deepEqual(errors.filter((code) => !HARMLESS.has(code)), []);
    const elements = nodes.filter((node) => node.tagName);
    for (const { tagName } of elements) assert.ok(ELEMENTS.has(tagName), tagName);
    assert.ok(!nodes.some(({ nodeName }) => nodeName === '#comment'));
    const [article] = elements.filter(({ tagName }) => tagName === 'article');
    assert.equal(textOf(article), inXml(analysis.text));
    const ids = elements.map((element) => attributes(element).id).filter(Boolean);
    assert.equal(new Set(ids).size, ids.length);
    const marked = walk(article).filter(({ tagName }) => tagName === 'mark');
    assert.deepEqual(
      marked.map((mark) => [textOf(mark), attributes(mark)['data-type'], attributes(mark)['data-name'] ?? attributes(mark)['data-value']]),
      marks(analysis).map((mark) => [inXml(analysis.text.slice(mark.start, mark.end)), mark.of ? mark.type : 'date', inXml(mark.name ?? mark.value)]),
    );
    for (const time of elements.filter(({ tagName }) => tagName === 'time')) {
      const { datetime } = attributes(time);
      assert.ok(DATETIME.some((form) => form.test(datetime)), datetime);
    }
    const days = analysis.dates.filter(({ kind, value }) => kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)).length;
    assert.ok(elements.filter(({ tagName }) => tagName === 'time').length >= days);
  });
}

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
});
after(() => browser?.close());

test('a browser shows it, in light and in dark, and asks for nothing', async () => {
  for (const { name, analysis } of exported('html')) {
    const page = await browser.newPage();
    const trouble = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    const path = join(process.env.EXPORTS, name, 'html');
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.route(pathToFileURL(path).href, (route) => route.fulfill({ path, contentType: 'text/html' }));
    await page.goto(pathToFileURL(path).href);
    assert.equal(await page.locator('article').evaluate((article) => article.textContent), inXml(analysis.text));
    const colours = [];
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      colours.push(await page.evaluate(() => getComputedStyle(document.querySelector('[data-type=date]')).backgroundColor));
    }
    assert.notEqual(colours[0], colours[1]);
    assert.deepEqual([trouble, requests.length], [[], 1]);
    await page.close();
  }
});
