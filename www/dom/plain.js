/**
 * A live page as plain text, whole or the part that a reader has selected: for where no article is to be looked for. Says
 * where each stretch of the text stands in the page, as an analysis of a snapshot does.
 */

/** @import {Source} from '../lib/index.js' */
/** @import {TextReading} from './index.js' */
/** @import {Visitor} from './text.js' */

import { refused } from './checks.js';
import * as dom from './nodes.js';
import { partsLines, walk } from './text.js';

/** Elements with an empty line before and behind. */
const PARAGRAPHS = /^(p|h[1-6]|blockquote|pre|article|section|header|footer|nav|aside|main)$/;

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
  /** Line ends that come before the next words. */
  #lines = 0;
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
    if (tag === 'br' || partsLines(tag, display)) this.#lines = Math.max(this.#lines, PARAGRAPHS.test(tag) ? 2 : 1);
  }

  fact() {}

  /** @param {Text} node */
  text(node) {
    const { from, until } = this.#inside?.(node) ?? { from: 0, until: node.data.length };
    let words = node.data.slice(from, until);
    const blank = words.trim() === '';
    // White space between two blocks is no line of its own.
    if (words === '' || (blank && (this.#lines > 0 || this.#length === 0))) return;
    // As many characters as before, so that places in it are places in the node.
    if (!keepsLines(node)) words = words.replace(/[\t\n\r\f]/g, ' ');
    if (this.#length > 0 && this.#lines > 0) this.#push('\n'.repeat(this.#lines));
    this.#lines = 0;
    const start = this.#length;
    this.#push(words);
    this.sources.push({ start, end: this.#length, node: this.nodes.push(node) - 1, offset: from });
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
