/**
 * `npm run bench:dates -- [FILE...]`: characters a second, dates alone, of the engine in Node, of chrono-node and of the
 * engine compiled for this machine; and how the time grows with the length of an article.
 *
 * A FILE of `.jsonl` has an article a line, its `text` and perhaps its day, `published` or `dct`; any other is one
 * article. With none, the golden articles are read. Needs a build (`npm run build`).
 */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm, root, steps } from '../../scripts/run.mjs';
import { rust } from '../../scripts/rust.mjs';
import { cargo } from '../../scripts/setup.mjs';

const ROUNDS = 7;
/** A round reads at least so many characters, over and over if need be: the golden articles take no time at all. */
const ENOUGH = 500_000;
/** The day of articles that name none. */
const DAY = '2014-01-03';

const given = process.argv.slice(2).map((file) => resolve(file));
const files = given.length > 0 ? given : goldenTexts();
const articles = files.flatMap(read);
const length = sum(articles.map(({ text }) => text.length));
if (length === 0) {
  console.error('There is no text in these files.');
  process.exit(1);
}

let contestants;
await steps([
  ['Installing chrono-node', install],
  ['Loading', async () => (contestants = await load())],
  [`In Node: ${articles.length} articles, ${length} characters, best of ${ROUNDS} rounds`, compare],
  ['Growth: one article, and the same again and again', growth],
  ['Compiled for this machine', native],
]);

function goldenTexts() {
  const folder = join(root, 'tests/golden');
  return readdirSync(folder).map((name) => join(folder, name, 'input.txt')).filter(existsSync);
}

function read(file) {
  const content = readFileSync(file, 'utf8');
  if (!file.endsWith('.jsonl')) return [{ text: content, published: DAY }];
  const lines = content.split('\n').filter((line) => line.trim()).map((line) => JSON.parse(line));
  return lines.map(({ text, published, dct }) => ({ text, published: (published ?? dct ?? DAY).slice(0, 10) }));
}

/** chrono-node has a package.json of its own, so that it is never installed with the product. */
function install() {
  const folder = join(root, 'bench/dates');
  if (existsSync(join(folder, 'node_modules'))) console.log('      nothing to install');
  else npm(['ci', '--prefix', folder, '--no-audit', '--no-fund'], { failed: 'chrono-node could not be installed, see above.' });
}

/** What reads one article, by name. Only now: the one has just been installed, the other may not be built. */
async function load() {
  const engine = await import('../../dist/lib/index.js');
  const chrono = await import('chrono-node');
  await engine.load();
  return {
    'WhoWhen, dates alone': ({ text, published }) => engine.analyze(text, { published, find: 'dates' }),
    'chrono-node': ({ text, published }) => chrono.parse(text, new Date(`${published}T12:00:00Z`)),
    'WhoWhen, all': ({ text, published }) => engine.analyze(text, { published }),
  };
}

async function compare() {
  const seconds = await best(Object.values(contestants).map((reads) => ({ reads, articles })));
  const speeds = seconds.map((time) => length / time);
  for (const [at, name] of Object.keys(contestants).entries()) line(name, `${(speeds[at] / 1e6).toFixed(2)} M characters/s`);
  line('WhoWhen, dates alone : chrono-node', `${(speeds[0] / speeds[1]).toFixed(2)}`);
}

async function growth() {
  // The middle one by length: the longest, a hundred times over, would take chrono-node minutes.
  const middle = [...articles].sort((one, other) => one.text.length - other.text.length)[articles.length >> 1];
  const times = [1, 10, 100];
  const longer = times.map((count) => ({ ...middle, text: Array(count).fill(middle.text).join('\n\n') }));
  console.log(`      time for 10 and 100 times ${middle.text.length} characters, as multiples of the time for them once`);
  for (const [name, reads] of Object.entries(contestants)) {
    const [once, ...more] = await best(longer.map((article) => ({ reads, articles: [article] })));
    line(name, more.map((time) => (time / once).toFixed(1)).join('  '));
  }
}

function native() {
  cargo(['run', '--release', '--quiet', '--example', 'bench_dates', '--', ...files], rust());
}

/** Seconds that each run takes once, the best of all rounds after a warm-up. The runs take turns: machines slow down. */
async function best(runs) {
  const seconds = runs.map(() => Infinity);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, { reads, articles: some }] of runs.entries()) {
      const passes = Math.ceil(ENOUGH / sum(some.map(({ text }) => text.length)));
      const began = performance.now();
      for (let pass = 0; pass < passes; pass += 1) for (const article of some) await reads(article);
      const time = (performance.now() - began) / 1000 / passes;
      if (round > 0) seconds[at] = Math.min(seconds[at], time);
    }
  }
  return seconds;
}

function line(name, figure) {
  console.log(`      ${name.padEnd(36)} ${figure}`);
}

function sum(numbers) {
  return numbers.reduce((one, other) => one + other, 0);
}
