/**
 * A live page for the engine: its visible text with the elements around it. Reads only; the page stays as it is. The
 * format of a snapshot stands in `src/article/snapshot.rs`.
 */

/** @import {Reading} from './index.js' */

import { WhoWhenError } from '../lib/error.js';
import * as dom from './nodes.js';

/**
 * Who is told what a walk sees.
 * @typedef {object} Visitor
 * @property {(element: Element, tag: string, display?: string) => void} open `display` where it is not the tag's own
 * @property {(tag: string, display?: string) => void} close
 * @property {(node: Text) => void} text
 * @property {(node: Node) => void} fact an element that is no text; it may say something of the page
 */

/** Marks of the snapshot. In the page's own text a blank stands for them, which is as long. */
const OPEN = '\u{1}';
const ATTRIBUTE = '\u{2}';
const CLOSE = '\u{3}';
const TEXT = '\u{4}';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const MARKS = /[\u{1}-\u{4}]/gu;

/** Elements whose content is no text of the page. Names are as in HTML; in SVG and MathML there are others. */
const NO_TEXT = new Set(
  'audio canvas datalist embed frameset iframe input link map math meta noscript object option progress script select style svg template textarea title video'.split(' '),
);
/** Elements inside a line, where styles do not say otherwise. */
const INLINE = new Set('a abbr b bdi bdo cite code em font i ins del kbd label mark q s small span strong sub sup time u var'.split(' '));
/** Attributes that say what an element is, and how long their values may be. */
const KEPT = new Map([
  ['class', 300], ['id', 100], ['role', 50], ['itemprop', 100], ['itemtype', 200], ['rel', 50], ['href', 500],
  ['datetime', 100], ['title', 200], ['type', 50], ['name', 100], ['property', 100], ['content', 2000], ['lang', 50],
]);
/** What a page says of itself in its head may be longer, but not without end. */
const LINKED_DATA = 500_000;

/** @type {WeakMap<Node, Reading>} */
const readings = new WeakMap();

/**
 * Reads a page, or one element of it together with the page's head.
 * @param {Document | Element} [root]
 * @returns {Reading}
 */
export function readElement(root = document) {
  if (!dom.isElementOrDocument(root)) {
    throw new WhoWhenError('invalid_input', 'Only an element or a document can be read: give one, or nothing for this page.');
  }
  const page = dom.documentOf(root);
  const reader = new Reader();
  const top = dom.documentElement(page);
  if (top) {
    reader.open(top, 'html');
    for (const child of dom.head(page) ? dom.childNodes(dom.head(page)) : []) reader.fact(child);
    walk(root, reader);
    reader.close();
  }
  const reading = { snapshot: reader.parts.join(''), nodes: reader.nodes };
  readings.set(root, reading);
  return reading;
}

/**
 * What was last read of an element.
 * @param {Document | Element} root
 */
export function lastReading(root) {
  return readings.get(root);
}

/** Writes the snapshot. */
class Reader {
  /** @type {string[]} */
  parts = [];
  /** @type {Text[]} */
  nodes = [];

  /**
   * @param {Element} element
   * @param {string} tag
   * @param {string} [display] where it is not the tag's own
   */
  open(element, tag, display) {
    this.parts.push(OPEN, tag);
    for (const name of dom.attributeNames(element)) {
      const longest = KEPT.get(name) ?? (name.startsWith('data-') ? 40 : 0);
      const value = longest > 0 ? (dom.attribute(element, name) ?? '') : '';
      // Of data attributes only what may be a date is of use.
      if (longest === 0 || (longest === 40 && !/^[^a-z]*\d{4}/i.test(value))) continue;
      this.parts.push(ATTRIBUTE, name, '=', value.slice(0, longest).replace(MARKS, ' '));
    }
    if (display) this.parts.push(ATTRIBUTE, ' display=', display);
  }

  close() {
    this.parts.push(CLOSE);
  }

  /**
   * What the page says of itself: facts for the engine and no text.
   * @param {Node} node
   */
  fact(node) {
    if (dom.nodeType(node) !== dom.ELEMENT) return;
    const element = /** @type {Element} */ (node);
    const tag = dom.localName(element);
    const linked = tag === 'script' && dom.attribute(element, 'type') === 'application/ld+json';
    if (!linked && tag !== 'meta' && tag !== 'title' && tag !== 'link') return;
    this.open(element, tag);
    if (linked || tag === 'title') {
      for (const child of dom.childNodes(element)) {
        if (dom.nodeType(child) === dom.TEXT) this.text(/** @type {Text} */ (child), LINKED_DATA);
      }
    }
    this.close();
  }

