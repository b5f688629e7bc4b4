/** What a reader's browser loads for the engine, and the cap on it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Trouble, root } from './run.mjs';

/** Bytes of brotli that the .wasm may have. */
const CAP = 1_300_000;

/** Prints the sizes. Throws `Trouble` above the cap. */
export function checkSize() {
  const wasm = readFileSync(join(root, 'dist/lib/wasm/whowhen_bg.wasm'));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length };
  const packed = brotliCompressSync(wasm, { params }).length;
  console.log(`      whowhen_bg.wasm: ${kb(wasm.length)} raw, ${kb(packed)} brotli (at most ${kb(CAP)})`);
  if (packed > CAP) throw new Trouble(`The engine has ${kb(packed)} of brotli and may have ${kb(CAP)}.`);
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(0)} KB`;
}
