/**
 * Lays out what is shipped from what `cargo xtask build` made: `dist/lib` and `dist/dom`, which npm packs, and `dist/page`,
 * static files for any host. Our own modules are copied as they are; libraries are bundled, one file each.
 */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const ENGINE = join(root, 'dist/engine');
const TRAPS = join(root, 'dist/test/engine');

/** Everything, from a fresh engine. */
export async function layOut() {
  library(ENGINE, join(root, 'dist/lib'));
  await inline(join(root, 'dist/lib'));
  if (existsSync(TRAPS)) library(TRAPS, join(root, 'dist/test/lib'));
  fresh(join(root, 'www/dom'), join(root, 'dist/dom'));
  await page(join(root, 'dist/page'));
}

/** `www/lib` with the engine in `wasm/`. */
function library(engine, to) {
  fresh(join(root, 'www/lib'), to);
  for (const name of ['whowhen.js', 'whowhen_bg.wasm']) cpSync(join(engine, name), join(to, 'wasm', name));
}

/** The engine and its worker as strings, for `inline.js`. */
async function inline(lib) {
  const engine = gzipSync(readFileSync(join(lib, 'wasm/whowhen_bg.wasm')), { level: 9 });
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ entryPoints: [join(lib, 'worker.js')], bundle: true, format: 'esm', minify: true, write: false });
  const lines = [
    '/** Written by scripts/layout.mjs. */',
    `export const ENGINE = '${engine.toString('base64')}';`,
    `export const WORKER = ${JSON.stringify(outputFiles[0].text)};`,
  ];
  writeFileSync(join(lib, 'inline-bytes.js'), `${lines.join('\n')}\n`);
}

async function page(to) {
  fresh(join(root, 'www/page'), to, forPages);
  for (const part of ['lib', 'dom']) cpSync(join(root, 'dist', part), join(to, part), { recursive: true, filter: forPages });
  await bundle('d3-scale', ['scaleUtc'], { outfile: join(to, 'vendor/d3-scale.js'), minify: true });
  writeFileSync(join(to, 'vendor/world.js'), await world());
  writeWorker(to);
}

/** The service worker of a page that is laid out in `dir`, with the list of what is there now. */
export function writeWorker(dir) {
  const source = readFileSync(join(root, 'www/page/sw.js'), 'utf8');
  writeFileSync(join(dir, 'sw.js'), precache(dir, source) + source);
}

/** Some names of a library from node_modules as one module, below the library's licence. */
export async function bundle(name, names, options) {
  const { build } = await import('esbuild');
  const entry = { contents: `export { ${names.join(', ')} } from '${name}';`, resolveDir: root };
  const licence = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim();
  const banner = { js: `/*! ${name} and what it imports.\n\n${licence}\n*/` };
  // Its comments name files: the same everywhere, wherever `node_modules` is and we are called from.
  const place = { absWorkingDir: root, preserveSymlinks: true };
  await build({ stdin: entry, banner, bundle: true, format: 'esm', logLevel: 'warning', ...place, ...options });
}

/**
 * The outline of the land of the earth as the `d` of an SVG path: degrees east and degrees south, so `viewBox="-180 -90 360
 * 180"`. What lies across 180° is drawn in one piece over that edge: a second copy 360° aside shows the rest of it.
 * Natural Earth, in the public domain.
 */
async function world() {
  const { feature } = await import('topojson-client');
  const atlas = JSON.parse(readFileSync(join(root, 'node_modules/world-atlas/land-110m.json'), 'utf8'));
  const [{ geometry }] = feature(atlas, atlas.objects.land).features;
  const ring = (points) => `M${unrolled(points).map(([east, north]) => `${round(east)},${round(-north)}`).join('L')}Z`;
  const d = geometry.coordinates.flatMap((polygon) => polygon.map(ring)).join('');
  return `/** Land, in degrees east and south. From Natural Earth (public domain). */\nexport const LAND = '${d}';\n`;
}

/** A ring without leaps from 180° to -180°, most of it between them; one around a pole gets the edge of the map there. */
function unrolled(points) {
  let turns = 0;
  const line = points.map(([east, north], index) => {
    const step = east - (points[index - 1]?.[0] ?? east);
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [east + 360 * turns, north];
  });
  if (turns !== 0) {
    const pole = line[0][1] < 0 ? -90 : 90;
    line.push([line.at(-1)[0], pole], [line[0][0], pole]);
  }
  const easts = line.map(([east]) => east);
  const aside = 360 * Math.round((Math.min(...easts) + Math.max(...easts)) / 720);
  return line.map(([east, north]) => [east - aside, north]);
}

function round(degrees) {
  return String(Math.round(degrees * 10) / 10);
}

/** What the service worker keeps: every file of the page with its hash, and a version that changes with any of them. */
function precache(dir, source) {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    // Never asked for by the page: what the host reads, and the worker itself.
    .filter((name) => !['_headers', 'sw.js'].includes(name))
    .sort();
  const hashes = files.map((name) => [name, hash(readFileSync(join(dir, name)))]);
  const version = hash(JSON.stringify([hashes, source]));
  return `const VERSION = '${version}';\nconst FILES = ${JSON.stringify(Object.fromEntries(hashes), null, 2)};\n\n`;
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}

/** A copy in an empty folder. */
function fresh(from, to, filter = () => true) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true, filter });
}

/** Types are for editors, and the page has files. */
function forPages(path) {
  return !/\.d\.ts$|inline(-bytes)?\.js$/.test(path);
}
