/**
 * Keeps only what is near the reader in the highlights: what a changed frame costs grows with the ranges that are in them.
 * DESIGN.md has the figures.
 */

import * as dom from './nodes.js';
import { withRange } from './ranges.js';

/**
 * One range, and how to put it into its highlight and to take it out.
 * @typedef {{ range: StaticRange, put: () => void, take: () => unknown }} Entry
 */

/** Up to so many ranges all stay where they are. */
export const FEW = 500;

/** How far around the window is near, in parts of it: a reader who jumps farther sees the paint one frame later. */
const MARGIN = 0.5;

/** Ranges in one element beyond which they are looked at one by one: all words of a book may stand in one `<pre>`. */
const LONG = 2000;

/**
 * @param {Window & typeof globalThis} view
 * @param {Entry[]} entries as they stand in the page, none of them put in
 * @returns {() => void} stops it; what is put in stays
 */
export function keepNear(view, entries) {
  const blockOf = blocks(view);
  /** @type {Map<Element, Part>} */
  const parts = new Map();
  for (const entry of entries) {
    const block = blockOf(entry.range.startContainer);
    const known = block && parts.get(block);
    if (known) known.entries.push(entry);
    else if (block) parts.set(block, { entries: [entry], inside: false, from: 0, until: 0 });
    else entry.put();
  }
  /** @param {Part} part */
  const show = (part) => {
    const { inside, entries: all } = part;
    if (!inside) turn(part, [0, 0]);
    else turn(part, isLong(part) ? nearIn(view, all) : [0, all.length]);
  };

  const observer = new view.IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const part = parts.get(target);
      if (!part) continue;
      part.inside = isIntersecting;
      show(part);
    }
  }, { root: view.document, rootMargin: `${MARGIN * 100}%` });
  const observe = () => {
    observer.disconnect();
    for (const block of parts.keys()) observer.observe(block);
  };
  // All of the page is printed.
  const all = () => {
    for (const part of parts.values()) turn(part, [0, part.entries.length]);
  };
  // For the first frame; the observer has its say only after it.
  for (const [block, part] of parts) {
    part.inside = isNear(view, dom.boxOf(block));
    show(part);
  }
  observe();
  const long = [...parts.values()].filter(isLong);
  const scrolled = onceAFrame(view, () => long.forEach(show));
  if (long.length > 0) for (const name of MOVES) dom.listen(view, name, scrolled, { capture: true, passive: true });
  dom.listen(view, 'beforeprint', all);
  dom.listen(view, 'afterprint', observe);
  return () => {
    observer.disconnect();
    for (const name of MOVES) dom.unlisten(view, name, scrolled, { capture: true });
    dom.unlisten(view, 'beforeprint', all);
    dom.unlisten(view, 'afterprint', observe);
  };
}

/** After these, other words of a long element may be near. */
const MOVES = ['scroll', 'resize'];

/**
 * What is in one element, whether it is near, and from which to which entry they are put in.
 * @typedef {{ entries: Entry[], inside: boolean, from: number, until: number }} Part
 */

/** @param {Part} part */
function isLong({ entries }) {
  return entries.length > LONG;
}

/**
 * Puts in what is to be in, and takes out the rest.
 * @param {Part} part
 * @param {[number, number]} range
 */
function turn(part, [from, until]) {
  const { entries } = part;
  for (let at = part.from; at < part.until; at += 1) if (at < from || at >= until) entries[at].take();
  for (let at = from; at < until; at += 1) if (at < part.from || at >= part.until) entries[at].put();
  part.from = from;
  part.until = until;
}

/**
 * Which of the entries of a long element are near; lines follow each other downwards. Where they do not, all of them.
 * @param {Window} view
 * @param {Entry[]} entries
 * @returns {[number, number]}
 */
function nearIn(view, entries) {
  const top = (/** @type {number} */ at) => withRange(entries[at].range, (live) => live.getBoundingClientRect().top);
  const first = (/** @type {number} */ from) => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (top(middle) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  try {
    const last = entries.length - 1;
    const samples = Array.from({ length: SAMPLES + 1 }, (_, at) => top(Math.floor((at * last) / SAMPLES)));
    if (samples.some((value, at) => value < (samples[at - 1] ?? value))) return [0, entries.length];
    return [first(-MARGIN * view.innerHeight), first((1 + MARGIN) * view.innerHeight)];
  } catch {
    // The page has shortened the text; it will be looked at again.
    return [0, entries.length];
  }
}
const SAMPLES = 8;

/**
 * @param {Window} view
 * @param {DOMRect} box
 */
function isNear({ innerHeight: height, innerWidth: width }, { top, bottom, left, right }) {
  return bottom > -MARGIN * height && top < (1 + MARGIN) * height && right > -MARGIN * width && left < (1 + MARGIN) * width;
}

/**
 * @param {Window} view
 * @param {() => void} job
 */
function onceAFrame(view, job) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    view.requestAnimationFrame(() => {
      waiting = false;
      job();
    });
  };
}

/**
 * Finds the element whose box says where a text is: the nearest that is no part of a line. None where the text leaves the
 * box, so that it may be in sight without it.
 * @param {Window} view
 * @returns {(node: Node) => Element | undefined}
 */
function blocks(view) {
  /** @type {Map<Node, Element | undefined>} */
  const known = new Map();
  return (node) => {
    const parent = dom.drawnIn(node);
    if (!parent) return undefined;
    if (known.has(parent)) return known.get(parent);
    /** @type {Element | undefined} */
    let block;
    for (let at = /** @type {Node | null} */ (parent); at && !block; at = dom.drawnIn(at)) {
      if (dom.nodeType(at) !== dom.ELEMENT) continue;
      const { display } = view.getComputedStyle(/** @type {Element} */ (at));
      if (!/^(inline|contents|ruby|none)/.test(display)) block = /** @type {Element} */ (at);
    }
    const leaves = block && (dom.scrollHeight(block) > dom.clientHeight(block) + 200 || dom.scrollWidth(block) > dom.clientWidth(block) + 200);
    known.set(parent, leaves ? undefined : block);
    return known.get(parent);
  };
}
