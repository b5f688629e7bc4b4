/** @import {Analysis, WhoWhenError as Declared} from './index.js' */
/** @import {WorkerAnalyzer, WorkerOptions} from './client.js' */

import { WhoWhenError } from './error.js';
import { startWorker } from './start-worker.js';

/**
 * One message to the worker and its promise. The one without `input` loads the engine.
 * @typedef {{message: {input?: unknown, options?: unknown}, resolve: (value: any) => void, reject: (error: Error) => void}} Job
 */

/**
 * Starts a worker and loads the engine in it.
 * @param {WorkerOptions} [options]
 * @returns {WorkerAnalyzer}
 */
export function createWorkerAnalyzer(options) {
  const { worker: makeWorker = startWorker, timeLimit = 20_000 } = options ?? {};
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Job | undefined} */
  let running;
  /** @type {Job | undefined} */
  let waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let lastId = 0;
  let disposed = false;

  /** A new worker, whose first job is to load the engine. */
  function spawn() {
    return new Promise((resolve, reject) => {
      running = { message: {}, resolve, reject };
      try {
        worker = makeWorker();
      } catch (error) {
        fail(`The worker could not be started: ${error instanceof Error ? error.message : error}.`);
        return;
      }
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = (event) => fail(event.message ?? '');
      worker.onmessageerror = () => fail('');
      post(running);
    });
  }

  /** @param {Job} job */
  function post(job) {
    running = job;
    lastId += 1;
    try {
      worker?.postMessage({ id: lastId, ...job.message });
    } catch {
      // What cannot be cloned is no article.
      job.reject(new WhoWhenError('invalid_input', 'The input must be a string, {text: string}, {html: string} or {snapshot: string}.'));
      next();
      return;
    }
    if ('input' in job.message) timer = setTimeout(() => fail(`It took longer than ${timeLimit} ms.`), timeLimit);
  }

  function next() {
    clearTimeout(timer);
    running = undefined;
    const job = waiting;
    waiting = undefined;
    if (job) post(job);
  }

  /** @param {{id: number, analysis?: Analysis, error?: {code: Declared['code'], message: string}}} answer */
  function answered({ id, analysis, error }) {
    if (id !== lastId || !running) return;
    if (error) running.reject(new WhoWhenError(error.code, error.message));
    else running.resolve(analysis);
    next();
  }

  /**
   * The worker is lost. One that failed while loading would fail again at once, so then the next call starts another.
   * @param {string} reason
   */
  function fail(reason) {
    clearTimeout(timer);
    worker?.terminate();
    worker = undefined;
    const job = running;
    running = undefined;
    if (job && 'input' in job.message) {
      job.reject(internal(reason));
      spawn().catch(() => {});
      return;
    }
    const error = new WhoWhenError('load', `The worker could not be loaded. ${reason}`.trimEnd());
    job?.reject(error);
    waiting?.reject(error);
    waiting = undefined;
  }

  const ready = spawn();
  // Who does not wait for it hears of the failure from the analysis.
  ready.catch(() => {});

  return {
    ready,
    analyze(input, options) {
      if (disposed) return Promise.reject(superseded('The analyzer was disposed of.'));
      return new Promise((resolve, reject) => {
        const job = { message: { input, options }, resolve, reject };
        waiting?.reject(superseded('A newer call took its place.'));
        waiting = undefined;
        if (worker && !running) {
          post(job);
          return;
        }
        waiting = job;
        if (!worker) spawn().catch(() => {});
      });
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
      worker?.terminate();
      worker = undefined;
      running?.reject(superseded('The analyzer was disposed of.'));
      waiting?.reject(superseded('The analyzer was disposed of.'));
      running = waiting = undefined;
    },
  };
}

/** @param {string} reason */
function internal(reason) {
  const message = `The engine failed and was replaced, the next call works. ${reason}`;
  return new WhoWhenError('internal', message.trimEnd());
}

/** @param {string} message */
function superseded(message) {
  return new WhoWhenError('superseded', message);
}
