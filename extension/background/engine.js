/**
 * The engine, in the background: pages may forbid WebAssembly, and their scripts shall not be near it. It is loaded by the
 * first call, and the browser ends it with the background.
 */

import { analyze as analyzeNow, load } from '../lib/engine.js';
import { exportAs as exportNow } from '../lib/export.js';
import { TOO_LONG } from '../messages.js';

/** @typedef {import('../messages.js').Refused} Refused */

/** What the engine refuses, in words for readers. @type {Record<string, string>} */
const WORDS = {
  input_too_large: TOO_LONG,
  internal: 'The engine failed at this page and was started anew. Select a part of the page, and choose “Who and when in this selection” in the menu of the right mouse button.',
  load: 'The engine could not be loaded. Turn the extension off and on again in the browser’s list of extensions.',
};

/** Loads the engine while the page is still being read. What hinders it, the analysis will say. */
export function wake() {
  load().catch(() => {});
}

/**
 * @param {import('../lib/index.js').Input} input
 * @param {import('../lib/index.js').Options} options
 */
export function analyze(input, options) {
  return analyzeNow(input, options).catch(inWords);
}

/**
 * @param {import('../lib/index.js').Analysis} analysis
 * @param {import('../lib/export.js').Format} format
 */
export function exportAs(analysis, format) {
  return exportNow(analysis, format).catch(inWords);
}

/**
 * @param {Refused} error
 * @returns {never}
 */
function inWords({ code, message }) {
  throw { code, message: WORDS[code] ?? message };
}
