/** @import {Analyzer, AnalyzerOptions} from './index.js' */
/** @import {Engine} from './instance.js' */

import { WhoWhenError } from './error.js';
import { createWorkerAnalyzer } from './worker-client.js';

/**
 * @typedef {Engine & {startWorker: () => Worker, exportAs: Analyzer['exportAs']}} Parts
 */

/**
 * `createAnalyzer` for an engine and a way to start a worker.
 * @param {Parts} parts
 * @returns {(options?: AnalyzerOptions) => Analyzer}
 */
export function analyzerFrom({ analyze, load, source, startWorker, exportAs }) {
  return (options = {}) => {
    const { worker, wasm } = options;
    if (worker) return createWorkerAnalyzer(worker === true ? startWorker : worker, () => wasm ?? source(), options);
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
  };
}
