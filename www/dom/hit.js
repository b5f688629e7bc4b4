/** What stands under the pointer: from a point to a place in the text, and from there to what is painted there. */

/** @import {Item, Hit} from './highlight.js' */

import * as dom from './nodes.js';
import { textsOf, withRange } from './ranges.js';

/** @typedef {{ node: Text, start: number, end: number, item: Item, range: StaticRangeInit }} Place */

/** Where items stand, by text node and in order. */
export class Places {
  /** @type {Map<Node, Place[]>} */
  #byNode = new Map();
  /** @type {ShadowRoot[]} */
  shadowRoots;

  /** @param {Iterable<{ item: Item, ranges: StaticRangeInit[] }>} painted */
  constructor(painted) {
    /** @type {Set<Node>} */
    const roots = new Set();
    for (const { item, ranges } of painted) {
      for (const range of ranges) {
        roots.add(dom.rootOf(range.startContainer));
        for (const part of textsOf(range)) {
          const places = this.#byNode.get(part.node) ?? [];
          this.#byNode.set(part.node, places);
          places.push({ ...part, item, range });
        }
      }
    }
    for (const places of this.#byNode.values()) places.sort((one, other) => one.start - other.start);
    this.shadowRoots = /** @type {ShadowRoot[]} */ ([...roots].filter(dom.isShadowRoot));
  }

  /**
   * What is painted on the letter before or behind a place in the text, if the point is on it.
   * @param {Node} node
   * @param {number} offset
   * @param {{ x: number, y: number }} point
   * @returns {Hit | undefined}
   */
  at(node, offset, point) {
    const places = this.#byNode.get(node) ?? [];
    // The first that does not end before the place; it may end there, and the next begin.
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].end < offset) low = middle + 1;
      else high = middle;
    }
    for (const place of places.slice(low, low + 2)) {
      const hit = place.start <= offset ? hitOn(place, point) : undefined;
      if (hit) return hit;
    }
    return undefined;
  }

  /**
   * @param {Item} item
   * @param {{ x: number, y: number }} point
   * @returns {Hit | undefined}
   */
  of(item, point) {
    for (const range of item.ranges ?? []) {
      for (const part of textsOf(range)) {
        const hit = hitOn({ ...part, item, range }, point);
        if (hit) return hit;
      }
    }
    return undefined;
  }
}

/**
 * A caret also stands beside a word and at the end of a line far away; the boxes of the letters say whether it is meant.
 * @param {Place} place
 * @param {{ x: number, y: number }} point
 * @returns {Hit | undefined}
 */
function hitOn({ node, start, end, item, range }, { x, y }) {
  // The page may have cut the text since it was read.
  if (end > node.data.length) return undefined;
  const boxes = withRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }, (live) => [...live.getClientRects()]);
  const rect = boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return rect && { item, range, rect };
}

/**
 * @param {Places} places
 * @param {MouseEvent} event
 * @returns {Hit | undefined}
 */
export function hitByCaret(places, { clientX: x, clientY: y, target }) {
  const page = dom.documentOf(/** @type {Node} */ (target));
  const caret = dom.caretPosition(page, x, y, { shadowRoots: places.shadowRoots });
  if (caret) return places.at(caret.offsetNode, caret.offset, { x, y });
  const range = dom.caretRange(page, x, y);
  return range ? places.at(range.startContainer, range.startOffset, { x, y }) : undefined;
}
