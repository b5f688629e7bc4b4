/**
 * The engine in a module worker: what `createAnalyzer` starts. Plain messages: `{id, call, args, progress}` asks, and the
 * answer is `{id, value}` or `{id, error: {code, message}}`; before it there may be `{id, progress}` where that was asked for.
 */

import { exporterFrom } from './exporter.js';
import { engineFrom } from './instance.js';

// Who starts a worker says in `load` where the engine is: only there bundlers know what became of the file.
const { analyze, load, call } = engineFrom(() => Promise.reject(new Error('no `load` came first')));
const exportAs = exporterFrom(call);

const CALLS = /** @type {Record<string, (...args: any[]) => Promise<unknown>>} */ ({ load, analyze, exportAs });

/** Milliseconds between two words of progress: more would only fill the queue of who listens. */
const PAUSE = 50;

addEventListener('message', async ({ data: { id, call: name, args, progress } }) => {
  try {
    if (progress) args[1] = { ...args[1], onProgress: reporter(id) };
    postMessage({ id, value: await CALLS[name](...args) });
  } catch (error) {
    const { code, message } = /** @type {import('./index.js').WhoWhenError} */ (error);
    postMessage({ id, error: { code, message } });
  }
});

/** @param {number} id */
function reporter(id) {
  let last = performance.now();
  return (/** @type {number} */ done) => {
    const now = performance.now();
    if (done < 1 && now - last < PAUSE) return;
    last = now;
    postMessage({ id, progress: done });
  };
}
