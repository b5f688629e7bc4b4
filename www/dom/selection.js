/** What a reader has selected stays selected when text nodes are cut and put together. */

import * as dom from './nodes.js';

/** @typedef {{ node: Node, offset: number }} Point */

/**
 * Does a job that moves text from one node to others, and puts the selection where its text has gone.
 * @param {Document} page
 * @param {(moved: (node: Text, where: (offset: number) => Point | undefined) => void) => void} job says of each node where
 *   an offset that it had before is now
 */
export function withSelection(page, job) {
  const selection = /** @type {Selection | null | undefined} */ (dom.selectionOf(page));
  const points = selection && selection.rangeCount > 0 ? [
    { node: selection.anchorNode, offset: selection.anchorOffset },
    { node: selection.focusNode, offset: selection.focusOffset },
  ] : [];
  /** @type {(Point | undefined)[]} */
  const now = [undefined, undefined];
  job((node, where) => {
    for (const [index, point] of points.entries()) if (point.node === node) now[index] = where(point.offset);
  });
  const [anchor, focus] = points.map(({ node, offset }, index) => now[index] ?? (node && { node, offset }));
  if (!selection || !anchor || !focus || !now.some(Boolean)) return;
  if (!dom.isConnected(anchor.node) || !dom.isConnected(focus.node)) return;
  try {
    selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  } catch {
    // The page has shortened the text meanwhile.
  }
}
