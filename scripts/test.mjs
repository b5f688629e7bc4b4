/** `npm test`: sets up what testing needs, then runs everything. Stops at the first failure. */

import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { chromium } from './chromium.mjs';
import { firefox } from './firefox.mjs';
import { writeDocs } from './docs.mjs';
import { layOutExtension } from './extension.mjs';
import { layOut } from './layout.mjs';
import { root, run, steps } from './run.mjs';
import { rust } from './rust.mjs';
import { buildTool, cargo, packages } from './setup.mjs';
import { checkSize } from './size.mjs';

const began = performance.now();
const WASM = ['--target', 'wasm32-unknown-unknown', '--no-default-features', '--features', 'test-traps', '--lib'];
let env;

await steps([
  ['Looking for Rust', () => (env = rust({ components: ['rustfmt', 'clippy'] }))],
  ['Installing the npm packages', packages],
  ['Looking for Chromium', () => (env = { ...env, CHROME_PATH: chromium() })],
  ['Looking for Firefox', () => (env = { ...env, FIREFOX_PATH: firefox() })],
  ['Format', () => cargo(['fmt', '--all', '--check'], env, 'Some Rust is not formatted: run `cargo fmt`.')],
  ['Lints (the first time takes a few minutes)', () => cargo(['clippy', '--workspace', '--all-targets', '--', '-D', 'warnings'], env)],
  ['Lints of the WebAssembly boundary', () => cargo(['clippy', ...WASM, '--', '-D', 'warnings'], env)],
  ['Types of the JavaScript', () => node(['node_modules/typescript/bin/tsc', '--project', '.'])],
  ['Rust tests', () => cargo(['test', '--workspace'], env)],
  ['The models are what the corpora give', checkModels],
  ['Building the command line', () => cargo(['build', '--release'], env)],
  ['Building the build tool', () => buildTool(env)],
  ['Building the engine', () => cargo(['xtask', 'build'], env)],
  ['Building the engine that breaks on purpose', () => cargo(['xtask', 'build', '--traps'], env)],
  ['Laying out the library and the page', layOut],
  ['Laying out the extension', layOutExtension],
  ['Size of what a reader loads', checkSize],
  ['Exports read by other programs (the first time installs them)', () => node(['tests/exports/run.mjs'])],
  ['Node tests', () => nodeTests('tests/node')],
  ['Browser tests', () => nodeTests('tests/browser')],
  ['Firefox tests', () => nodeTests('tests/firefox')],
  // Two browsers at once would fall over each other's time limits.
  ['Extension tests (the first time installs a linter)', () => nodeTests('tests/extension', 1)],
  ['The reference of the package', writeDocs],
  ['The package where it is used (the first time installs bundlers)', () => node(['tests/consumers/run.mjs'])],
]);
console.log(`\nAll passed in ${((performance.now() - began) / 1000).toFixed(0)} s.`);

/** Learns the models again, as far as what they are learned from is at hand: the same bytes must come out. */
function checkModels() {
  learnAgain('lines');
  if (existsSync(join(root, '../shared/corpora/names'))) for (const model of ['pages', 'names']) learnAgain(model);
  else console.log('      pages and names skipped: ../shared/corpora is not here');
}

function learnAgain(model) {
  const args = ['run', '--release', '--quiet', '-p', 'train', '--', model, '--check'];
  cargo(args, env, `Learn it again: cargo run --release -p train -- ${model}`);
}

function node(args) {
  run(process.execPath, args, { env, failed: `\`node ${args.join(' ')}\` failed, see above.` });
}

function nodeTests(folder, atOnce = availableParallelism()) {
  const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const files = there.filter((name) => name.endsWith('.test.mjs')).sort();
  // By name: what `node --test` takes a folder for depends on its version.
  if (files.length > 0) node(['--test', `--test-concurrency=${atOnce}`, ...files.map((name) => join(folder, name))]);
  else console.log('      none yet');
}
