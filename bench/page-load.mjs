/**
 * `npm run bench:page -- FILE`: what a reader's browser loads for the page, and how long it takes on a cold start in
 * Chromium, from the navigation to the first marks in the article, which stands in the field from the beginning.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from '../scripts/chromium.mjs';
import { root } from '../scripts/run.mjs';
import { serve } from '../scripts/serve.mjs';

const RUNS = 11;
const [file] = process.argv.slice(2);
if (!file) {
  console.error('Which article? npm run bench:page -- FILE');
  process.exit(1);
}
const text = readFileSync(file, 'utf8');
const dir = join(root, 'dist/page');
const { server, url } = await serve(dir);
const executablePath = findChromium();
const runs = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await coldStart());
server.closeAllConnections();
server.close();

const first = runs[0].names;
const never = ['_headers'];
const all = readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).replaceAll('\\', '/'))
  .filter((name) => !never.includes(name));
const isVendor = (name) => name.startsWith('vendor/');
const isEngine = (name) => name.endsWith('.wasm');
const unexpected = first.filter((name) => !all.includes(name));
if (unexpected.length > 0) throw new Error(`requests for what is not there: ${unexpected}`);

const kinds = [
  ['HTML, styles and scripts', first.filter((name) => !isVendor(name) && !isEngine(name))],
  ['engine (.wasm)', first.filter(isEngine)],
  ['libraries', first.filter(isVendor)],
  ['together, at first', first],
  ['the rest, later or for offline', all.filter((name) => !first.includes(name))],
];
console.log('| what | files | KB raw | KB brotli |\n|---|---:|---:|---:|');
for (const [what, names] of kinds) console.log(`| ${what} | ${names.length} | ${kb(sum(names, raw))} | ${kb(sum(names, packed))} |`);

const median = (name) => runs.map((run) => run[name]).sort((one, other) => one - other)[(RUNS - 1) / 2];
console.log(`\n| ${text.length} characters, median of ${RUNS} cold starts | ms |\n|---|---:|`);
for (const [what, name] of [['first words on the screen', 'painted'], ['engine ready', 'ready'], ['first marks in the article', 'marked']]) {
  console.log(`| ${what} | ${median(name).toFixed(0)} |`);
}

/** One load with nothing kept: the files that the page asked for, and milliseconds since the navigation. */
async function coldStart() {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  const names = new Set();
  page.on('request', (request) => names.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
  await page.addInitScript((words) => {
    const times = (window.times = {});
    const now = (name) => requestAnimationFrame(() => (times[name] ??= performance.now()));
    new MutationObserver(() => {
      const field = document.getElementById('text');
      if (field && field.value === '') field.value = words;
      if (document.body?.dataset.engine === 'ready') now('ready');
      if (document.querySelector('#article mark')) now('marked');
    }).observe(document, { childList: true, subtree: true, attributes: true });
  }, text);
  await page.goto(url);
  await page.waitForFunction(() => window.times.ready && window.times.marked);
  const times = await page.evaluate(() => ({
    ...window.times,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }));
  // What comes after that is no part of the first load: the copy for working offline is made in the background.
  const seen = [...names];
  await browser.close();
  return { ...times, names: seen };
}

function raw(name) {
  return readFileSync(join(dir, name)).length;
}

function packed(name) {
  const bytes = readFileSync(join(dir, name));
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

function sum(names, size) {
  return names.reduce((total, name) => total + size(name), 0);
}

function kb(bytes) {
  return (bytes / 1000).toFixed(1);
}
