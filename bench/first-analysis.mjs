/** `npm run bench:first -- FILE`: from a cold start in Chromium to the first analysis, and later ones, in milliseconds. */

import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from '../scripts/chromium.mjs';
import { serve } from '../scripts/serve.mjs';

const RUNS = 11;
const [file] = process.argv.slice(2);
if (!file) {
  console.error('Which article? npm run bench:first -- FILE');
  process.exit(1);
}
const text = readFileSync(file, 'utf8');
const { server, url } = await serve('dist/page');
const executablePath = findChromium();
const runs = [];
for (let run = 0; run < RUNS; run += 1) {
  // A new browser each time, so that no compiled code is kept.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.goto(`${url}/icon.svg`);
  runs.push(
    await page.evaluate(
      async ([base, article]) => {
        const began = performance.now();
        const { load, analyze } = await import(`${base}/lib/index.js`);
        await load();
        const loaded = performance.now();
        await analyze(article);
        const first = performance.now();
        for (let again = 0; again < 20; again += 1) await analyze(article);
        return { load: loaded - began, first: first - loaded, later: (performance.now() - first) / 20 };
      },
      [url, text],
    ),
  );
  await browser.close();
}
server.close();

const middle = (name) => runs.map((run) => run[name]).sort((one, other) => one - other)[(RUNS - 1) / 2];
const line = (what, name) => console.log(`${what.padEnd(34)} ${middle(name).toFixed(1)} ms`);
console.log(`${text.length} characters, median of ${RUNS} cold starts`);
line('fetch and compile the engine', 'load');
line('first analysis', 'first');
line('each later analysis', 'later');