  /**
   * @param {Text} node
   * @param {number} [longest]
   */
  text(node, longest = Number.POSITIVE_INFINITY) {
    const words = dom.data(node);
    if (words === '') return;
    this.nodes.push(node);
    this.parts.push(TEXT, (words.length > longest ? words.slice(0, longest) : words).replace(MARKS, ' '));
  }
}

/**
 * Tells a visitor what is visible of an element, or of a document without its head.
 * @param {Document | Element} root
 * @param {Visitor} visitor
 */
export function walk(root, visitor) {
  const page = dom.documentOf(root);
  const top = dom.documentElement(page);
  if (!top) return;
  /**
   * What is under way: the nodes of one element, and whether its own text is seen, which is asked at its first text.
   * @type {{ nodes: Nodes, style: CSSStyleDeclaration, seen?: boolean, tag: string, display?: string }[]}
   */
  const stack = [{ nodes: listed(root === page ? withoutHead(page) : [root]), style: getComputedStyle(top), tag: '' }];
  for (let last = stack.at(-1); last; last = stack.at(-1)) {
    const { nodes } = last;
    const node = /** @type {any} */ (nodes.next);
    if (!node) {
      stack.pop();
      if (stack.length > 0) visitor.close(last.tag, last.display);
      continue;
    }
    nodes.next = nodes.rest ? (nodes.rest.pop() ?? null) : dom.nextSibling(node);
    const type = dom.nodeType(node);
    if (type === dom.TEXT && (last.seen ??= isSeen(last.style))) visitor.text(node);
    if (type !== dom.ELEMENT) continue;
    const tag = dom.localName(node);
    if (NO_TEXT.has(tag)) {
      visitor.fact(node);
      continue;
    }
    const style = getComputedStyle(node);
    const { display: laidOut } = style;
    if (laidOut === 'none' || dom.attribute(node, 'aria-hidden') === 'true' || editable(node)) continue;
    const display = displayOf(tag, laidOut);
    visitor.open(node, tag, display);
    stack.push({ nodes: shown(node, tag), style, tag, display });
  }
}

/**
 * Whether people write in an element: what stands there is theirs.
 * @param {Element} element
 */
export function editable(element) {
  try {
    return Boolean(dom.isEditable(element));
  } catch {
    // Of SVG or MathML, which are not written in.
    return false;
  }
}

/**
 * Whether words before and behind an element's edge belong to different lines.
 * @param {string} tag
 * @param {string} [display] as a visitor gets it
 */
export function partsLines(tag, display) {
  return display === 'block' || (display !== 'inline' && !INLINE.has(tag));
}

/**
 * Nodes one after the other: siblings, or where they are none, a list of the rest with the last first.
 * @typedef {{ next: Node | null, rest?: Node[] }} Nodes
 */

/**
 * What is rendered in an element: its shadow tree where it has one, what is slotted into a slot, else its children.
 * @param {Element} element
 * @param {string} tag
 * @returns {Nodes}
 */
function shown(element, tag) {
  const root = dom.shadowRoot(element);
  const slotted = !root && tag === 'slot' && dom.namespace(element) === dom.HTML ? dom.assignedNodes(element) : [];
  return slotted.length > 0 ? listed(slotted) : { next: dom.firstChild(root ?? element) };
}

/** @param {Document} page */
function withoutHead(page) {
  return [...dom.childNodes(dom.documentElement(page))].filter((child) => child !== dom.head(page));
}

/**
 * @param {Node[]} nodes
 * @returns {Nodes}
 */
function listed(nodes) {
  const rest = [...nodes].reverse();
  return { next: rest.pop() ?? null, rest };
}

/** @param {CSSStyleDeclaration} style */
function isSeen(style) {
  return style.visibility === 'visible' && style.fontSize !== '0px';
}

/**
 * How an element is laid out, where that is not what its tag says: words must not be glued across, nor cut within a line.
 * @param {string} tag
 * @param {string} display
 */
function displayOf(tag, display) {
  if (INLINE.has(tag)) return /^(block|flex|grid|table|list-item|flow-root)$/.test(display) ? 'block' : undefined;
  return display === 'inline' || display === 'contents' ? 'inline' : undefined;
}
