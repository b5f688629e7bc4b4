/**
 * `npm run bench:articles -- FOLDER`: megabytes of HTML a second, from HTML to the article's text and facts, ours beside
 * what people use instead, on the same pages in one run: @mozilla/readability on linkedom in Node, and in Chromium on the
 * browser's own parser. FOLDER holds pages (.html). The peers are installed beside this file: `npm ci --prefix bench/articles`.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from '../../scripts/chromium.mjs';
import { load, analyze } from '../../dist/lib/index.js';

const RUNS = 3;
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Which pages? npm run bench:articles -- FOLDER');
  process.exit(1);
}
const pages = readdirSync(folder).filter((name) => name.endsWith('.html')).map((name) => readFileSync(join(folder, name), 'utf8'));
const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;
console.log(`${pages.length} pages, ${megabytes.toFixed(1)} MB, the best of ${RUNS} runs`);

await load();
const ours = await best(async () => {
  for (const html of pages) await analyze({ html }, { find: 'article' });
});
line('whowhen, WebAssembly in Node', ours);
let failed = 0;
const linkedom = await best(async () => {
  failed = 0;
  for (const html of pages) {
    try {
      new Readability(parseHTML(html).document).parse();
    } catch {
      failed += 1;
    }
  }
});
line(`Readability on linkedom (${failed} pages failed)`, linkedom);

const server = createServer((request, response) => {
  const file = request.url === '/readability.js' ? 'node_modules/@mozilla/readability/Readability.js' : undefined;
  const type = file ? 'text/javascript' : 'text/html';
  response.writeHead(200, { 'Content-Type': type });
  response.end(file ? readFileSync(new URL(file, import.meta.url)) : '<!doctype html><script src=readability.js></script>');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
const tab = await browser.newPage();
await tab.goto(`http://localhost:${server.address().port}/`);
await tab.evaluate((all) => Object.assign(window, { pages: all }), pages);
const inChromium = Math.max(
  ...(await tab.evaluate(async (runs) => {
    const seconds = [];
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      for (const html of window.pages) new Readability(new DOMParser().parseFromString(html, 'text/html')).parse();
      seconds.push((performance.now() - began) / 1000);
    }
    return seconds;
  }, RUNS)).map((seconds) => megabytes / seconds),
);
line('Readability on DOMParser, Chromium', inChromium);
await browser.close();
server.close();
console.log(`ours is ${(ours / linkedom).toFixed(1)} times the first and ${(ours / inChromium).toFixed(1)} times the second`);

async function best(job) {
  let most = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await job();
    most = Math.max(most, megabytes / ((performance.now() - began) / 1000));
  }
  return most;
}

function line(name, speed) {
  console.log(`${name.padEnd(48)} ${speed.toFixed(1).padStart(6)} MB a second`);
}
