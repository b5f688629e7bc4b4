/**
 * Lays out the extension from `dist/page` and `extension/`: a folder and a zip for each browser, and a zip of the sources
 * for who reviews it. Modules are copied as they are; only what runs in pages is one file, because browsers inject no
 * modules. The same sources give the same bytes.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { bundle as bundleLibrary } from './layout.mjs';
import { root } from './run.mjs';

const FROM = join(root, 'extension');
const TO = join(root, 'dist/extension');
/** Everything at the places that it has in the zip, for the bundler to find. */
const STAGE = join(TO, 'stage');

/** What starts in a page of ours or in the background; what these import is copied with them. */
const ENTRIES = ['background/background.js', 'panel/panel.js', 'options/options.js'];
/** What is injected: one script each. */
const INJECTED = { 'content.js': 'content/content.js', 'press.js': 'content/press.js', 'automatic.js': 'content/automatic.js' };
/** The last words of each: what who injects it is told, which is whether it is there. */
const LAST = "Symbol.for('whowhen') in globalThis;\n";
const ICONS = [16, 32, 48, 128];
/** What is no source: made, installed, or a version control's own. */
const NOT_SOURCE = new Set(['.git', 'target', 'dist', 'node_modules', 'fuzz/corpus', 'fuzz/artifacts']);

/** Earlier than any browser, and the first moment that a zip can name. */
const TIME = new Date(1980, 0, 1);

/** Folders and zips. Prints each zip with its size and hash. */
export async function layOutExtension() {
  rmSync(TO, { recursive: true, force: true });
  mkdirSync(STAGE, { recursive: true });
  cpSync(FROM, STAGE, { recursive: true });
  for (const part of ['dom', 'lib', 'page']) cpSync(join(root, 'dist', part), join(STAGE, part), { recursive: true });
  oneLibrary();
  // Reviewers read it.
  await bundleLibrary('d3-scale', ['scaleUtc'], { outfile: join(STAGE, 'page/vendor/d3-scale.js') });
  for (const [name, bytes] of await icons()) write(join(STAGE, name), bytes);
  const shared = new Map([...(await pages()), ...(await injected()), ...licences()]);
  const manifest = JSON.parse(readFileSync(join(FROM, 'manifest.json'), 'utf8'));
  rmSync(STAGE, { recursive: true });
  for (const [browser, own] of [['chrome', forChrome], ['firefox', forFirefox]]) {
    const files = new Map([['manifest.json', text(`${JSON.stringify(own(structuredClone(manifest)), null, 2)}\n`)], ...shared]);
    for (const [name, bytes] of files) write(join(TO, browser, name), bytes);
    await zip(`whowhen-${browser}-${manifest.version}.zip`, files);
  }
  await zip(`whowhen-source-${manifest.version}.zip`, new Map(sources().map((name) => [name, readFileSync(join(root, name))])));
}

/** The page has its library in its own folder; here it is everybody's, once. */
function oneLibrary() {
  const folder = join(STAGE, 'page/lib');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    writeFileSync(join(folder, name), `export * from '../../lib/${name}';\n`);
  }
  for (const part of ['page/dom', 'page/lib/wasm']) rmSync(join(STAGE, part), { recursive: true, force: true });
}

/** There is one manifest; each browser warns of what only the other knows. */
function forChrome(manifest) {
  delete manifest.browser_specific_settings;
  delete manifest.sidebar_action;
  delete manifest.background.scripts;
  return manifest;
}

function forFirefox(manifest) {
  delete manifest.minimum_chrome_version;
  delete manifest.side_panel;
  delete manifest.background.service_worker;
  manifest.permissions = manifest.permissions.filter((name) => name !== 'sidePanel');
  return manifest;
}

/** Our own pages and the background, with all that they load. */
async function pages() {
  const { metafile } = await bundle(ENTRIES.map((name) => join(STAGE, name)), { metafile: true, format: 'esm', outdir: 'out' });
  const scripts = Object.keys(metafile.inputs).map((name) => relative(STAGE, join(root, name)));
  const rest = ['panel/panel.html', 'panel/panel.css', 'options/options.html', 'options/options.css', 'lib/wasm/whowhen_bg.wasm'];
  const named = ['panel/panel.html', 'options/options.html'].flatMap(namedBy);
  const drawn = ICONS.map((width) => `icons/${width}.png`);
  const names = new Set([...scripts, ...rest, ...named, ...drawn].map((name) => name.split(sep).join('/')));
  return [...names].map((name) => [name, readFileSync(join(STAGE, name))]);
}

/** The sheets and pictures that a page names. */
function namedBy(page) {
  const html = readFileSync(join(STAGE, page), 'utf8');
  return [...html.matchAll(/<(?:link rel="stylesheet"|link rel="icon"|img) (?:href|src)="([^"]+)"/g)].map(([, path]) => join(dirname(page), path));
}

async function injected() {
  const made = [];
  for (const [name, entry] of Object.entries(INJECTED)) {
    const { outputFiles } = await bundle([join(STAGE, entry)], { format: 'iife', outfile: name });
    const banner = `// Made by \`npm run build:extension\` of extension/${entry} and what it imports; nothing is shortened.\n`;
    made.push([name, text(banner + outputFiles[0].text + LAST)]);
  }
  return made;
}

async function bundle(entryPoints, options) {
  const { build } = await import('esbuild');
  return build({ entryPoints, bundle: true, write: false, target: 'es2022', charset: 'utf8', absWorkingDir: root, logLevel: 'warning', ...options });
}

/** Chrome takes no SVG for its toolbar. */
async function icons() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  // Once a process.
  ready ??= initWasm(readFileSync(join(root, 'node_modules/@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const svg = readFileSync(join(root, 'www/page/icon.svg'), 'utf8');
  return ICONS.map((width) => [`icons/${width}.png`, new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng()]);
}
let ready;

function licences() {
  return ['LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md'].map((name) => [name, readFileSync(join(root, name))]);
}

/** What the extension is built from, by name: all that version control knows, or in a zip of the sources all there is. */
function sources() {
  if (existsSync(join(root, '.git'))) {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    return listed.split('\0').filter((name) => name !== '' && existsSync(join(root, name))).sort();
  }
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) || NOT_SOURCE.has(name) ? [] : walk(name);
      return entry.isFile() ? [name] : [];
    });
  return walk('').sort();
}

/** One order, one time and one way to pack: the same files are the same zip. */
async function zip(name, files) {
  const { zipSync } = await import('fflate');
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const bytes = zipSync(Object.fromEntries(sorted.map(([path, content]) => [path, [content, { mtime: TIME, level: 9, os: 3 }]])));
  write(join(TO, name), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`      ${name}: ${files.size} files, ${(bytes.length / 1000).toFixed(0)} KB, sha256 ${hash}`);
}

function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function text(words) {
  return Buffer.from(words, 'utf8');
}
