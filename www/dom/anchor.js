/**
 * Looks up what an analysis has found in the page as it is now: where the reading says, and where that is not so any more,
 * by the words and what is around them. What is not there exactly is not found.
 */

/** @import {Analysis, Span} from '../lib/index.js' */
/** @import {Reading, TextReading} from './index.js' */
/** @import {Piece} from './ranges.js' */
/** @import {Visitor} from './text.js' */

import { leavesOf } from './marks.js';
import * as dom from './nodes.js';
import { findStretches, lowerBound, squeezed } from './quote.js';
import { joined, piecesOf, sameLetters, textsOf } from './ranges.js';
import { editable, partsLines, walk } from './text.js';

/**
 * Where spans of an analysis stand in an element now.
 * @param {Element | Document} root
 * @param {Analysis} analysis
 * @param {{ reading?: Reading | TextReading, spans: readonly Span[] }} what
 * @returns {(StaticRangeInit[] | undefined)[]} for each span its ranges, undefined where it is not there
 */
export function locate(root, analysis, { reading, spans }) {
  /** @type {(StaticRangeInit[] | undefined)[]} */
  const places = new Array(spans.length).fill(undefined);
  const inside = insideOf(root);
  if (reading && isOf(reading, analysis)) {
    for (const [index, span] of spans.entries()) {
      const pieces = piecesOf(reading, analysis, span).flatMap(nowOf);
      if (pieces.every(inside) && isSaid(pieces, analysis.text.slice(span.start, span.end))) places[index] = joined(pieces, analysis.text);
    }
  }
  const missing = [...spans.keys()].filter((index) => !places[index]);
  if (missing.length > 0) {
    const found = byQuote(root, analysis, missing.map((index) => spans[index]));
    for (const [index, at] of missing.entries()) places[at] = found[index];
  }
  return places;
}

/**
 * What ranges say now; nothing where one of them is no longer in the page.
 * @param {StaticRangeInit[]} ranges
 */
export function saidBy(ranges) {
  if (!ranges.every(({ startContainer, endContainer }) => dom.isConnected(startContainer) && dom.isConnected(endContainer))) return '';
  return ranges.flatMap(textsOf).map(({ node, start, end }) => node.data.slice(start, end)).join('');
}

/**
 * Whether an analysis is of this reading, and not of another page or of HTML, whose sources count other nodes: most of
 * what it says to stand in a node stands there.
 * @param {Reading | TextReading} reading
 * @param {Analysis} analysis
 */
function isOf({ nodes }, { text, sources = [] }) {
  let right = 0;
  for (const { node, offset, start, end } of sources) {
    const words = nodes[node] && leavesOf(nodes[node]).map((leaf) => leaf.data).join('').slice(offset, offset + end - start);
    if (words !== undefined && sameLetters(words, text.slice(start, end))) right += 1;
  }
  return right * 2 > sources.length;
}

/**
 * Where a piece is now, if our own marks have cut its node.
 * @param {Piece} piece
 * @returns {Piece[]}
 */
function nowOf(piece) {
  const leaves = leavesOf(piece.node);
  if (leaves.length === 1 && leaves[0] === piece.node) return [piece];
  const pieces = [];
  let at = 0;
  for (const node of leaves) {
    const [start, end] = [Math.max(piece.start, at), Math.min(piece.end, at + node.data.length)];
    const from = piece.from - piece.start;
    if (start < end) pieces.push({ node, start: start - at, end: end - at, from: from + start, until: from + end });
    at += node.data.length;
  }
  return pieces;
}

/**
 * @param {Piece[]} pieces
 * @param {string} words
 */
function isSaid(pieces, words) {
  return pieces.length > 0 && sameLetters(pieces.map(({ node, start, end }) => node.data.slice(start, end)).join(''), words);
}

/**
 * Tells whether a piece lies in an element, in the page, and not where people write.
 * @param {Element | Document} root
 */
function insideOf(root) {
  /** @type {Map<Node, boolean>} */
  const known = new Map();
  return (/** @type {Piece} */ { node }) => {
    const parent = node.parentNode;
    return parent !== null && dom.liesIn(node, root, known) && !(dom.nodeType(parent) === dom.ELEMENT && editable(/** @type {Element} */ (parent)));
  };
}

/**
 * @param {Element | Document} root
 * @param {Analysis} analysis
 * @param {Span[]} spans
 * @returns {(StaticRangeInit[] | undefined)[]}
 */
function byQuote(root, analysis, spans) {
  const page = new Seen();
  walk(root, page);
  const text = page.parts.join('');
  const there = squeezed(text, page.cuts);
  const here = squeezed(analysis.text, cutsOf(analysis));
  return findStretches(here, spans, there).map((stretch) => {
    if (!stretch) return undefined;
    const [start, end] = [there.at[stretch.start], there.at[stretch.end - 1] + 1];
    /** @type {Piece[]} */
    const pieces = [];
    for (let index = lowerBound(page.starts, start + 1) - 1; index < page.nodes.length && page.starts[index] < end; index += 1) {
      const [node, first] = [page.nodes[index], page.starts[index]];
      const [from, until] = [Math.max(start, first), Math.min(end, first + page.parts[index].length)];
      if (from < until) pieces.push({ node, start: from - first, end: until - first, from, until });
    }
    return joined(pieces, text);
  });
}

/**
 * The visible text of an element: the words of its text nodes, where each begins, and where blocks begin and end.
 * @implements {Visitor}
 */
class Seen {
  /** @type {Text[]} */
  nodes = [];
  /** @type {string[]} */
  parts = [];
  /** @type {number[]} */
  starts = [];
  /** @type {number[]} */
  cuts = [];
  length = 0;

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
    if (partsLines(tag, display)) this.fact();
  }

  /** Pictures, fields and what else is no text part the words before from those behind. */
  fact() {
    if (this.cuts.at(-1) !== this.length) this.cuts.push(this.length);
  }

  /** @param {Text} node */
  text(node) {
    if (node.data === '') return;
    this.nodes.push(node);
    this.parts.push(node.data);
    this.starts.push(this.length);
    this.length += node.data.length;
  }
}

/**
 * Where the lines of an analysis begin and end. Lines of one block are no lines of the page.
 * @param {Analysis} analysis
 */
function cutsOf({ text, article }) {
  const cuts = [0];
  let end = 0;
  for (const block of article?.blocks ?? []) {
    if (text.slice(end, block.start).includes('\n')) cuts.push(end, block.start);
    end = Math.max(end, block.end);
  }
  cuts.push(end);
  return cuts;
}
