/** Does a job again after changes, but never for more than a small part of the time. */

/** Milliseconds to the next time, at least, and in how many times what the last one took. */
const LEAST = 1000;
const SHARE = 20;

/** @param {() => Promise<void>} job */
export function createRepeat(job) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wait = LEAST;
  const run = async () => {
    const began = performance.now();
    try {
      await job();
    } finally {
      timer = undefined;
      wait = Math.max(LEAST, SHARE * (performance.now() - began));
    }
  };
  return {
    soon: () => {
      timer ??= setTimeout(run, wait);
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
