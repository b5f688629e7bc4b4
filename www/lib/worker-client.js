/** @import {Analyzer, AnalyzerOptions, Control, WhoWhenError as Declared, WorkerLike} from './index.js' */
/** @import {Source} from './instance.js' */

import { WhoWhenError } from './error.js';
import { absolute, checkControl, compile } from './instance.js';

/**
 * One call and its promise.
 * @typedef {object} Job
 * @property {'load' | 'analyze' | 'exportAs'} call
 * @property {unknown[]} args
 * @property {Control} control
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {() => void} [abort] what listens to its signal
 */

/** Milliseconds that a call goes on which nobody waits for any more; then its worker is replaced. */
const GRACE = 250;

/**
 * An engine in a worker. Calls are answered in their order, one at a time.
 * @param {() => WorkerLike} makeWorker is called again after a failure
 * @param {() => Source | Promise<Source>} source the worker knows of none by itself
 * @param {AnalyzerOptions} options
 * @returns {Analyzer}
 */
export function createWorkerAnalyzer(makeWorker, source, { timeLimit = 20_000 }) {
  /** @type {WorkerLike | undefined} */
  let worker;
  /** @type {Job | undefined} */
  let running;
  /** @type {Job[]} */
  let queue = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let lastId = 0;
  let disposed = false;
  /** What is sent to each worker, found out once. @type {Promise<unknown> | undefined} */
  let sent;

  /** A new worker, whose first job is to load the engine. */
  function spawn() {
    return new Promise((resolve, reject) => {
      const job = /** @type {Job} */ ({ call: 'load', args: [], control: {}, resolve, reject });
      running = job;
      try {
        worker = makeWorker();
      } catch (error) {
        lost(`It could not be started: ${error instanceof Error ? error.message : error}.`);
        return;
      }
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = (event) => lost(event.message ?? '');
      worker.onmessageerror = () => lost('');
      sent ??= sendable(source);
      sent.then(
        (wasm) => {
          job.args = [{ wasm }];
          // Meanwhile it may have been disposed of, or the worker be lost.
          if (running === job) post(job);
        },
        (error) => {
          sent = undefined;
          if (running === job) lost(error instanceof Error ? error.message : String(error));
        },
      );
    });
  }

  /** @param {Job} job */
  function post(job) {
    running = job;
    lastId += 1;
    const { call, args, control } = job;
    try {
      worker?.postMessage({ id: lastId, call, args, progress: control.onProgress !== undefined });
    } catch {
      // What cannot be cloned is no article.
      const message = 'The input must be a string, {text: string}, {html: string} or {snapshot: string}, and the options plain data.';
      settle(job, () => job.reject(new WhoWhenError('invalid_input', message)));
      next();
      return;
    }
    if (call !== 'load') timer = setTimeout(() => lost(`It took longer than ${timeLimit} ms.`, 'time_limit'), timeLimit);
  }

  function next() {
    clearTimeout(timer);
    running = undefined;
    const job = queue.shift();
    if (job) post(job);
  }

  /** @param {{id: number, value?: any, progress?: number, error?: {code: Declared['code'], message: string}}} answer */
  function answered({ id, value, progress, error }) {
    const job = running;
    if (id !== lastId || !job) return;
    if (progress !== undefined) {
      job.control.onProgress?.(progress);
      return;
    }
    settle(job, () => (error ? job.reject(new WhoWhenError(error.code, error.message)) : job.resolve(value)));
    next();
  }

  /**
   * The worker is gone, or is given up. One that failed while loading would fail again at once, so then the next call
   * starts another.
   * @param {string} reason
   * @param {Declared['code']} [code]
   */
  function lost(reason, code = 'internal') {
    clearTimeout(timer);
    worker?.terminate();
    worker = undefined;
    const job = running;
    running = undefined;
    if (job && job.call !== 'load') {
      const message = `The engine failed and was replaced, the next call works. ${reason}`.trimEnd();
      settle(job, () => job.reject(new WhoWhenError(code, message)));
      respawn();
      return;
    }
    const error = new WhoWhenError('load', `The worker could not be loaded. ${reason}`.trimEnd());
    for (const waiting of [...(job ? [job] : []), ...queue]) settle(waiting, () => waiting.reject(error));
    queue = [];
  }

  // Who waits for a call hears of a failure from it.
  const respawn = () => void spawn().catch(() => {});

  /**
   * @param {Job} job
   * @param {() => void} how
   */
  function settle(job, how) {
    if (job.abort) job.control.signal?.removeEventListener('abort', job.abort);
    how();
  }

  /** @param {Job} job */
  function abort(job) {
    settle(job, () => job.reject(job.control.signal?.reason));
    if (job !== running) {
      queue = queue.filter((other) => other !== job);
      return;
    }
    job.control = {};
    clearTimeout(timer);
    timer = setTimeout(() => lost(''), GRACE);
  }

  /**
   * @param {Job['call']} call
   * @param {unknown[]} args
   * @param {Control} control
   * @returns {Promise<any>}
   */
  function ask(call, args, control) {
    const { signal } = control;
    try {
      checkControl(control);
    } catch (error) {
      return Promise.reject(error);
    }
    if (disposed) return Promise.reject(new WhoWhenError('disposed', 'The analyzer was disposed of: create another.'));
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const job = /** @type {Job} */ ({ call, args, control, resolve, reject });
      if (signal) {
        job.abort = () => abort(job);
        signal.addEventListener('abort', job.abort);
      }
      if (worker && !running) post(job);
      else queue.push(job);
      if (!worker) respawn();
    });
  }

  const ready = spawn();
  ready.catch(() => {});

  return {
    ready,
    analyze(input, options) {
      const { signal, onProgress, ...plain } = options ?? {};
      return ask('analyze', [input, options === undefined || isObject(options) ? plain : options], { signal, onProgress });
    },
    exportAs(analysis, format) {
      return ask('exportAs', [analysis, format], {});
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
      worker?.terminate();
      worker = undefined;
      const error = new WhoWhenError('disposed', 'The analyzer was disposed of.');
      for (const job of [...(running ? [running] : []), ...queue]) settle(job, () => job.reject(error));
      running = undefined;
      queue = [];
    },
  };
}

/**
 * A source as it can be sent, and sent again: an address in full, since a worker's own folder is another, and of a
 * response, which can neither be sent nor read twice, the module.
 * @param {() => Source | Promise<Source>} given
 * @returns {Promise<unknown>}
 */
async function sendable(given) {
  const source = await given();
  if (source instanceof Response) return compile(source);
  return typeof source === 'string' || source instanceof URL ? absolute(source).href : source;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}
