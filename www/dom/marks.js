/** Painting by `<mark>` elements, where a browser has no highlights or a caller wants elements. Taking them away gives the very same text nodes back. */

/** @import {Item, Hit} from './highlight.js' */

import { hitByCaret, Places } from './hit.js';
import * as dom from './nodes.js';
import { textsOf } from './ranges.js';
import { withSelection } from './selection.js';

/**
 * A text node that was cut: it stays where it is with the text before the first mark, the rest follows. `data` is what
 * each part was left with, to know whether others have changed it.
 * @typedef {{ node: Text, parent: Node, parts: { text: Text, data: string, mark?: HTMLElement }[] }} Cut
 */

/** @typedef {{ node: Text, start: number, end: number, item: Item }} Part */

/**
 * The text nodes that stand for one that was cut, those of the first cut first.
 * @type {WeakMap<Text, Text[][]>}
 */
const cuts = new WeakMap();

/**
 * The text nodes that together are what a text node was before our marks: itself alone where there are none.
 * @param {Text} node
 * @param {number} [cut]
 * @returns {Text[]}
 */
export function leavesOf(node, cut = 0) {
  const parts = cuts.get(node)?.[cut];
  return parts ? parts.flatMap((part) => (part === node ? leavesOf(node, cut + 1) : leavesOf(part))) : [node];
}

/** Elements in which a mark among the text would be thrown out of line, or would not be shown. */
const NO_MARKS = new Set(
  'table thead tbody tfoot tr colgroup select optgroup option datalist ul ol menu dl picture video audio object iframe title textarea script style head html'.split(' '),
);

export class Marks {
  /** @type {Cut[]} */
  #cuts = [];
  /** @type {Map<EventTarget, { item: Item, text: Text }>} */
  #marks = new Map();
  /** @type {Places | undefined} */
  #places;
  #page;
  #prefix;

  /**
   * @param {Document} page
   * @param {string} prefix
   */
  constructor(page, prefix) {
    this.#page = page;
    this.#prefix = prefix;
  }

