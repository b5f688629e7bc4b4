/** Who is named together with whom: pairs of entities and the sentences that name both. No document here. */

import { fold, spanAt } from './sentences.js';
import { TYPES } from './types.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('../lib/index.js').Span} Span */

/**
 * @typedef {object} Pair
 * @property {[number, number]} things the one that is named first stands first
 * @property {number[]} paints for each sentence the first paint in it of one of the two
 */

/** @typedef {{ unit: 'sentence' | 'paragraph', pairs: Pair[] }} Together */

/** Blocks that tell the story: bylines and datelines name people and places that did not meet in it. */
const STORY = new Set(['title', 'heading', 'paragraph', 'quote', 'item', 'caption']);
/** Entities of one sentence that are paired; beyond that it is an enumeration, and pairs grow with the square. */
const MOST = 14;

/** In the order in which the page shows the types. @type {Map<string | undefined, number>} */
const ranks = new Map(TYPES.map(({ type }, index) => [type, index]));

/**
 * By sentences; where no two entities share one, by paragraphs. The strongest first. In steps, so that the page can breathe.
 * @param {Model} model
 * @returns {Generator<void, Together>}
 */
export function* findPairs(model) {
  const { text, sentences, article } = model.analysis;
  const blocks = article.blocks.filter((block) => STORY.has(block.kind));
  const whole = article.blocks.length === 0 ? [{ start: 0, end: text.length }] : blocks;
  const inStory = (sentences ?? []).filter((sentence) => spanAt(whole, sentence.start));
  const bySentence = yield* pairsIn(model, inStory);
  return bySentence.length > 0
    ? { unit: 'sentence', pairs: bySentence }
    : { unit: 'paragraph', pairs: yield* pairsIn(model, whole) };
}

/**
 * @param {Model} model
 * @param {readonly Span[]} units sorted
 * @returns {Generator<void, Pair[]>}
 */
function* pairsIn({ analysis: { text }, things, paints }, units) {
  /** @type {Map<string, Pair>} */
  const pairs = new Map();
  /** A headline that a page repeats, or a sentence that stands in its summary too, says nothing new. @type {Set<string>} */
  const seen = new Set();
  let next = 0;
  for (const { start, end } of units) {
    yield;
    while (next < paints.length && (paints[next]?.start ?? 0) < start) next += 1;
    /** The first paint of each entity. @type {Map<number, number>} */
    const named = new Map();
    for (; next < paints.length && (paints[next]?.start ?? end) < end; next += 1) {
      const paint = paints[next];
      if (paint && paint.type !== 'date' && !named.has(paint.thing) && named.size < MOST) named.set(paint.thing, next);
    }
    if (named.size < 2) continue;
    const words = fold(text.slice(start, end)).trim();
    if (seen.has(words)) continue;
    seen.add(words);
    addPairs(pairs, [...named]);
  }
  // Of equally strong ones first people, then organisations and so on, then those that are named more often.
  const rank = (/** @type {Pair} */ { things: [a, b] }) => (ranks.get(things[a]?.type) ?? 0) + (ranks.get(things[b]?.type) ?? 0);
  const mentions = (/** @type {Pair} */ { things: [a, b] }) => Math.min(things[a]?.paints.length ?? 0, things[b]?.paints.length ?? 0);
  return [...pairs.values()].sort(
    (a, b) =>
      b.paints.length - a.paints.length ||
      rank(a) - rank(b) ||
      mentions(b) - mentions(a) ||
      (a.paints[0] ?? 0) - (b.paints[0] ?? 0),
  );
}

/**
 * @param {Map<string, Pair>} pairs
 * @param {[number, number][]} named things and their first paints, in the order of the text
 */
function addPairs(pairs, named) {
  for (const [at, [first, paint]] of named.entries()) {
    for (const [second] of named.slice(at + 1)) {
      const key = first < second ? `${first} ${second}` : `${second} ${first}`;
      const pair = pairs.get(key);
      if (pair) pair.paints.push(paint);
      else pairs.set(key, { things: [first, second], paints: [paint] });
    }
  }
}
