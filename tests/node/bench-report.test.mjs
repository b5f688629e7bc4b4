/** The report of `npm run bench`: small results come out as the right tables and charts, and nobody has edited the figures that stand in the documents. */

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { duration, growthChart, short, speedChart } from '../../bench/charts.mjs';
import { article, page } from '../../bench/material.mjs';
import { partIn, readmePart, report, withPart, writeAll } from '../../bench/report.mjs';
import { componentsValue, lengthValue, spanValue, timexValue } from '../../bench/peers/values.mjs';
import { spread } from '../../bench/speed.mjs';
import { root } from '../../scripts/run.mjs';

const even = (median) => ({ median, min: median / 2, max: median * 2 });

/** A machine that never was, and three contestants. */
const RESULTS = {
  schema: 1,
  quick: false,
  rounds: 3,
  atMost: 20,
  date: '2014-01-03',
  machine: { cpu: 'Abacus & Sons', cores: 2, memory: 2 ** 34, system: 'linux 1.0 x64', node: '20.0.0', chromium: '100.0', rust: '1.95.0' },
  versions: { whowhen: '0.1.0', peer: '1.2.3' },
  nodeAlone: { cold: 0.05, peak: 45e6 },
  tasks: {
    dates: {
      unit: 'characters',
      amount: 40_000,
      files: 10,
      first: 3000,
      rows: [
        { id: 'whowhen', name: 'WhoWhen', where: 'WebAssembly, Node', ours: true, speed: even(12e6), cold: even(0.2), peak: 90e6, wasm: 15e6, bytes: { minified: 3e6, brotli: 1_299_000 }, accuracy: { TimeBank: { span: 90.4, value: 82 } } },
        { id: 'native', name: 'WhoWhen', where: 'native, Rust', ours: true, speed: even(20e6), times: even(0.6), cold: even(0.01), accuracy: { TimeBank: { span: 90.4, value: 82 } } },
        { id: 'peer', name: 'Peer <1>', where: 'Node', ours: false, speed: even(4100), times: even(2927), cold: even(1.5), peak: 70e6, note: 'finds no values', bytes: { minified: 1e6, brotli: 9400 }, accuracy: { TimeBank: { span: 52.6, value: 0 } } },
      ],
    },
  },
  growth: {
    dates: [
      { id: 'whowhen', name: 'WhoWhen', where: 'WebAssembly, Node', ours: true, points: [[1000, 0.0001], [10_000, 0.001], [100_000, 0.01]] },
      { id: 'peer', name: 'Peer <1>', where: 'Node', ours: false, points: [[1000, 0.24], [10_000, 2.4]], ended: { size: 100_000, why: 'more than 20 s' } },
    ],
  },
};

const tableIn = (markdown) => markdown.split('\n').filter((line) => line.startsWith('|'));

test('the short table has ours once and each peer, with what cannot be said left open', () => {
  assert.deepEqual(tableIn(readmePart(RESULTS)).slice(2), [
    '| dates: **WhoWhen**, WebAssembly, Node | 12 M | 1 | 200 ms | 1,299 KB | 82.0 |',
    '| dates: Peer <1>, Node | 4.1 k | 2927 | 1.5 s | 9 KB | – |',
  ]);
});

test('the long tables have all contestants, the spread, and where a curve ended', () => {
  const markdown = report(RESULTS);
  const rows = tableIn(markdown);
  assert.ok(rows.includes('| **WhoWhen**, WebAssembly, Node | 12 M (6 M to 24 M) | 1 | 200 ms | 90 MB | 15 MB | 1,299 KB | 90.4 | 82.0 |'), rows.join('\n'));
  assert.ok(rows.includes('| **WhoWhen**, native, Rust | 20 M (10 M to 40 M) | 0.60 (0.30 to 1.2) | 10 ms | – | – | – | 90.4 | 82.0 |'), rows.join('\n'));
  assert.ok(rows.includes('| Peer <1>, Node | 240 ms | 2.4 s | more than 20 s |'), rows.join('\n'));
  assert.match(markdown, /2014-01-03 with version 0\.1\.0: Abacus & Sons, 2 cores, 16 GiB/);
  assert.match(markdown, /Peer <1>: finds no values\./);
  assert.doesNotMatch(markdown, /quick try|undefined|NaN/);
});

test('without the corpora the column says so, and a quick try says that it is one', () => {
  const bare = structuredClone(RESULTS);
  for (const row of bare.tasks.dates.rows) delete row.accuracy;
  assert.match(tableIn(readmePart(bare))[2], /not measured here \|$/);
  assert.match(tableIn(report(bare))[2], /not measured here \|$/);
  assert.match(readmePart({ ...bare, quick: true }), /quick try/);
});

