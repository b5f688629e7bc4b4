/**
 * The report of `npm run bench`: from its results to docs/bench.md, the charts, and the part of README.md. Nobody edits figures: a test
 * compares what stands there with what `docs/bench.json` gives. `node bench/report.mjs` writes them again.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/run.mjs';
import { duration, growthChart, short, speedChart } from './charts.mjs';

const HEADS = { names: 'Names', dates: 'Dates', articles: 'Articles out of pages' };

/** What a score is called in a table, for each task the one that the short table has last. */
const MAIN = { names: ['dev-worldwide', 'F1'], dates: ['TimeBank', 'value'], articles: ['wcxb_dev', 'F1'] };

const NONE = '–';
const megabytes = (bytes) => (bytes === undefined ? NONE : `${Math.round(bytes / 1e6)} MB`);
const kilobytes = (bytes) => (bytes === undefined ? NONE : `${Math.round(bytes.brotli / 1000).toLocaleString('en')} KB`);
const digits = (number) => (number >= 10 ? String(Math.round(number)) : number.toPrecision(2));
const factor = (times) => (times ? `${digits(times.median)} (${digits(times.min)} to ${digits(times.max)})` : '1');
const speed = ({ median, min, max }) => `${short(median)} (${short(min)} to ${short(max)})`;
const cell = (number) => (Number.isFinite(number) && number > 0 ? number.toFixed(1) : NONE);

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), `|${heads.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`, ...rows.map(line)].join('\n');
}

const title = ({ name, where, ours }) => (ours ? `**${name}**, ${where}` : `${name}, ${where}`);
const unitOf = ({ unit }) => (unit === 'bytes' ? 'bytes of HTML' : 'characters');

/** All columns of accuracy that a task has, as `[set, figure]`. */
function columns(rows) {
  const all = rows.flatMap(({ accuracy = {} }) => Object.entries(accuracy).flatMap(([set, scores]) => Object.keys(scores).map((figure) => `${set}\t${figure}`)));
  return [...new Set(all)].map((column) => column.split('\t'));
}

function taskTable(task) {
  const scores = columns(task.rows);
  const heads = ['', `${unitOf(task)} a second`, 'WhoWhen in Node is so many times as fast', 'cold start', 'memory at most', 'of it WebAssembly', 'to load, brotli'];
  const accuracy = scores.length > 0 ? scores.map(([set, figure]) => `${set}: ${figure}`) : ['accuracy'];
  return table(
    [...heads, ...accuracy],
    task.rows.map((row) => [
      title(row),
      speed(row.speed),
      factor(row.times),
      duration(row.cold.median),
      megabytes(row.peak),
      megabytes(row.wasm),
      kilobytes(row.bytes),
      ...(scores.length > 0 ? scores.map(([set, figure]) => cell(row.accuracy?.[set]?.[figure])) : ['not measured here']),
    ]),
  );
}

function growthTable(curves) {
  const sizes = [...new Set(curves.flatMap(({ points }) => points.map(([size]) => size)))].sort((one, other) => one - other);
  return table(
    ['', ...sizes.map(short)],
    curves.map((curve) => [title(curve), ...sizes.map((size) => at(curve, size))]),
  );
}

function at({ points, ended }, size) {
  const point = points.find(([own]) => own === size);
  if (point) return duration(point[1]);
  return ended?.size === size ? ended.why : NONE;
}

/** Where and when, in one sentence. */
function measured({ machine, date, quick, documents, versions }) {
  const { cpu, cores, memory, system, node, chromium, rust } = machine;
  const few = documents ? ` and of ${documents} documents for accuracy` : '';
  const doubt = quick ? ` This was a quick try, of few rounds${few}: its figures are no more than that.` : '';
  return `Measured on ${date} with version ${versions.whowhen}: ${cpu}, ${cores} cores, ${Math.round(memory / 2 ** 30)} GiB, ${system}; Node ${node}, Chromium ${chromium}, Rust ${rust}.${doubt}`;
}

