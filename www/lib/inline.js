/**
 * `whowhen` with the engine inside the module, for where no file can be loaded. It is larger, and is read as a whole
 * before anything runs, so it is a second entry that the first never imports.
 */

import { analyzerFrom } from './analyzer.js';
import { exporterFrom } from './exporter.js';
import { ENGINE, WORKER } from './inline-bytes.js';
import { engineFrom } from './instance.js';

export { WhoWhenError } from './error.js';
export { version } from './version.js';

const engine = engineFrom(unpack);

export const { analyze, load } = engine;

export const createAnalyzer = analyzerFrom({ ...engine, startWorker, exportAs: exporterFrom(engine.call) });

/** The engine's bytes: base64 of gzip, which is half as long as base64 alone. */
async function unpack() {
  const stream = new Blob([decode(ENGINE)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

/**
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decode(base64) {
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  // Engines of before 2025.
  const units = atob(base64);
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = units.charCodeAt(at);
  return bytes;
}

/**
 * A worker that needs no file either. The page's policy has to allow `worker-src blob:`.
 * @returns {Worker}
 */
function startWorker() {
  if (typeof Worker !== 'function') throw new Error('there are no workers here, leave `worker` out');
  address ??= URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy('whowhen-worker', { createScriptURL: only });
  return new Worker(policy ? policy.createScriptURL(address) : address, { type: 'module' });
}

/** @type {string | undefined} */
let address;

/** @type {any} */
let policy;

/** @param {string} given */
function only(given) {
  if (given !== address) throw new TypeError('whowhen-worker starts nothing but its own worker');
  return given;
}
