/**
 * Runs long work in short slices, so that the main thread is never held: typing, scrolling and clicks come in between.
 */

/** Milliseconds of a slice; a frame has 16, and the browser needs some of them. */
const SLICE = 8;

/**
 * Runs a generator to its end, pausing between slices.
 * @template T
 * @param {Generator<void, T>} work
 * @param {AbortSignal} signal stops the work between two slices
 * @returns {Promise<T | null>} what the generator returns; `null` when it was stopped
 */
export async function inSlices(work, signal) {
  let until = performance.now() + SLICE;
  for (;;) {
    const step = work.next();
    if (step.done) return signal.aborted ? null : step.value;
    if (performance.now() < until) continue;
    await pause();
    if (signal.aborted) return null;
    until = performance.now() + SLICE;
  }
}

/**
 * Lets other tasks run. A message comes back sooner than a timer, which browsers slow down to 4 ms and more.
 * @returns {Promise<void>}
 */
export function pause() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
