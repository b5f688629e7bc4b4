/** @import {Analyzer, AnalyzerOptions} from './index.js' */

import { analyze, load } from './engine.js';
import { WhoWhenError } from './error.js';
import { exportAs } from './export.js';
import { createWorkerAnalyzer } from './worker-client.js';

/**
 * @param {AnalyzerOptions} [options]
 * @returns {Analyzer}
 */
export function createAnalyzer(options = {}) {
  const { worker, wasm } = options;
  if (worker) return createWorkerAnalyzer(worker === true ? startWorker : worker, options);
  let disposed = false;
  /**
   * @template T
   * @param {() => Promise<T>} call
   * @returns {Promise<T>}
   */
  const unlessDisposed = async (call) => {
    if (disposed) throw new WhoWhenError('disposed', 'The analyzer was disposed of: create another.');
    return call();
  };
  const ready = load({ wasm });
  // Who waits for an analysis hears of the failure from it.
  ready.catch(() => {});
  return {
    ready,
    analyze: (input, settings) => unlessDisposed(() => load({ wasm }).then(() => analyze(input, settings))),
    exportAs: (analysis, format) => unlessDisposed(() => load({ wasm }).then(() => exportAs(analysis, format))),
    dispose: () => {
      disposed = true;
    },
  };
}

/**
 * Starts `worker.js`.
 *
 * Where a page demands Trusted Types (ours does), an address has to come from a policy, and this one lets a single
 * address through. Bundlers, on the other hand, find the worker by the exact words of the last line. They also move this
 * file, so where it still stands under its own name it was not bundled, and the policy can name its neighbour.
 * @returns {Worker}
 */
function startWorker() {
  if (typeof Worker !== 'function') throw new Error('there are no workers here, leave `worker` out');
  const here = import.meta.url;
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (trustedTypes && here.endsWith('/analyzer.js') && !here.startsWith('file:')) {
    policy ??= trustedTypes.createPolicy('whowhen-worker', { createScriptURL: only });
    return new Worker(policy.createScriptURL(neighbour()), { type: 'module' });
  }
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/** @type {any} */
let policy;

function neighbour() {
  return import.meta.url.replace(/analyzer\.js$/, 'worker.js');
}

/** @param {string} address */
function only(address) {
  if (address !== neighbour()) throw new TypeError(`whowhen-worker starts nothing but ${neighbour()}`);
  return address;
}
