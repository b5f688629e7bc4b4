/**
 * A live page as plain text, whole or the part that a reader has selected: for where no article is to be looked for. Says
 * where each stretch of the text stands in the page, as an analysis of a snapshot does. The engine takes many short lines
 * for what stands around an article; so they run on here, each as a sentence, and only what is long is a paragraph.
 */

/** @import {Source} from '../lib/index.js' */
/** @import {TextReading} from './index.js' */
/** @import {Visitor} from './text.js' */

import { refused } from './checks.js';
import * as dom from './nodes.js';
import { partsLines, walk } from './text.js';

/** UTF-16 units from which a line is a paragraph. */
const LONG = 100;

/**
 * @param {Document | Element} [root]
 * @param {AbstractRange} [range] only what is inside
 * @returns {TextReading}
 */
export function readText(root = document, range) {
  if (!dom.isElementOrDocument(root)) throw refused('Only an element or a document can be read: give one, or nothing for this page.');
  const words = new Words(range && insideOf(range));
  walk(root, words);
  return { text: words.parts.join(''), nodes: words.nodes, sources: words.sources };
}

/** @implements {Visitor} */
class Words {
  /** @type {string[]} */
  parts = [];
  /** @type {Text[]} */
  nodes = [];
  /** @type {Source[]} */
  sources = [];
  /** UTF-16 units in `parts`. */
  #length = 0;
  /** Where the present line begins. */
  #line = 0;
  /** A line has ended, and nothing came since. */
  #ended = false;
  #inside;

  /** @param {((node: Text) => { from: number, until: number }) | undefined} inside */
  constructor(inside) {
    this.#inside = inside;
  }

  /**
   * @param {Element} _element
   * @param {string} tag
   * @param {string} [display]
   */
  open(_element, tag, display) {
    this.close(tag, display);
  }

  /**
   * @param {string} tag
   * @param {string} [display]
   */
  close(tag, display) {
    if (tag === 'br' || partsLines(tag, display)) this.#ended = true;
  }

  fact() {}

  /** @param {Text} node */
  text(node) {
    const { from, until } = this.#inside?.(node) ?? { from: 0, until: node.data.length };
    let words = node.data.slice(from, until);
    const blank = words.trim() === '';
    // White space between two blocks is no line of its own.
    if (words === '' || (blank && (this.#ended || this.#length === 0))) return;
    // As many characters as before, so that places in it are places in the node.
    if (!keepsLines(node)) words = words.replace(/[\t\n\r\f]/g, ' ');
    if (this.#ended && this.#length > 0) this.#endLine(words);
    this.#ended = false;
    const start = this.#length;
    this.#push(words);
    this.sources.push({ start, end: this.#length, node: this.nodes.push(node) - 1, offset: from });
  }

  /** @param {string} next the words behind it */
  #endLine(next) {
    const last = this.parts.at(-1)?.trimEnd().at(-1) ?? '';
    const length = this.#length - this.#line;
    if (length >= LONG) this.#push('\n\n');
    // A first letter that is drawn large, and its word.
    else if (length > 1 || !/^\p{Ll}/u.test(next)) this.#push(/[\p{L}\p{N}\p{M}]/u.test(last) ? '. ' : ' ');
    this.#line = this.#length;
  }

  /** @param {string} words */
  #push(words) {
    this.parts.push(words);
    this.#length += words.length;
  }
}

/**
 * Whether lines end in the page where they end in its source.
 * @param {Text} node
 */
function keepsLines(node) {
  if (!/[\n\r]/.test(node.data)) return true;
  const parent = dom.parentNode(node);
  return dom.nodeType(parent) === dom.ELEMENT && /^(pre|break-spaces)/.test(getComputedStyle(parent).whiteSpace);
}

/**
 * Tells which part of a text node is in a range. What is in a shadow tree is in where its host is.
 * @param {AbstractRange} given
 * @returns {(node: Text) => { from: number, until: number }}
 */
function insideOf({ startContainer, startOffset, endContainer, endOffset }) {
  const range = dom.documentOf(startContainer).createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  const tree = dom.rootOf(startContainer);
  return (node) => {
    let at = /** @type {Node | undefined} */ (node);
    while (at && dom.rootOf(at) !== tree) at = dom.hostOf(dom.rootOf(at));
    if (!at || !range.intersectsNode(at)) return { from: 0, until: 0 };
    return { from: node === startContainer ? startOffset : 0, until: node === endContainer ? endOffset : node.data.length };
  };
}