/** docs/bench.md */
export function report(results) {
  const { tasks, growth, versions, rounds, nodeAlone, atMost } = results;
  const parts = [
    '# Beside others',
    'Written by `npm run bench` from `docs/bench.json`; do not edit it.',
    measured(results),
    `All read the same invented texts and pages in one run, each in a process of its own, taking turns: ours in Node, another, ours, the next. The figure is the median of ${rounds} rounds after one to warm up (in brackets the least and the most); a ratio is that of two neighbours. Cold start is from the start of the process to the first result; Node alone takes ${duration(nodeAlone.cold)} of it, and ${megabytes(nodeAlone.peak)} of memory. In Chromium it is from the first request for the engine to the first result, and of memory only the WebAssembly's is known. Names are scored as persons, places and organisations, exact spans and types; dates by exact spans, and by values of those that overlap; articles by the words of the text. WhoWhen is scored once, in Node: it answers the same everywhere. What a page loads is bundled and minified by esbuild, with models and WebAssembly. WhoWhen ships one engine for all three; its names include dates, links and quotes.`,
    '![How much each reads in a second](bench.svg)',
  ];
  for (const [task, content] of Object.entries(tasks)) {
    parts.push(`## ${HEADS[task]}`, `${content.files} ${task === 'articles' ? 'pages' : 'texts'}, ${short(content.amount)} ${unitOf(content)}; the first result is of ${short(content.first)}.`, taskTable(content));
    const notes = content.rows.filter(({ note }) => note).map(({ name, note }) => `${name}: ${note}.`);
    if (notes.length > 0) parts.push(notes.join(' '));
  }
  parts.push('## Growth', `Time for one text or page of so many characters or bytes. Who takes more than ${atMost} s is stopped.`, '![How the time grows with the length](growth.svg)');
  for (const [task, curves] of Object.entries(growth)) parts.push(`### ${HEADS[task]}`, growthTable(curves));
  parts.push('## Versions', Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ') + '.');
  return `${parts.join('\n\n')}\n`;
}

/** The part of README.md between its marks. */
export function readmePart(results) {
  const rows = Object.entries(results.tasks).flatMap(([task, { rows: all, unit }]) =>
    all.filter(isShort).map((row) => [
      `${HEADS[task].toLowerCase()}: ${title(row)}`,
      `${short(row.speed.median)}${unit === 'bytes' ? 'B' : ''}`,
      row.times ? digits(row.times.median) : '1',
      duration(row.cold.median),
      kilobytes(row.bytes),
      mainScore(task, row),
    ]),
  );
  const heads = ['', 'characters (HTML: bytes) a second', 'WhoWhen in Node is so many times as fast', 'cold start', 'to load, brotli', 'accuracy'];
  const accuracy = Object.entries(MAIN).map(([task, [set, figure]]) => `${HEADS[task].toLowerCase()} ${figure} on ${set}`).join(', ');
  return [
    '![How many characters or bytes of HTML each reads in a second](docs/bench.svg)',
    table(heads, rows),
    `Accuracy: ${accuracy}, in hundredths, names being persons, places and organisations. ${measured(results)} [All of it](docs/bench.md), with spread, memory and growth; \`npm run bench\` measures again.`,
  ].join('\n\n');
}

/** The short table has ours once for each task: the chart has the rest. */
function isShort({ ours, times }) {
  return !ours || !times;
}

function mainScore(task, { accuracy }) {
  const [set, figure] = MAIN[task];
  return accuracy ? cell(accuracy[set]?.[figure]) : 'not measured here';
}

const [OPEN, CLOSE] = ['<!-- bench -->', '<!-- /bench -->'];

/** What stands between the marks in a document. */
export function partIn(document) {
  const [start, end] = [document.indexOf(OPEN), document.indexOf(CLOSE)];
  if (start < 0 || end < start) throw new Error(`the document has no ${OPEN} … ${CLOSE}`);
  return document.slice(start + OPEN.length, end).trim();
}

/** The document with another part between its marks. */
export function withPart(document, part) {
  partIn(document);
  return `${document.slice(0, document.indexOf(OPEN) + OPEN.length)}\n${part}\n${document.slice(document.indexOf(CLOSE))}`;
}

/** Four digits of each figure that is no whole number: the others say nothing. */
const rounded = (results) => JSON.parse(JSON.stringify(results, (_, value) => (Number.isInteger(value) || typeof value !== 'number' ? value : Number(value.toPrecision(4)))));

/** Writes all files of the report below a folder, and README.md where one stands there. Gives their names. */
export function writeAll(measurements, to) {
  const results = rounded(measurements);
  const files = {
    'docs/bench.json': `${JSON.stringify(results, null, 1)}\n`,
    'docs/bench.md': report(results),
    'docs/bench.svg': speedChart(results),
    'docs/growth.svg': growthChart(results),
  };
  const readme = join(to, 'README.md');
  if (existsSync(readme)) files['README.md'] = withPart(readFileSync(readme, 'utf8'), readmePart(results));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(to, name), content);
  return Object.keys(files).map((name) => join(to, name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeAll(JSON.parse(readFileSync(join(root, 'docs/bench.json'), 'utf8')), root);
