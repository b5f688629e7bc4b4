/** Where a reader is in an article: found again although what is out of sight of a long one has no exact height. */

/** @typedef {import('./render.js').Piece} Piece */
/** @typedef {import('./session.js').Place} Place */

/** Frames in which nothing moves, until it is believed; and the most that are tried. */
const STILL = 3;
const FRAMES = 20;

/**
 * @param {readonly Piece[]} pieces
 * @returns {Place}
 */
export function placeOf(pieces) {
  const topOf = (/** @type {number} */ index) => pieces[index]?.node.getBoundingClientRect().top ?? 0;
  if (pieces.length === 0 || topOf(0) >= 0) return { block: null, top: scrollY };
  // The last block that begins above the window's top.
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (topOf(middle) < 0) low = middle;
    else high = middle - 1;
  }
  return { block: low, top: topOf(low) };
}

/** Ends the going to a place that is under way. */
let stop = () => {};

/**
 * @param {readonly Piece[]} pieces
 * @param {Place} place
 */
export function goToPlace(pieces, { block, top }) {
  stop();
  const node = block === null ? undefined : pieces[block]?.node;
  if (!node) {
    scrollTo({ top, behavior: 'instant' });
    return;
  }
  const ended = new AbortController();
  stop = () => ended.abort();
  // Whoever moves by himself is not drawn back.
  for (const name of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    addEventListener(name, stop, { capture: true, passive: true, signal: ended.signal });
  }
  // What comes into sight gets its height only then, which moves what is below: so again, until all is still.
  let [frames, still] = [0, 0];
  const go = () => {
    if (ended.signal.aborted) return;
    const off = node.getBoundingClientRect().top - top;
    still = Math.abs(off) < 1 ? still + 1 : 0;
    if (still === 0) scrollBy({ top: off, behavior: 'instant' });
    frames += 1;
    if (still < STILL && frames < FRAMES && node.isConnected) requestAnimationFrame(go);
    else stop();
  };
  go();
}
