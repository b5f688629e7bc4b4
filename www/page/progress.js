/** How far a long reading is, and the way to end it. Short ones show nothing. */

import { byId, setText } from './elements.js';

/** Milliseconds that a reading may take before anything is said of it. */
const PATIENCE = 400;
/** The part of a reading that is the engine's; the rest is drawing. */
const ENGINE = 0.85;

/** What a screen reader is told at the end; what failed is an alert of its own. */
const ENDS = { read: 'The article was read.', cancelled: 'Cancelled: the article was not read.', failed: '' };

/**
 * @param {object} on
 * @param {() => void} on.long the reading takes long enough to be shown
 * @param {() => void} on.cancel
 * @param {() => void} on.again the reader wants what was cancelled
 */
export function createProgress(on) {
  const box = byId('reading');
  const bar = byId('progress', HTMLProgressElement);
  const words = byId('reading-words');
  const spoken = byId('reading-spoken');
  const cancelled = byId('unread');
  let timer = 0;

  /** @param {number} done from 0 to 1 */
  const tell = (done) => {
    // What is told late, or of another measure, never goes back.
    const value = Math.min(1, Math.max(done, bar.hasAttribute('value') ? bar.value : 0));
    bar.value = value;
    setText(words, `Reading… ${Math.floor(value * 100)} %`);
  };

  const begin = () => {
    clearTimeout(timer);
    cancelled.hidden = true;
    bar.removeAttribute('value');
    setText(words, 'Reading…');
    timer = window.setTimeout(() => {
      if (box.hidden) setText(spoken, 'Reading the article.');
      box.hidden = false;
      on.long();
    }, PATIENCE);
  };

  /** @param {keyof typeof ENDS} how */
  const end = (how) => {
    clearTimeout(timer);
    const focused = box.contains(document.activeElement);
    const seen = !box.hidden;
    box.hidden = true;
    cancelled.hidden = how !== 'cancelled';
    if (seen) setText(spoken, ENDS[how]);
    if (!focused) return;
    byId({ read: 'article', cancelled: 'read-it', failed: 'retry' }[how]).focus({ preventScroll: true });
  };

  /**
   * The drawing, counted as a part of the reading.
   * @template T
   * @param {Generator<void, T>} work
   * @param {number} steps that it takes, about
   * @returns {Generator<void, T>}
   */
  function* counted(work, steps) {
    for (let step = 0; ; step += 1) {
      const { done, value } = work.next();
      if (done) return value;
      if (step % 64 === 0) tell(ENGINE + (1 - ENGINE) * Math.min(1, step / steps));
      yield;
    }
  }

  byId('cancel').addEventListener('click', () => on.cancel());
  byId('read-it').addEventListener('click', () => on.again());
  return { begin, end, counted, onProgress: (/** @type {number} */ done) => tell(done * ENGINE) };
}

/**
 * What went wrong, and what to do.
 * @param {unknown} error
 * @returns {string}
 */
export function problemOf(error) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error ?? {});
  if (code === 'time_limit') return 'This text took more than two minutes, so its reading was ended. Try a part of it.';
  if (code === 'internal') return 'The engine failed at this text and was started anew. Try again, or try a part of it.';
  if (code === 'load') return 'The engine could not be loaded. Look whether you are connected, and try again.';
  return message ?? String(error);
}
