/**
 * Live pages: what is found in them can be pointed at in them. Each page of `pages/` is opened in Chromium and read by
 * `www/dom/text.js`; the words of every name and date must be those of its ranges in the page.
 */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sirv from 'sirv';
import { root } from '../../scripts/run.mjs';
import { startBrowser } from './support.mjs';

const FOLDER = join(root, 'tests/browser/pages');

let server;
let url;

before(async () => {
  const [pages, built] = [sirv(FOLDER, { dev: true }), sirv(join(root, 'dist/page'), { dev: true })];
  server = createServer((request, response) => pages(request, response, () => built(request, response)));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  url = `http://localhost:${server.address().port}`;
});
after(() => server.close());

/** Reads a page in the page and says what was found, and what the ranges of it say. */
async function read(page) {
  return page.evaluate(async () => {
    const [{ analyze }, { readElement, rangesOf }] = await Promise.all([import('/lib/index.js'), import('/dom/index.js')]);
    const before = document.documentElement.outerHTML;
    const reading = readElement(document);
    const analysis = await analyze({ snapshot: reading.snapshot });
    const words = (init) => {
      const range = new Range();
      range.setStart(init.startContainer, init.startOffset);
      range.setEnd(init.endContainer, init.endOffset);
      return range.toString();
    };
    const said = (span) => {
      const ranges = rangesOf(reading, analysis, span);
      const [first, last] = [ranges[0], ranges.at(-1)];
      const oneTree = first?.startContainer.getRootNode() === last?.startContainer.getRootNode();
      const whole = oneTree && words({ ...first, endContainer: last.endContainer, endOffset: last.endOffset });
      return { want: analysis.text.slice(span.start, span.end), got: ranges.map(words), whole };
    };
    const spans = [...analysis.mentions, ...analysis.dates].map(said);
    const blocks = analysis.article.blocks.map(said);
    const names = analysis.entities.map((entity) => entity.name);
    const untouched = before === document.documentElement.outerHTML;
    return { spans, blocks, names, untouched, dates: analysis.dates.length, text: analysis.text };
  });
}

const folded = (words) => words.replace(/\s+/g, '').replace(/[\ud800-\udfff]/g, '\ufffd');

describe('every name and date of a live page can be pointed at', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.html')).sort();
  assert.ok(names.length >= 20);
  for (const name of names) {
    test(name, async (t) => {
      const context = await (await startBrowser()).newContext();
      t.after(() => context.close());
      const page = await context.newPage();
      const trouble = [];
      page.on('pageerror', (error) => trouble.push(String(error)));
      await page.goto(`${url}/${name}`);
      const { spans, blocks, names, untouched, dates } = await read(page);
      for (const { want, got } of [...spans, ...blocks]) assert.equal(folded(got.join('')), folded(want));
      assert.ok(names.length >= 6, `only ${names}`);
      assert.ok(dates >= 2, `${dates} dates`);
      // A name is one range, but where a shadow root begins or other text, hidden or drawn, lies in it.
      const needless = spans.filter(({ want, got, whole }) => got.length !== 1 && folded(whole || '') === folded(want));
      assert.deepEqual(needless, []);
      assert.ok(untouched, 'reading has changed the page');
      assert.deepEqual(trouble, []);
    });
  }
});

test('the sources of HTML are the text nodes that a browser would make of it', async (t) => {
  const context = await (await startBrowser()).newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${url}/01-nested-inline.html`);
  for (const name of readdirSync(FOLDER)) {
    const wrong = await page.evaluate(async (address) => {
      const { analyze } = await import('/lib/index.js');
      const html = await (await fetch(address)).text();
      const { text, sources } = await analyze({ html }, { sources: true, find: 'article' });
      const walker = document.createTreeWalker(new DOMParser().parseFromString(html, 'text/html'), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode.data);
      const words = ({ node, offset, start, end }) => nodes[node]?.slice(offset, offset + end - start);
      return { count: sources.length, wrong: sources.filter((source) => words(source) !== text.slice(source.start, source.end)) };
    }, `/${name}`);
    assert.ok(wrong.count > 3, name);
    assert.deepEqual(wrong.wrong, [], name);
  }
});