test('the charts are whole, say in words what they show, and escape what they are given', () => {
  for (const chart of [speedChart(RESULTS), growthChart(RESULTS)]) {
    assert.match(chart, /^<svg [^>]*role="img"[^>]*>\n<title id="title">[^<]+<\/title>\n<desc id="desc">[^<]+<\/desc>/);
    assert.match(chart, /Peer &#60;1&#62;/);
    assert.match(chart, /prefers-color-scheme:dark/);
    assert.doesNotMatch(chart, /NaN|Infinity|undefined|<script|href/);
  }
  assert.match(speedChart(RESULTS), /WhoWhen \(native, Rust\) 20 M/);
  assert.match(growthChart(RESULTS), /Peer &#60;1&#62;, Node: 2\.4 s for 10 k, then more than 20 s/);
});

test('a document gets its part between the marks, and one without marks is refused', () => {
  const document = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
  const changed = withPart(document, 'new');
  assert.equal(changed, 'before\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n');
  assert.equal(partIn(changed), 'new');
  assert.throws(() => withPart('no marks', 'new'), /has no <!-- bench -->/);
});

test('what is written is what the written results give again', () => {
  const dir = mkdtempSync(join(tmpdir(), 'whowhen-report-'));
  try {
    mkdirSync(join(dir, 'docs'));
    writeFileSync(join(dir, 'README.md'), '<!-- bench -->\n<!-- /bench -->\n');
    const odd = structuredClone(RESULTS);
    odd.tasks.dates.rows[0].speed.median = 12_345_678.912345;
    writeAll(odd, dir);
    checkDocuments(dir);
    assert.match(readFileSync(join(dir, 'docs/bench.json'), 'utf8'), /"median": 12350000\b/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

const skip = existsSync(join(root, 'docs/bench.json')) ? false : 'nothing was measured yet: `npm run bench` writes docs/bench.json';
test('the figures in the documents are those of docs/bench.json: run `npm run bench`, or `node bench/report.mjs`', { skip }, () => checkDocuments(root));

function checkDocuments(dir) {
  const read = (name) => readFileSync(join(dir, name), 'utf8');
  const results = JSON.parse(read('docs/bench.json'));
  assert.equal(partIn(read('README.md')), readmePart(results));
  assert.equal(read('docs/bench.md'), report(results));
  assert.equal(read('docs/bench.svg'), speedChart(results));
  assert.equal(read('docs/growth.svg'), growthChart(results));
}

test('figures are written short', () => {
  assert.deepEqual([7, 950, 4100, 31_234, 2_600_000, 12_000_000].map(short), ['7', '950', '4.1 k', '31 k', '2.6 M', '12 M']);
  assert.deepEqual([0.000_05, 0.0024, 0.35, 2.44, 61].map(duration), ['50 µs', '2.4 ms', '350 ms', '2.4 s', '61 s']);
  assert.deepEqual(spread([3, 1, 2]), { median: 2, min: 1, max: 3 });
  assert.deepEqual(spread([4, 1, 2, 3]), { median: 2.5, min: 1, max: 4 });
});

test('texts and pages are of the size asked for, and the same each time', () => {
  for (const characters of [1000, 12_345]) assert.equal(article(characters).length, characters);
  assert.equal(article(5000, 3), article(5000, 3));
  assert.notEqual(article(5000, 3), article(5000, 4));
  for (const bytes of [10_000, 100_000, 1_000_000]) {
    const share = Buffer.byteLength(page(bytes)) / bytes;
    assert.ok(share > 0.95 && share < 1.25, `${bytes}: ${share}`);
  }
});

test('the dates of peers get the values that they mean', () => {
  const start = (known) => ({ isCertain: (component) => component in known, get: (component) => ({ year: 2014, month: 1, day: 3, ...known })[component] });
  assert.equal(componentsValue(start({ month: 5, year: 2012 }), 'May 2012').value, '2012-05');
  assert.equal(componentsValue(start({ weekday: 5, hour: 17 }), 'Friday at 5 p.m.').value, '2014-01-03T17:00');
  assert.equal(componentsValue(start({ year: 2013, month: 12, day: 30 }), 'last week').value, '2014-W01');
  assert.equal(spanValue({ start: '2013-07-01T00:00:00.000Z', unit: 'quarter' }).value, '2013-Q3');
  assert.deepEqual(lengthValue({ year: 2, hour: 3 }), { kind: 'duration', value: 'P2YT3H' });
  const days = ['2013-01-13', '2014-01-13'].map((value) => ({ timex: 'XXXX-01-13', type: 'date', value }));
  assert.equal(timexValue(days, '2014-01-03').value, '2013-01-13');
  assert.equal(timexValue([{ timex: '(2013-07-01,2013-10-01,P3M)', type: 'daterange', start: '2013-07-01' }], '2014-01-03').value, '2013-Q3');
  assert.deepEqual(timexValue([{ timex: 'PRESENT_REF', type: 'datetime' }], '2014-01-03'), { kind: 'date', value: 'PRESENT_REF' });
});