  /**
   * @param {readonly Item[]} items
   * @returns {readonly Item[]} those that are painted
   */
  paint(items) {
    this.unpaint();
    const allows = placesForMarks();
    /** @type {Map<Text, Part[]>} */
    const byNode = new Map();
    // Everything is looked at before anything is changed, or the browser would compute all styles again each time.
    const painted = items.filter((item) => {
      const parts = (item.ranges ?? []).flatMap(textsOf).map((part) => ({ ...part, item }));
      const allowed = parts.filter(allows);
      if (!parts.every((part) => allowed.includes(part) || part.node.data.slice(part.start, part.end).trim() === '')) return false;
      for (const part of allowed) {
        const list = byNode.get(part.node);
        if (list) list.push(part);
        else byNode.set(part.node, [part]);
      }
      return allowed.length > 0;
    });
    withSelection(this.#page, (moved) => {
      for (const [node, parts] of byNode) {
        this.#cut(node, parts.sort((one, other) => one.start - other.start));
        moved(node, (offset) => placeIn(leavesOf(node), offset));
      }
    });
    return painted;
  }

  unpaint() {
    withSelection(this.#page, (moved) => {
      for (const cut of this.#cuts.reverse()) {
        let before = 0;
        for (const { text, data } of cut.parts) {
          const from = before;
          moved(text, (offset) => ({ node: cut.node, offset: from + offset }));
          before += data.length;
        }
        const lists = cuts.get(cut.node) ?? [];
        lists.pop();
        if (lists.length === 0) cuts.delete(cut.node);
        restore(cut);
      }
    });
    this.#cuts = [];
    this.#marks.clear();
    this.#places = undefined;
  }

  /** @param {Item | undefined} item */
  emphasise(item) {
    for (const [mark, { item: of }] of this.#marks) {
      /** @type {HTMLElement} */ (mark).classList.toggle(`${this.#prefix}-current`, of === item);
    }
  }

  /**
   * Where an item's words are now.
   * @param {Item} item
   * @returns {StaticRangeInit[]}
   */
  rangesOf(item) {
    return [...this.#marks.values()].flatMap(({ item: of, text }) => (of === item ? [whole(text)] : []));
  }

  /**
   * What stands at the place of an event.
   * @param {MouseEvent} event
   * @returns {Hit | undefined}
   */
  hit(event) {
    const mark = event.composedPath().find((target) => this.#marks.has(target));
    const found = mark && this.#marks.get(mark);
    const { clientX: x, clientY: y } = event;
    const boxes = found ? [.../** @type {HTMLElement} */ (mark).getClientRects()] : [];
    const rect = boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    if (found && rect) return { item: found.item, range: whole(found.text), rect };
    // Chromium takes the last pixel of a word for its paragraph's; the letters know better.
    this.#places ??= new Places([...this.#marks.values()].map(({ item, text }) => ({ item, ranges: [whole(text)] })));
    return hitByCaret(this.#places, event);
  }

  /**
   * @param {Text} node
   * @param {Part[]} parts in order
   */
  #cut(node, parts) {
    const { data, parentNode: parent } = node;
    if (!parent) return;
    const rest = dom.createFragment(this.#page);
    const first = parts[0].start;
    /** @type {Cut} */
    const cut = { node, parent, parts: [{ text: node, data: data.slice(0, first) }] };
    for (const [index, { start, end, item }] of parts.entries()) {
      const mark = this.#markFor(item);
      const text = mark.appendChild(dom.createTextNode(this.#page, data.slice(start, end)));
      rest.append(mark);
      cut.parts.push({ text, data: text.data, mark });
      this.#marks.set(mark, { item, text });
      const between = data.slice(end, parts[index + 1]?.start);
      if (between === '') continue;
      const behind = dom.createTextNode(this.#page, between);
      rest.append(behind);
      cut.parts.push({ text: behind, data: between });
    }
    node.deleteData(first, data.length - first);
    dom.insertBefore(parent, rest, node.nextSibling);
    cuts.set(node, [...(cuts.get(node) ?? []), cut.parts.map(({ text }) => text)]);
    this.#cuts.push(cut);
  }

  /**
   * @param {Item} item
   * @returns {HTMLElement}
   */
  #markFor({ type, target }) {
    const mark = dom.createElement(this.#page, 'mark');
    mark.className = `${this.#prefix} ${this.#prefix}-${type}`;
    const [[kind, index]] = Object.entries(target);
    mark.setAttribute(`data-${this.#prefix}-${kind}`, index);
    return mark;
  }
}

/**
 * Puts the text of a cut node together again. What others have changed meanwhile stays as they left it.
 * @param {Cut} cut
 */
function restore({ node, parent, parts: [first, ...rest] }) {
  const intact = rest.every(isIntact) && rest.every((part, index) => index === 0 || outer(rest[index - 1]).nextSibling === outer(part));
  const beside = outer(rest[0]).previousSibling === node && rest.every((part) => outer(part).parentNode === node.parentNode);
  // The page has moved or removed the text: what we cut off goes with it.
  const away = node.parentNode !== parent;
  if (intact && first.text.data === first.data && (beside || away)) {
    node.appendData(rest.map(({ data }) => data).join(''));
    for (const part of rest) outer(part).remove();
    return;
  }
  /** @type {Text | undefined} */
  let last = first.text.data === first.data ? first.text : undefined;
  for (const part of rest) {
    const whole = isIntact(part);
    if (part.mark) {
      const { mark } = part;
      const holder = dom.parentNode(mark);
      while (mark.firstChild && holder) dom.insertBefore(holder, mark.firstChild, mark);
      if (holder) mark.remove();
    }
    if (whole && last && part.text.previousSibling === last) {
      last.appendData(part.data);
      part.text.remove();
    } else last = whole ? part.text : undefined;
  }
}

/** @param {Cut['parts'][number]} part */
function outer({ mark, text }) {
  return mark ?? text;
}

/** @param {Cut['parts'][number]} part */
function isIntact({ text, data, mark }) {
  return text.data === data && (!mark || (mark.childNodes.length === 1 && mark.firstChild === text));
}

/**
 * Tells whether a mark may be put around a part of a text node.
 * @returns {(part: Part) => boolean}
 */
function placesForMarks() {
  /** @type {Map<Node, 'any' | 'whole' | 'none'>} */
  const known = new Map();
  return ({ node, start, end }) => {
    const parent = /** @type {Element | null} */ (node.parentNode);
    if (!parent || dom.nodeType(parent) !== dom.ELEMENT) return Boolean(parent) && dom.isShadowRoot(/** @type {Node} */ (parent));
    const place = known.get(parent) ?? placeForMarks(parent);
    known.set(parent, place);
    // In a flexible box a text is one item; marks in it would make it several, and blanks between them would be lost.
    return place === 'any' || (place === 'whole' && node.data.slice(start, end).trim() === node.data.trim());
  };
}

/** @param {Element} parent */
function placeForMarks(parent) {
  if (dom.namespace(parent) !== dom.HTML || NO_MARKS.has(dom.localName(parent)) || dom.assignsByHand(parent)) return 'none';
  return /flex|grid/.test(getComputedStyle(parent).display) ? 'whole' : 'any';
}

/**
 * @param {Text[]} leaves
 * @param {number} offset in all of them together
 */
function placeIn(leaves, offset) {
  let rest = offset;
  for (const node of leaves) {
    if (rest <= node.data.length) return { node, offset: rest };
    rest -= node.data.length;
  }
  return undefined;
}

/**
 * @param {Text} text
 * @returns {StaticRangeInit}
 */
function whole(text) {
  return { startContainer: text, startOffset: 0, endContainer: text, endOffset: text.data.length };
}
