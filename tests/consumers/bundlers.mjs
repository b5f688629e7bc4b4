/** Bundlers: each builds the same page, which is opened in Chromium from a static host. */

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ARTICLE, CALL, OPTIONS, check } from './article.mjs';
import { answersOf, served } from './browser.mjs';
import { execute, filesBelow, project, start, tool, versionOf } from './tools.mjs';

const node = process.execPath;

/** A page whose script sets `answers`: the analysis here and the one in a worker, or what went wrong. */
const HTML = '<!doctype html>\n<meta charset="utf-8">\n<title>consumer</title>\n<script type="module" src="./app.js"></script>\n';
const app = ({ from = 'whowhen', options = '', workerOptions = 'worker: true' } = {}) => `
import { analyze, createAnalyzer, load } from '${from}';
async function answers() {
  await load({ ${options} });
  const here = await ${CALL};
  const there = await createAnalyzer({ ${[workerOptions, options].filter(Boolean).join(', ')} }).${CALL};
  return [here, there].map((analysis) => JSON.stringify(analysis));
}
answers().then((value) => { globalThis.answers = value; }, (error) => { globalThis.answers = [String(error)]; });
`;
/** A worker of the app itself, which imports ours, as `docs/package.md` says. */
const OWN_FILES = {
  'app.js': app({ workerOptions: "worker: () => new Worker(new URL('./own.js', import.meta.url), { type: 'module' })" }),
  'own.js': "import 'whowhen/worker';\n",
};
/** A worker that the app names itself. */
const OWN_WORKER = "worker: () => new Worker(new URL('whowhen/worker', import.meta.url), { type: 'module' })";
const BESIDE = "worker: () => new Worker('./worker.js', { type: 'module' })";

const INLINE = app({ from: 'whowhen/inline' });
/** An analysis as it is, and as it was written and read. */
const EXPORT = `
import { analyze } from 'whowhen';
import { exportAs } from 'whowhen/export';
async function answers() {
  const analysis = await ${CALL};
  return [JSON.stringify(analysis), JSON.stringify(JSON.parse(await exportAs(analysis, 'json')))];
}
answers().then((value) => { globalThis.answers = value; }, (error) => { globalThis.answers = [String(error)]; });
`;
/** The same analysis twice, if a live page is painted in between, all that was found and nothing missed. */
const DOM = `
import { analyze } from 'whowhen';
import { highlight, readElement } from 'whowhen/dom';
async function answers() {
  const element = document.body.appendChild(document.createElement('p'));
  element.textContent = ${JSON.stringify(ARTICLE)};
  const reading = readElement(element);
  const { painted, missed } = highlight(element, await analyze(reading, ${JSON.stringify(OPTIONS)}), { reading });
  const analysis = await ${CALL};
  const expected = analysis.mentions.length + analysis.dates.length;
  if (painted !== expected || missed !== 0) throw new Error(painted + ' painted, ' + missed + ' missed of ' + expected);
  return [analysis, analysis].map((one) => JSON.stringify(one));
}
answers().then((value) => { globalThis.answers = value; }, (error) => { globalThis.answers = [String(error)]; });
`;

/** Opens what was built, and counts the engine's files in it: a second copy would be loaded for nothing. */
async function opens(dir, engines = 1) {
  assert.equal(filesBelow(dir).filter((name) => name.endsWith('.wasm')).length, engines, 'files of the engine in the build');
  check(await served(dir, answersOf), 2);
}

const VITE_CONFIG = `export default { base: './', logLevel: 'warn', worker: { format: 'es' } };\n`;

async function viteBuild(name, files, engines) {
  const dir = project(name, { 'index.html': HTML, 'vite.config.js': VITE_CONFIG, ...files });
  await execute(node, [tool('vite/bin/vite.js'), 'build'], dir);
  await opens(join(dir, 'dist'), engines);
}

/** The development server compiles what is asked for; the packages it compiles before. */
async function viteDev() {
  const dir = project('vite dev', { 'index.html': HTML, 'app.js': app() });
  const server = start(node, [tool('vite/bin/vite.js'), '--host', '127.0.0.1', '--port', '0'], dir);
  try {
    const url = await new Promise((resolve, reject) => {
      let said = '';
      const listen = (data) => {
        said += data;
        const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
        if (found) resolve(found);
      };
      server.stdout.on('data', listen);
      server.stderr.on('data', listen);
      server.on('close', () => reject(new Error(said)));
    });
    check(await answersOf(url), 2);
  } finally {
    server.kill();
  }
}

async function webpack(name, files, engines) {
  const config = `export default { mode: 'production', entry: './app.js', output: { filename: 'app.js', publicPath: 'auto' }, performance: { hints: false } };\n`;
  const build = `import webpack from 'webpack';
import config from './webpack.config.js';
webpack(config, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? new Error(stats.toString());
});
`;
  const dir = project(name, { 'webpack.config.js': config, 'build.js': build, ...files });
  await execute(node, ['build.js'], dir);
  cpSync(page(dir), join(dir, 'dist/index.html'));
  await opens(join(dir, 'dist'), engines);
}

