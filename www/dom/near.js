/**
 * Keeps only what is near the reader in the highlights: what a changed frame costs grows with the ranges that are in them.
 * DESIGN.md has the figures.
 */

import * as dom from './nodes.js';

/**
 * One range, and how to put it into its highlight and to take it out.
 * @typedef {{ range: StaticRange, put: () => void, take: () => unknown }} Entry
 */

/** Up to so many ranges all stay where they are. */
export const FEW = 500;

/** How far around the window is near: a reader who jumps farther sees the paint one frame later. */
const MARGIN = '50%';

/**
 * @param {Window & typeof globalThis} view
 * @param {Entry[]} entries all of them put in
 * @returns {() => void} stops it; what is put in stays
 */
export function keepNear(view, entries) {
  const blockOf = blocks(view);
  /** @type {Map<Element, Entry[]>} */
  const byBlock = new Map();
  for (const entry of entries) {
    const block = blockOf(entry.range.startContainer);
    const known = block && byBlock.get(block);
    if (known) known.push(entry);
    else if (block) byBlock.set(block, [entry]);
  }
  const observer = new view.IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      for (const entry of byBlock.get(target) ?? []) {
        if (isIntersecting) entry.put();
        else entry.take();
      }
    }
  }, { root: view.document, rootMargin: MARGIN });
  const observe = () => {
    observer.disconnect();
    for (const block of byBlock.keys()) observer.observe(block);
  };
  // All of the page is printed.
  const all = () => {
    for (const { put } of entries) put();
  };
  observe();
  dom.listen(view, 'beforeprint', all);
  dom.listen(view, 'afterprint', observe);
  return () => {
    observer.disconnect();
    dom.unlisten(view, 'beforeprint', all);
    dom.unlisten(view, 'afterprint', observe);
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
    const leaves = block && dom.scrollHeight(block) > dom.clientHeight(block) + 200;
    known.set(parent, leaves ? undefined : block);
    return known.get(parent);
  };
}
