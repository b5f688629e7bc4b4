/**
 * From a place in the drawn article to the place in the text, and back. Drawn are all characters of the text, but for
 * white space between blocks; so those that are not white are counted.
 */

/**
 * Where in the text a point of the article stands.
 * @param {HTMLElement} article
 * @param {string} text
 * @param {{ node: Node, offset: number }} point
 * @returns {number}
 */
export function offsetAt(article, text, point) {
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEnd(point.node, point.offset);
  let left = solid(before.toString());
  let at = 0;
  while (at < text.length && (left > 0 || isWhite(text.charAt(at)))) {
    if (!isWhite(text.charAt(at))) left -= 1;
    at += 1;
  }
  return at;
}

/**
 * The stretch of the drawn article that is `start` to `end` of the text.
 * @param {HTMLElement} article
 * @param {string} text
 * @param {{ start: number, end: number }} span
 * @returns {Range}
 */
export function rangeOf(article, text, { start, end }) {
  const range = document.createRange();
  const skipped = solid(text.slice(0, start));
  const last = skipped + solid(text.slice(start, end));
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let count = 0;
  let begun = false;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const data = node.textContent ?? '';
    const solids = solid(data);
    if (!begun && count + solids > skipped) {
      range.setStart(node, indexOfSolid(data, skipped - count));
      begun = true;
    }
    if (begun && count + solids >= last) {
      range.setEnd(node, indexOfSolid(data, last - 1 - count) + 1);
      return range;
    }
    count += solids;
  }
  return range;
}

/**
 * Words whole, without what surrounds them: "he Odeo" of "the Odeon," is "the Odeon".
 * @param {string} text
 * @param {{ start: number, end: number }} span
 * @returns {{ start: number, end: number }} empty where there are no words
 */
export function wholeWords(text, { start, end }) {
  while (start < end && !isWord(text, start)) start += 1;
  while (end > start && !isWord(text, end - 1)) end -= 1;
  if (start === end) return { start, end };
  while (start > 0 && isWord(text, start - 1)) start -= 1;
  while (end < text.length && isWord(text, end)) end += 1;
  // The full stop of "U.N." belongs to it.
  if (text.charAt(end) === '.' && /\.\p{L}$/u.test(text.slice(start, end))) end += 1;
  return { start, end };
}

/**
 * @param {string} text
 * @param {number} at
 */
function isWord(text, at) {
  // Half of a character beyond the first plane counts as a letter, so that it is never cut.
  return /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(text.charAt(at));
}

/** @param {string} character */
function isWhite(character) {
  return /\s/.test(character);
}

/** @param {string} words */
function solid(words) {
  return words.replace(/\s+/g, '').length;
}

/**
 * @param {string} data
 * @param {number} nth from 0
 * @returns {number}
 */
function indexOfSolid(data, nth) {
  for (let at = 0; at < data.length; at += 1) {
    if (isWhite(data.charAt(at))) continue;
    if (nth === 0) return at;
    nth -= 1;
  }
  return data.length - 1;
}
