/** Where what floats over the article stands: beside its words, never over them, and in the window. */

/** One part of the page at a time: then details are a sheet at the bottom. */
const NARROW = '(width < 56rem)';
/** Pixels between the words and what belongs to them, and to the edge of the window. */
const GAP = 8;
/** Pixels below which there is no use in a box. */
const LEAST = 140;
/** Pixels that are enough below the words: above them are the controls. */
const ENOUGH = 260;

/** @typedef {{ left: number, top: number, bottom: number }} Box */

export function isNarrow() {
  return matchMedia(NARROW).matches;
}

/**
 * The box around elements, in the window.
 * @param {readonly Element[]} elements
 * @returns {Box}
 */
export function boxOf(elements) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/**
 * Puts a box below the words, or above them where there is more room, inside its positioned parent.
 * @param {HTMLElement} box
 * @param {Box} words where they are or, when they are still scrolled to, will be in the window
 * @param {{ moved?: number, floor?: number, left?: number | null }} [how] `moved`: how far they are still away from
 *   there; `floor`: the height of the window that is free; `left`: where the box stands already
 * @returns {number} its left side, inside the parent
 */
export function placeBeside(box, words, { moved = 0, floor = innerHeight, left = null } = {}) {
  const parent = box.offsetParent?.getBoundingClientRect();
  if (!parent) return 0;
  box.style.maxHeight = '';
  const wanted = Math.min(box.scrollHeight + 2, 480);
  const [above, below] = [words.top - GAP * 2, floor - words.bottom - GAP * 2];
  const under = below >= Math.min(wanted, ENOUGH) || below >= above;
  box.dataset.side = under ? 'below' : 'above';
  box.style.maxHeight = `${Math.max(LEAST, Math.min(480, under ? below : above))}px`;
  // From the parent's other end where it stands above: growing, it must not grow over the words.
  box.style.top = under ? `${words.bottom + moved - parent.top + GAP}px` : 'auto';
  box.style.bottom = under ? 'auto' : `${parent.bottom - words.top - moved + GAP}px`;
  const most = Math.max(0, parent.width - box.offsetWidth);
  const at = Math.min(most, Math.max(0, left ?? words.left - parent.left - 16));
  box.style.left = `${at}px`;
  return at;
}

/**
 * How far the window will have been scrolled when an element is in its middle.
 * @param {Element} element
 * @returns {number}
 */
export function wayToMiddle(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(element);
  const middle = (top - Number.parseFloat(scrollMarginTop) + bottom + Number.parseFloat(scrollMarginBottom)) / 2;
  const most = document.documentElement.scrollHeight - innerHeight - scrollY;
  return Math.min(most, Math.max(-scrollY, middle - innerHeight / 2));
}