/** It looks at `exports` only where the application says so. */
async function parcel(name, files, engines) {
  const manifest = JSON.stringify({ private: true, '@parcel/resolver-default': { packageExports: true } });
  const dir = project(name, { 'package.json': manifest, 'index.html': HTML, ...files });
  await execute(node, [tool('parcel/lib/bin.js'), 'build', 'index.html', '--public-url', './', '--no-cache', '--no-source-maps', '--no-autoinstall'], dir);
  await opens(join(dir, 'dist'), engines);
}

/** Leaves addresses as they are, so the worker is an entry of its own, and the file is copied by hand. */
async function esbuildCopied() {
  const dir = project('esbuild copied', { 'app.js': app({ options: "wasm: './whowhen_bg.wasm'", workerOptions: BESIDE }) });
  await esbuild(dir, ['app.js', 'worker=whowhen/worker']);
  cpSync(join(dir, 'node_modules/whowhen/dist/lib/wasm/whowhen_bg.wasm'), join(dir, 'dist/whowhen_bg.wasm'));
  await opens(join(dir, 'dist'));
}

/** The file by esbuild's own loader, which gives its address. */
async function esbuildLoader() {
  const code = `import wasm from 'whowhen/whowhen_bg.wasm';\n${app({ options: 'wasm', workerOptions: BESIDE })}`;
  const dir = project('esbuild loader', { 'app.js': code });
  await esbuild(dir, ['app.js', 'worker=whowhen/worker', '--loader:.wasm=file']);
  await opens(join(dir, 'dist'));
}

async function esbuildInline() {
  const dir = project('esbuild inline', { 'app.js': INLINE });
  await esbuild(dir, ['app.js']);
  await opens(join(dir, 'dist'), 0);
}

async function esbuild(dir, args) {
  const program = tool('esbuild/bin/esbuild');
  await execute(node, [program, ...args, '--bundle', '--format=esm', '--minify', '--outdir=dist', '--log-override:empty-import-meta=error'], dir);
  cpSync(page(dir), join(dir, 'dist/index.html'));
}

/** The plugin copies the engine; a worker is an entry of its own. */
async function rollup() {
  const config = `import resolve from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';
export default {
  input: { app: 'app.js', worker: 'whowhen/worker' },
  plugins: [resolve(), importMetaAssets({ exclude: '**/start-worker.js' })],
  output: { dir: 'dist', entryFileNames: '[name].js' },
};
`;
  const dir = project('rollup', { 'rollup.config.js': config, 'app.js': app({ workerOptions: BESIDE }) });
  await execute(node, [tool('rollup/dist/bin/rollup'), '--config', '--silent', '--failAfterWarnings'], dir);
  cpSync(page(dir), join(dir, 'dist/index.html'));
  await opens(join(dir, 'dist'));
}

/** The page as a file, for bundlers that build scripts only. */
function page(dir) {
  return join(project(`page of ${dir.split(/[\\/]/).at(-1)}`, { 'index.html': HTML }), 'index.html');
}

const vite = versionOf('vite');
export const bundlers = [
  { name: 'Vite, build', version: vite, run: () => viteBuild('vite', { 'app.js': app() }, 1) },
  { name: 'Vite, build, own worker', version: vite, run: () => viteBuild('vite own worker', OWN_FILES, 1) },
  { name: 'Vite, build, worker by name', version: vite, run: () => viteBuild('vite named worker', { 'app.js': app({ workerOptions: OWN_WORKER }) }, 1) },
  { name: 'Vite, build, whowhen/inline', version: vite, run: () => viteBuild('vite inline', { 'app.js': INLINE }, 0) },
  {
    name: 'Vite, build, whowhen/export',
    version: vite,
    run: () => viteBuild('vite export', { 'app.js': EXPORT }, 1),
  },
  {
    name: 'Vite, build, whowhen/dom',
    version: vite,
    run: () => viteBuild('vite dom', { 'app.js': DOM }, 1),
  },
  { name: 'Vite, dev', version: vite, run: viteDev },
  { name: 'webpack', version: versionOf('webpack'), run: () => webpack('webpack', { 'app.js': app() }, 1) },
  { name: 'webpack, own worker', version: versionOf('webpack'), run: () => webpack('webpack own worker', OWN_FILES, 1) },
  { name: 'webpack, worker by name', version: versionOf('webpack'), run: () => webpack('webpack named worker', { 'app.js': app({ workerOptions: OWN_WORKER }) }, 1) },
  { name: 'webpack, whowhen/inline', version: versionOf('webpack'), run: () => webpack('webpack inline', { 'app.js': INLINE }, 0) },
  { name: 'Parcel', version: versionOf('parcel'), run: () => parcel('parcel', { 'app.js': app() }, 1) },
  { name: 'Parcel, whowhen/inline', version: versionOf('parcel'), run: () => parcel('parcel inline', { 'app.js': INLINE }, 0) },
  { name: 'esbuild, file copied', version: versionOf('esbuild'), run: esbuildCopied },
  { name: 'esbuild, --loader:.wasm=file', version: versionOf('esbuild'), run: esbuildLoader },
  { name: 'esbuild, whowhen/inline', version: versionOf('esbuild'), run: esbuildInline },
  { name: 'Rollup', version: versionOf('rollup'), run: rollup },
];
