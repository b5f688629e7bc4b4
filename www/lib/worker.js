/**
 * The engine in a module worker: what `createAnalyzer` starts. Plain messages: `{id, call, args, progress}` asks, and the
 * answer is `{id, value}` or `{id, error: {code, message}}`; before it there may be `{id, progress}` where that was asked for.
 */

import { analyze, load } from './engine.js';
import { exportAs } from './export.js';

const CALLS = /** @type {Record<string, (...args: any[]) => Promise<unknown>>} */ ({ load, analyze, exportAs });

/** Milliseconds between two words of progress: more would only fill the queue of who listens. */
const PAUSE = 50;

addEventListener('message', async ({ data: { id, call, args, progress } }) => {
  try {
    if (progress) args[1] = { ...args[1], onProgress: reporter(id) };
    postMessage({ id, value: await CALLS[call](...args) });
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
    if (now - last < PAUSE) return;
    last = now;
    postMessage({ id, progress: done });
  };
}
