/** The engine in a worker: a long analysis never blocks the page, and a runaway one is stopped. */

import type { Analysis, Input, Options } from './index.js';

export interface WorkerOptions {
  /** Makes the worker, for bundlers that do not find `worker.js` by themselves. It is called again after a failure. */
  worker?: () => Worker;
  /** Milliseconds that one analysis may take, 20 000 unless set. */
  timeLimit?: number;
}

export interface WorkerAnalyzer {
  /** Fulfilled when worker and engine are loaded; no request is made after that, unless a worker has to be replaced. */
  ready: Promise<void>;
  /**
   * Analyses one article. The newest call wins: one runs, one waits, and a waiting one that is replaced by a newer
   * rejects with the code `superseded`. Rejects with a `WhoWhenError`.
   */
  analyze(input: Input, options?: Options): Promise<Analysis>;
  /** Ends the worker; what is pending rejects with the code `superseded`. */
  dispose(): void;
}

/** Starts a worker and loads the engine in it. */
export function createWorkerAnalyzer(options?: WorkerOptions): WorkerAnalyzer;
