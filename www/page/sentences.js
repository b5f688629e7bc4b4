/** Which sentence a place of the text is in, and how much of it is shown. No document here. */

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').Span} Span */

/** UTF-16 code units of a sentence that are shown; longer ones are cut around the words in question. */
const MOST = 300;

/**
 * The last of sorted spans that begins at or before a position, if it reaches over it.
 * @template {Span} T
 * @param {readonly T[]} spans sorted, never overlapping
 * @param {number} position
 * @returns {T | undefined}
 */
export function spanAt(spans, position) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? Infinity) <= position) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span && position < span.end ? span : undefined;
}

/**
 * The sentence around some words, else their block, in three parts; white space is folded, a long one is cut at words.
 * @param {Analysis} analysis
 * @param {Span} words
 * @returns {{ before: string, words: string, after: string }}
 */
export function sentenceAround({ text, sentences = [], article }, words) {
  const span = spanAt(sentences, words.start) ?? spanAt(article.blocks, words.start) ?? words;
  const before = fold(text.slice(span.start, words.start)).trimStart();
  const after = fold(text.slice(words.end, Math.max(words.end, span.end))).trimEnd();
  const room = Math.max(0, MOST - (words.end - words.start));
  const short = before.length + after.length <= room;
  const most = short ? room : Math.max(room / 2, room - Math.min(before.length, after.length));
  return {
    before: before.length <= most ? before : `…${before.slice(-most).replace(/^\S*/u, '')}`,
    words: fold(text.slice(words.start, words.end)),
    after: after.length <= most ? after : `${after.slice(0, most).replace(/\S*$/u, '')}…`,
  };
}

/**
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.replace(/\s+/g, ' ');
}
