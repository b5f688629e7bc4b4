/** From positions in an analysis to places in the page. */

/** @import {Analysis, Span} from '../lib/index.js' */
/** @import {Reading, TextReading} from './index.js' */

import * as dom from './nodes.js';

/**
 * A stretch of a text node. `from` and `until` are where it stands in the text of the analysis.
 * @typedef {{ node: Text, start: number, end: number, from: number, until: number }} Piece
 */

/**
 * Where words of an analysis stand in the page. Mostly one range; several where the page has other text between, or a
 * shadow root begins.
 * @param {Reading | TextReading} reading
 * @param {Analysis} analysis of the reading's snapshot
 * @param {Span} span
 * @returns {StaticRangeInit[]} empty where it cannot be found, which does not happen to the analysis of this reading
 */
export function rangesOf(reading, analysis, span) {
  return joined(piecesOf(reading, analysis, span), analysis.text);
}

/**
 * @param {Reading | TextReading} reading
 * @param {Analysis} analysis
 * @param {Span} span
 * @returns {Piece[]}
 */
export function piecesOf({ nodes }, { sources = [] }, { start, end }) {
  // The first source that ends behind the start.
  let low = 0;
  let high = sources.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sources[middle].end > start) high = middle;
    else low = middle + 1;
  }
  const pieces = [];
  for (; low < sources.length && sources[low].start < end; low += 1) {
    const source = sources[low];
    const node = nodes[source.node];
    if (!node) continue;
    const [from, until] = [Math.max(start, source.start), Math.min(end, source.end)];
    const offset = source.offset - source.start;
    pieces.push({ node, start: from + offset, end: until + offset, from, until });
  }
  return pieces;
}

/**
 * Ranges over pieces; those with nothing between them but white space are one.
 * @param {Piece[]} pieces
 * @param {string} text of the analysis
 * @returns {StaticRangeInit[]}
 */
export function joined(pieces, text) {
  /** @type {StaticRangeInit[]} */
  const ranges = [];
  let from = 0;
  for (const piece of pieces) {
    const last = ranges.at(-1);
    const both = last && { ...last, endContainer: piece.node, endOffset: piece.end };
    if (both && saysExactly(both, text.slice(from, piece.until))) {
      ranges[ranges.length - 1] = both;
      continue;
    }
    from = piece.from;
    ranges.push({ startContainer: piece.node, startOffset: piece.start, endContainer: piece.node, endOffset: piece.end });
  }
  return ranges;
}

/**
 * The text nodes of a range, each with the part that the range has of it.
 * @param {StaticRangeInit} range whose ends are text nodes, as those of `rangesOf` are
 * @returns {{ node: Text, start: number, end: number }[]}
 */
export function textsOf({ startContainer, startOffset, endContainer, endOffset }) {
  const [first, last] = [/** @type {Text} */ (startContainer), /** @type {Text} */ (endContainer)];
  if (first === last) return [{ node: first, start: startOffset, end: endOffset }];
  const walker = dom.createTextWalker(dom.documentOf(first), dom.rootOf(first), 4);
  walker.currentNode = first;
  const texts = [];
  for (let node = first; node; node = walker.nextNode()) {
    const [start, end] = [node === first ? startOffset : 0, node === last ? endOffset : node.data.length];
    if (start < end) texts.push({ node, start, end });
    if (node === last) return texts;
  }
  // The end does not come behind the start: the page has moved its parts.
  return [];
}

/**
 * Gives a job a live range and takes it back. Browsers keep every live range up to date in every later change of the page,
 * until it is collected as garbage, so that there is one for all, and it rests in a document of its own.
 * @template T
 * @param {StaticRangeInit} init
 * @param {(range: Range) => T} job
 * @returns {T}
 */
export function withRange(init, job) {
  resting ??= new Document();
  live ??= resting.createRange();
  try {
    live.setStart(init.startContainer, init.startOffset);
    live.setEnd(init.endContainer, init.endOffset);
    return job(live);
  } finally {
    live.setStart(resting, 0);
    live.collapse(true);
  }
}
/** @type {Document | undefined} */
let resting;
/** @type {Range | undefined} */
let live;

/**
 * Whether a range has just these words, white space aside: then nothing hidden lies between its ends.
 * @param {StaticRangeInit} init
 * @param {string} words
 */
function saysExactly(init, words) {
  if (dom.rootOf(init.startContainer) !== dom.rootOf(init.endContainer)) return false;
  return sameLetters(withRange(init, String), words);
}

/**
 * Whether two stretches of text are the same but for white space, and for what the engine cannot be given: lone
 * surrogates, which become U+FFFD on their way, and the marks of a snapshot, which become blanks.
 * @param {string} one
 * @param {string} other
 */
export function sameLetters(one, other) {
  return one === other || letters(one) === letters(other);
}

/** @param {string} words */
function letters(words) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of a snapshot
  return words.replace(/[\s\u{1}-\u{4}]+/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');
}
