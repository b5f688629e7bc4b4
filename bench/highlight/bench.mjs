/**
 * `npm run bench:highlight`: what painting 5,000 mentions costs a page, ours beside mark.js, the library that people use
 * for it, and beside the same page with nothing painted. Prints a Markdown table. Peers are installed beside this file:
 * `npm ci --prefix bench/highlight`.
 *
 * Every way gets a fresh tab, in each round in another order; medians. `apply` is until the page is laid out; `edits` is
 * the time that the main thread works for 500 later changes by the page with forced layout and 100 frames drawn.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { chromium as findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const MENTIONS = 5000;
const FIRST = 'Anna Henrik Rosalind Martin Priya Gonzalo Beatriz Ivo Clara Wendell Judith Tomas'.split(' ');
const LAST = 'Duval Solberg Keating Osgood Nambiar Palacios Luna Stroud Vroom Ortega Amsel Brandl'.split(' ');
const PLACES = 'Geneva London Lima Bristol Santiago Edinburgh Lisbon Bergen'.split(' ');

/** An invented page of some 300 KB of text with more than enough names in it. */
function article() {
  const paragraphs = [];
  let seed = 7;
  const pick = (list) => list[(seed = (seed * 48271) % 2147483647) % list.length];
  for (let at = 0; at < 700; at += 1) {
    const sentences = Array.from({ length: 4 }, () => {
      const [one, other] = [`${pick(FIRST)} ${pick(LAST)}`, `${pick(FIRST)} <b>${pick(LAST)}</b>`];
      return `${one} met ${other} in ${pick(PLACES)} and spoke for ${1 + (seed % 9)} hours about water number ${seed % 1000}.`;
    });
    paragraphs.push(`<p class="text">${sentences.join(' ')}</p>`);
  }
  return `<article><h1>Water in ${PLACES[0]}</h1>${paragraphs.join('\n')}</article>`;
}

const PAGE = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Bench</title><style>.on{color:#333}</style></head><body>${article()}</body></html>`;
const PEER = readFileSync(new URL('node_modules/mark.js/dist/mark.min.js', import.meta.url), 'utf8');
const built = sirv(join(root, 'dist/page'), { dev: true });
const server = createServer((request, response) => {
  if (request.url === '/page') response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  else built(request, response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--headless=new', '--no-sandbox', '--disable-gpu'] });

/** Runs in the page; each way answers how many it has painted. */
const WAYS = {
  'nothing painted': () => 0,
  'whowhen, highlights': () => bench.highlight(document, bench.analysis, { reading: bench.reading, mode: 'highlights' }).painted,
  'whowhen, highlights, found by quote': () => bench.highlight(document, { ...bench.analysis, sources: [] }, { mode: 'highlights' }).painted,
  'whowhen, marks': () => bench.highlight(document, bench.analysis, { reading: bench.reading, mode: 'marks' }).painted,
  'mark.js, by ranges': () => {
    let count = 0;
    new Mark(document.body).markRanges(bench.ranges, { each: () => (count += 1) });
    return count;
  },
  'mark.js, by words': () => {
    let count = 0;
    new Mark(document.body).mark(bench.words, { separateWordSearch: false, accuracy: 'exactly', each: () => (count += 1) });
    return count;
  },
};

async function measure(way) {
  const tab = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await tab.goto(`http://localhost:${server.address().port}/page`);
  await tab.addScriptTag({ content: PEER });
  const cdp = await tab.context().newCDPSession(tab);
  await cdp.send('Performance.enable');
  const metrics = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const settled = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    return metrics();
  };
  const about = await tab.evaluate(async (most) => {
    const [dom, { analyze }] = await Promise.all([import('/dom/index.js'), import('/lib/index.js')]);
    const reading = dom.readElement(document);
    const whole = await analyze({ snapshot: reading.snapshot });
    const analysis = { ...whole, mentions: whole.mentions.slice(0, most), dates: [] };
    // What mark.js counts: the characters of all text nodes of the body.
    const starts = new Map();
    let length = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      starts.set(walker.currentNode, length);
      length += walker.currentNode.data.length;
    }
    const ranges = analysis.mentions.flatMap((mention) => dom.rangesOf(reading, analysis, mention)).map((range) => {
      const start = starts.get(range.startContainer) + range.startOffset;
      return { start, length: starts.get(range.endContainer) + range.endOffset - start };
    });
    const words = [...new Set(analysis.mentions.map(({ start, end }) => analysis.text.slice(start, end)))];
    // Another reading would be taken for the last one; the way without one shall have none.
    window.bench = { ...dom, analysis, reading, ranges, words };
    return { mentions: analysis.mentions.length, length: analysis.text.length };
  }, MENTIONS);
  const before = await settled();
  const applied = await tab.evaluate((way) => {
    const paint = new Function(`return (${way})()`);
    document.body.offsetHeight;
    const began = performance.now();
    const count = paint();
    document.body.offsetHeight;
    return { count, ms: performance.now() - began };
  }, String(way));
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const after = await settled();
  await tab.evaluate(async () => {
    const paragraphs = [...document.querySelectorAll('p')];
    for (let at = 0; at < 500; at += 1) {
      const paragraph = paragraphs[(at * 7) % 40];
      if (at % 3 === 0) {
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        walker.nextNode();
        walker.currentNode.insertData(0, 'so ');
      } else if (at % 3 === 1) paragraph.append(document.createElement('i'), ' and so on');
      else paragraph.classList.toggle('on');
      document.body.offsetHeight;
      if (at % 5 === 4) await new Promise((done) => requestAnimationFrame(done));
    }
  });
  const edited = await metrics();
  await tab.close();
  return {
    ...about,
    count: applied.count,
    apply: applied.ms,
    edits: (edited.TaskDuration - after.TaskDuration) * 1000,
    nodes: after.Nodes - before.Nodes,
    heap: (after.JSHeapUsedSize - before.JSHeapUsedSize) / 1024,
  };
}

/** @type {Map<string, any[]>} */
const results = new Map(Object.keys(WAYS).map((name) => [name, []]));
const names = Object.keys(WAYS);
for (let round = 0; round < ROUNDS; round += 1) {
  for (let at = 0; at < names.length; at += 1) {
    const name = names[(at + round) % names.length];
    results.get(name).push(await measure(WAYS[name]));
  }
}
await browser.close();
server.close();

const [{ mentions, length }] = results.get(names[0]);
const median = (list) => list.sort((one, other) => one - other)[list.length >> 1];
console.log(`${mentions} mentions in ${(length / 1000).toFixed(0)} KB of text, Chromium ${browser.version()}, medians of ${ROUNDS}\n`);
console.log('| | painted | apply, ms | 500 edits, ms | over nothing, ms | more nodes | more heap, KB |');
console.log('|---|---|---|---|---|---|---|');
const plain = median(results.get('nothing painted').map(({ edits }) => edits));
for (const [name, all] of results) {
  const of = (key) => median(all.map((one) => one[key]));
  console.log(`| ${name} | ${of('count')} | ${of('apply').toFixed(0)} | ${of('edits').toFixed(0)} | ${(of('edits') - plain).toFixed(0)} | ${of('nodes')} | ${of('heap').toFixed(0)} |`);
}
