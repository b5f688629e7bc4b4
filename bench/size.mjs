/** What a page would have to load: bundled and minified, with everything that is fetched beside it, compressed by brotli. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../scripts/run.mjs';

/** Compressing takes the longest of all, and ours is the same for each task. */
const done = new Map();

/** @param {{ source: string, files?: string[] }} shipped */
export async function bytesShipped(shipped) {
  const key = JSON.stringify(shipped);
  if (!done.has(key)) done.set(key, await measured(shipped));
  return done.get(key);
}

async function measured({ source, files = [] }) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(root, 'bench'), loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  const parts = [outputFiles[0].contents, ...files.map((file) => readFileSync(join(root, file)))];
  const sum = (size) => parts.reduce((total, part) => total + size(part), 0);
  return { minified: sum(({ length }) => length), brotli: sum((part) => packed(part).length) };
}

const packed = (part) => brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: part.length } });
