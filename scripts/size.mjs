/** What is loaded for the engine, the cap on it, and what the package's scripts add. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Trouble, root } from './run.mjs';

/** Bytes of brotli that the .wasm may have. */
const CAP = 1_300_000;

/** The entries of the package that are scripts. */
const ENTRIES = ['lib/index.js', 'lib/worker.js', 'lib/export.js', 'dom/index.js', 'lib/inline.js'];

/** Prints the sizes. Throws `Trouble` above the cap. */
export async function checkSize() {
  const wasm = readFileSync(join(root, 'dist/lib/wasm/whowhen_bg.wasm'));
  const packed = brotli(wasm);
  console.log(`      ${row('whowhen_bg.wasm', wasm.length, packed)} (at most ${kb(CAP)})`);
  for (const entry of ENTRIES.filter((name) => existsSync(join(root, 'dist', name)))) {
    const script = await bundled(join(root, 'dist', entry));
    console.log(`      ${row(entry, script.length, brotli(script))}, with what it imports, minified`);
  }
  if (packed > CAP) throw new Trouble(`The engine has ${kb(packed)} of brotli and may have ${kb(CAP)}.`);
}

/** A script as a bundler makes it. */
async function bundled(entry) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', minify: true, write: false });
  return outputFiles[0].contents;
}

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function row(name, raw, packed) {
  return `${`${name}:`.padEnd(17)}${kb(raw)} raw, ${kb(packed)} brotli`;
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;
}
