/**
 * `npm run bench`: ours beside what people use instead, on the same invented texts and pages in one run, each in a process of its
 * own: speed, cold start, memory, bytes shipped, accuracy where `../shared/corpora` is at hand, and growth. Writes the
 * results to docs/bench.json, and from them docs/bench.md, the charts, and the part of README.md about them.
 *
 * `-- --quick` is a try of some minutes; it writes to target/bench/quick and leaves the documents as they are. `-- --only dates` measures one
 * task and is a try as well. Needs a build (`npm run build`).
 */

import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { installFrom } from '../scripts/install.mjs';
import { Trouble, output, root, steps } from '../scripts/run.mjs';
import { rust } from '../scripts/rust.mjs';
import { cargo } from '../scripts/setup.mjs';
import { measureAccuracy, whyNoAccuracy } from './accuracy.mjs';
import { CONTESTANTS, TASKS, contestant } from './contestants/index.mjs';
import { measureGrowth } from './growth.mjs';
import { writeMaterial } from './material.mjs';
import { startProcess } from './process.mjs';
import { writeAll } from './report.mjs';
import { bytesShipped } from './size.mjs';
import { measureSpeed } from './speed.mjs';

const TARGET = join(root, 'target/bench');
const quick = process.argv.includes('--quick');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const tasks = TASKS.filter((task) => !only || task === only);

/** Bytes or characters of the growth curve. The longest that the engine takes unless told otherwise is 10 MiB. */
const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7];
const effort = quick
  ? { rounds: 2, colds: 1, files: 4, enough: 0.1, warmUp: 0.5, sizes: SIZES.slice(0, 3), atMost: 5, documents: 2 }
  : { rounds: 7, colds: 7, files: Infinity, enough: 0.5, warmUp: 3, sizes: SIZES, atMost: 20, documents: Infinity };

let material;
const peers = new Map();
const { rounds, atMost, documents } = effort;
const results = { schema: 1, quick: quick || only !== undefined, rounds, atMost, ...(quick && { documents }), tasks: {}, growth: {} };

await steps([
  ['Installing the peers, as they are pinned', install],
  ['Building the native ones (the first time takes minutes)', native],
  ['Looking at the machine', machine],
  ['Writing texts and pages', write],
  ...tasks.map((task) => [`Speed, cold start and memory: ${task}`, () => speed(task)]),
  ['Bytes that a page would load', size],
  ...tasks.map((task) => [`Accuracy: ${task}`, () => accuracy(task)]),
  ...tasks.map((task) => [`Growth: ${task}`, () => growth(task)]),
  ['Writing the report', report],
]);

/** The peers stand apart from the product. The link is where Node and esbuild look for them from here. */
function install() {
  if (!existsSync(join(root, 'dist/lib/wasm/whowhen_bg.wasm'))) throw new Trouble('There is nothing to measure yet: npm run build');
  installFrom(join(root, 'bench'), TARGET);
  const link = join(root, 'bench/node_modules');
  if (!existsSync(link)) symlinkSync(join(TARGET, 'node_modules'), link, 'junction');
}

/** Not `--locked`: the lock file names the product's own dependencies too, and those change. */
function native() {
  const manifest = join(root, 'bench/native/Cargo.toml');
  const args = ['build', '--release', '--quiet', '--manifest-path', manifest, '--target-dir', join(TARGET, 'native')];
  cargo(args, rust(), 'The native contestants could not be built, see above.');
}

async function machine() {
  for (const id of CONTESTANTS) peers.set(id, { id, ...(await contestant(id)) });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const nobody = await startProcess({ id: 'nobody' }, 'names', '');
  results.date = new Date().toISOString().slice(0, 10);
  results.machine = {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memory: totalmem(),
    system: `${platform()} ${release().split('-')[0]} ${arch()}`,
    node: process.versions.node,
    chromium: browser.version(),
    rust: output('rustc', ['--version'])?.split(' ')[1],
  };
  results.nodeAlone = { cold: nobody.cold, peak: (await nobody.memory()).peak };
  await Promise.all([browser.close(), nobody.end()]);
  results.versions = { whowhen: versionIn(root), dom_smoothie: /dom_smoothie = "=(.*)"/.exec(readFileSync(join(root, 'bench/native/Cargo.toml'), 'utf8'))[1] };
  for (const { packages = {} } of peers.values()) {
    for (const name of Object.values(packages).flat()) results.versions[name] = versionIn(join(TARGET, 'node_modules', name));
  }
}

function versionIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

function write() {
  material = writeMaterial(join(TARGET, 'material'), effort.sizes);
}

/** What a task is measured on. */
function materialFor(task) {
  const [kind, unit] = task === 'articles' ? ['html', 'bytes'] : ['text', 'characters'];
  const set = material[kind].set.slice(0, effort.files);
  return { ...material[kind], set, unit, amount: set.reduce((sum, file) => sum + file[unit], 0) };
}

function inTask(task) {
  return [...peers.values()].filter(({ tasks: theirs }) => theirs.includes(task));
}

async function speed(task) {
  const those = inTask(task);
  const chosen = materialFor(task);
  const rows = await measureSpeed(those, task, chosen, effort);
  for (const [at, { name, where, ours = false, note, coldStart }] of those.entries()) {
    Object.assign(rows[at], { name, where, ours, note });
    // It has a browser's processes besides: only the memory of its WebAssembly is known.
    if (coldStart) delete rows[at].peak;
  }
  results.tasks[task] = { unit: chosen.unit, amount: chosen.amount, files: chosen.set.length, first: chosen.first[chosen.unit], rows };
  for (const { name, where, speed: { median } } of rows) console.log(`      ${`${name} (${where})`.padEnd(36)} ${(median / 1e6).toFixed(3)} M ${chosen.unit}/s`);
}

async function size() {
  for (const task of tasks) {
    for (const row of results.tasks[task].rows) {
      const { ships } = peers.get(row.id);
      if (ships) row.bytes = await bytesShipped(ships(task));
    }
  }
}

function accuracy(task) {
  const why = whyNoAccuracy();
  if (why) return console.log(`      not measured here: ${why}`);
  for (const row of results.tasks[task].rows) {
    const { answer } = peers.get(row.id);
    if (!answer) continue;
    try {
      row.accuracy = measureAccuracy(row.id, task, { dir: join(TARGET, 'gold'), documents: effort.documents });
      console.log(`      ${row.name.padEnd(20)} ${JSON.stringify(row.accuracy)}`);
    } catch (error) {
      // The rest has taken many minutes, and is worth having.
      console.error(`      ${row.name.padEnd(20)} ${error.message}`);
    }
  }
  for (const row of results.tasks[task].rows) {
    const { answersAs } = peers.get(row.id);
    if (answersAs) row.accuracy = results.tasks[task].rows.find(({ id }) => id === answersAs).accuracy;
  }
}

async function growth(task) {
  results.growth[task] = [];
  for (const peer of inTask(task)) {
    if (peer.coldStart) continue;
    const curve = await measureGrowth(peer, task, materialFor(task), effort);
    results.growth[task].push({ id: peer.id, name: peer.name, where: peer.where, ours: peer.ours ?? false, ...curve });
  }
}

function report() {
  const to = results.quick ? join(TARGET, 'quick') : root;
  mkdirSync(join(to, 'docs'), { recursive: true });
  for (const file of writeAll(results, to)) console.log(`      ${file}`);
}
