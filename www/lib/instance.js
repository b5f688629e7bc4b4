/**
 * The one engine of a program, wherever its bytes come from. No address stands here, so that what brings its own bytes
 * makes no bundler copy a file.
 */

/** @import {Analysis, Control, Input, LoadOptions, Options, WhoWhenError as Declared} from './index.js' */

/** @typedef {NonNullable<LoadOptions['wasm']>} Source */

/**
 * @typedef {object} Engine
 * @property {(options?: LoadOptions) => Promise<void>} load
 * @property {(input: Input, options?: Options & Control) => Promise<Analysis>} analyze
 * @property {<T>(job: () => T, size?: number) => Promise<T>} call
 * @property {() => Source | Promise<Source>} source what is loaded where the caller names nothing
 */

import { WhoWhenError } from './error.js';
import init, { __wbg_reset_state as replaceInstance, analyze as analyzeNow } from './wasm/whowhen.js';

/** Wasm memory grows and never shrinks. After an input of more UTF-16 units than this, the instance is replaced. */
const LARGE = 1 << 20;

/** @type {Promise<void> | undefined} */
let loaded;

/** True while the instance is known to be unusable: replacing it failed, and has to be tried again. */
let broken = false;

/**
 * The ways into the engine. All of a program share one: what is loaded first, by whichever of them, stays.
 * @param {Engine['source']} source
 * @returns {Engine}
 */
export function engineFrom(source) {
  /**
   * Loads the engine, once: later calls wait for the first, whatever their options say. After a failure the next call
   * tries again.
   * @type {Engine['load']}
   */
  const load = (options) => {
    loaded ??= start(options?.wasm ?? source()).catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  /** @type {Engine['call']} */
  const call = (job, size = 0) => load().then(() => guarded(job, size));
  return { load, call, source, analyze: (input, options) => analyze(input, options, call) };
}

/**
 * Analyses one article.
 * @param {Input} input
 * @param {(Options & Control) | undefined} options
 * @param {Engine['call']} call
 * @returns {Promise<Analysis>}
 */
async function analyze(input, options, call) {
  const { signal, onProgress } = options ?? {};
  checkControl({ signal, onProgress });
  signal?.throwIfAborted();
  const text = typeof input === 'string' ? input : /** @type {{text?: unknown} | null} */ (input)?.text;
  const analysis = await call(() => analyzeNow(input, options, onProgress), sizeOf(input));
  onProgress?.(1);
  signal?.throwIfAborted();
  // The caller's own string: on its way through UTF-8 a lone surrogate became U+FFFD, which is as long.
  if (typeof text === 'string') analysis.text = text;
  return analysis;
}

/**
 * Throws where a call is to be watched or ended by something that cannot.
 * @param {Control} control
 */
export function checkControl({ signal, onProgress }) {
  const wrong = (/** @type {string} */ words) => new WhoWhenError('invalid_option', `The option ${words}.`);
  // Not by its class: a frame has one of its own.
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') throw wrong('signal must be an AbortSignal');
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrong('onProgress must be a function');
}

/**
 * Every call into the engine goes through here. A panic, an overflow or the end of memory leaves an instance broken for
 * good, so after anything but a typed error it is replaced. Nothing is tried twice: the same input would break it again.
 * @template T
 * @param {() => T} job
 * @param {number} size UTF-16 units of the input
 * @returns {T}
 */
function guarded(job, size) {
  try {
    if (broken) replace();
    return job();
  } catch (error) {
    if (isTyped(error)) throw new WhoWhenError(error.code, error.message);
    broken = true;
    throw new WhoWhenError(
      'internal',
      'The engine failed and was replaced, the next call works. Please report this input as a bug.',
      { cause: error },
    );
  } finally {
    if (broken || size > LARGE) tryToReplace();
  }
}

function replace() {
  broken = true;
  replaceInstance();
  broken = false;
}

/** There may be no memory for a second instance before the first is collected. Then the next call tries again. */
function tryToReplace() {
  try {
    replace();
  } catch {
    // `broken` stays true.
  }
}

/** @param {Source | Promise<Source>} given */
async function start(given) {
  const named = typeof given === 'string' || given instanceof URL ? ` from ${given}` : '';
  try {
    await init({ module_or_path: await compile(await given) });
    // The first analysis unpacks lists and weights and compiles what it touches, so it is done before anyone waits.
    analyzeNow('Anna Duval of the Lakes Bank spoke in Geneva on Friday, 3 January 2014.');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WhoWhenError(
      'load',
      `The engine could not be loaded${named}: ${reason}. Check that the file is there and that the page's ` +
        "security policy allows 'wasm-unsafe-eval', or give load({wasm}) the file's address or bytes.",
      { cause: error },
    );
  }
}

/**
 * @param {Source} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    return WebAssembly.compile(/** @type {BufferSource} */ (source));
  }
  if (source instanceof Response) return compileResponse(source);
  const address = absolute(/** @type {string | URL} */ (source));
  // Node's fetch reads no files. Asked for by name and not imported, so that bundlers for browsers look for no node:fs.
  const fs = builtin('node:fs');
  if (address.protocol === 'file:' && fs) return WebAssembly.compile(await fs.promises.readFile(address));
  return compileResponse(await fetch(address));
}

/**
 * An address in full: one without an origin counts from the page, where there is none from the working folder.
 * @param {string | URL} address
 * @returns {URL}
 */
export function absolute(address) {
  const base = globalThis.location?.href;
  const folder = () => builtin('node:url')?.pathToFileURL(`${/** @type {any} */ (globalThis).process.cwd()}/`).href;
  return new URL(address, base ?? folder());
}

/**
 * A module of Node, which Deno and Bun have, too; nothing in browsers.
 * @param {string} name
 * @returns {any}
 */
function builtin(name) {
  return /** @type {any} */ (globalThis).process?.getBuiltinModule?.(name);
}

/** @param {Response} response */
async function compileResponse(response) {
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
  // Compiling while it loads needs the right type; many static hosts do not send it.
  const streams = response.headers.get('Content-Type') === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * What the engine throws by intent: a plain object.
 * @param {unknown} error
 * @returns {error is {code: Declared['code'], message: string}}
 */
function isTyped(error) {
  return !(error instanceof Error) && typeof (/** @type {{code?: unknown} | null} */ (error)?.code) === 'string';
}

/** @param {unknown} input */
function sizeOf(input) {
  const { text, html, snapshot } = /** @type {{text?: unknown, html?: unknown, snapshot?: unknown}} */ (Object(input));
  return [input, text, html, snapshot].reduce((/** @type {number} */ sum, part) => {
    return typeof part === 'string' ? sum + part.length : sum;
  }, 0);
}
