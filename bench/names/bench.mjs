/**
 * `npm run bench:names -- FILE.jsonl`: names, dates and linking together, one article after another, in the WebAssembly in
 * Node. FILE has one object with a "text" a line.
 */

import { readFileSync } from 'node:fs';

const RUNS = 9;
/** Articles of the test of memory. */
const MANY = 2_000;

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Which articles? npm run bench:names -- FILE.jsonl');
  process.exit(1);
}
const texts = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line).text);
const characters = texts.reduce((sum, text) => sum + text.length, 0);

const start = performance.now();
const { load, analyze } = await import('../../dist/lib/index.js');
await load();
const loaded = performance.now();
await analyze(texts[0]);
const first = performance.now();
console.log(`load ${(loaded - start).toFixed(0)} ms, first analysis (${texts[0].length} characters) ${(first - loaded).toFixed(1)} ms`);

const speeds = [];
for (let run = 0; run < RUNS; run += 1) {
  const began = performance.now();
  for (const text of texts) await analyze(text);
  speeds.push(characters / (performance.now() - began) / 1000);
}
speeds.sort((one, other) => one - other);
const [slowest, middle, fastest] = [speeds[0], speeds[(RUNS - 1) / 2], speeds[RUNS - 1]].map((speed) => speed.toFixed(2));
console.log(`${texts.length} articles, ${characters} characters: median ${middle} million characters a second (${slowest} to ${fastest})`);

// What the WebAssembly holds never shrinks, so a leak would show as growth.
const memory = () => process.memoryUsage();
const held = [];
for (let at = 0; at <= MANY; at += 1) {
  if (at % (MANY / 4) === 0) {
    globalThis.gc?.();
    const { arrayBuffers, external, heapUsed } = memory();
    held.push(`${at}: ${((arrayBuffers + external) / 1e6).toFixed(1)} + ${(heapUsed / 1e6).toFixed(1)} MB`);
  }
  await analyze(texts[at % texts.length]);
}
console.log(`memory outside and inside the heap after so many articles: ${held.join('; ')}`);
