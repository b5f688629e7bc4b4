/** What the details say of a thing, in words. Only words: nothing here touches the page. */

import { BASES } from './day.js';
import { MODIFIERS, joined } from './model.js';
import { fold, spanAt } from './sentences.js';
import { dayInWords, weekdayOf } from './timewords.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').Anchor} Anchor */
/** @typedef {import('../lib/index.js').DateMention} DateMention */

/** A label and what is to be said under it. @typedef {[label: string, words: string]} Fact */

/** Letters on either side of a name that is shown in a long sentence, and the longest sentence shown whole. */
const AROUND = 60;
const WHOLE = 140;

/** From which score on words are how sure. @type {[number, string][]} */
const SURENESS = [
  [0.95, 'very sure'],
  [0.8, 'sure'],
  [0.6, 'fairly sure'],
  [0, 'unsure'],
];

/**
 * How sure the engine is of a name, over all its mentions.
 * @param {readonly number[]} scores above 0 and below 1
 * @returns {string}
 */
export function surenessOf(scores) {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  if (scores.length === 0) return '';
  const [lowest, highest] = [low, high].map((score) => [wordOf(score), score.toFixed(2)]);
  if (!lowest || !highest) return '';
  if (lowest[1] === highest[1]) return `${capital(`${highest[0]}`)} (${highest[1]})`;
  if (lowest[0] === highest[0]) return `${capital(`${highest[0]}`)} (${lowest[1]} to ${highest[1]})`;
  return `From ${lowest[0]} (${lowest[1]}) to ${highest[0]} (${highest[1]})`;
}

/** @param {number} score */
function wordOf(score) {
  return SURENESS.find(([from]) => score >= from)?.[1] ?? 'unsure';
}

/**
 * "33.5° N 36.3° E".
 * @param {number} latitude
 * @param {number} longitude
 * @returns {string}
 */
export function coordinates(latitude, longitude) {
  const words = (/** @type {number} */ degrees, /** @type {string} */ side) => `${Math.abs(degrees).toFixed(1)}° ${side}`;
  return `${words(latitude, latitude < 0 ? 'S' : 'N')} ${words(longitude, longitude < 0 ? 'W' : 'E')}`;
}

/**
 * All that is known of one date.
 * @param {DateMention} date
 * @param {Anchor} anchor
 * @returns {Fact[]}
 */
export function dateFacts(date, anchor) {
  /** @type {Fact[]} */
  const facts = [['As TIMEX3', `${date.value}${date.modifier ? `, ${date.modifier}` : ''}`]];
  if (date.earliest !== null && date.earliest === date.latest) facts.push(['Day', dayWithWeekday(date.earliest)]);
  else if (date.earliest !== null || date.latest !== null) {
    facts.push(['First day', date.earliest === null ? 'open' : dayWithWeekday(date.earliest)]);
    facts.push(['Last day', date.latest === null ? 'open' : dayWithWeekday(date.latest)]);
  }
  const modifier = MODIFIERS[date.modifier ?? ''];
  if (modifier) facts.push(['Taken as', `“${modifier}”: not the whole of it, or not exactly`]);
  facts.push(['How it is known', basisOf(date, anchor)]);
  const known = date.basis === 'given' ? '' : knownWords(date);
  if (known !== '') facts.push(['Certainty', known]);
  return facts;
}

/**
 * "Year implied, month and day written".
 * @param {DateMention} date
 * @returns {string}
 */
function knownWords({ certainty }) {
  const parts = /** @type {const} */ (['year', 'month', 'day']);
  const words = /** @type {const} */ (['implied', 'stated']).flatMap((how) => {
    const those = parts.filter((part) => certainty[part] === how);
    return those.length === 0 ? [] : [`${joined(those)} ${how === 'stated' ? 'written' : 'implied'}`];
  });
  return capital(words.join(', '));
}

/**
 * What the value of a date rests on, and what to do where it has none.
 * @param {DateMention} date
 * @param {Anchor} anchor
 * @returns {string}
 */
export function basisOf(date, anchor) {
  if (date.basis === 'given') return 'By your corrections';
  if (date.basis === 'stated') return 'The words say it all';
  if (date.basis === 'text') return 'Against another date of the text';
  if (date.basis === 'anchor') {
    return anchor.date === null ? 'Against the day of publication' : `Counted from ${dayInWords(anchor.date)}, ${BASES[anchor.basis]}`;
  }
  if (date.kind === 'duration') return 'A length of time: it needs no day';
  if (date.kind === 'set') return 'A time that recurs: it needs no day';
  return anchor.date === null
    ? 'Not resolved: no day of publication is known. Set it below.'
    : 'Not resolved: the words do not say which day. If you know it, say so below.';
}

/**
 * The words around a place in the text: its sentence, or a part of that if it is long.
 * @param {Analysis} analysis
 * @param {{ start: number, end: number }} span
 * @returns {{ before: string, words: string, after: string }}
 */
export function quoteOf({ text, sentences = [] }, span) {
  const sentence = spanAt(sentences, span.start);
  const inside = sentence !== undefined && sentence.end >= span.end;
  let [start, end] = inside ? [sentence.start, sentence.end] : [Math.max(0, span.start - AROUND), Math.min(text.length, span.end + AROUND)];
  const [first, last] = inside ? [start, end] : [0, text.length];
  if (end - start > WHOLE) {
    start = Math.max(start, span.start - AROUND);
    end = Math.min(end, span.end + AROUND);
  }
  let before = text.slice(start, span.start);
  let after = text.slice(span.end, end);
  // Cut at a space, so that no word and no letter of two code units is cut.
  if (start > first) before = `…${before.replace(/^\S*\s+/, ' ').trimStart()}`;
  if (end < last) after = `${after.replace(/\s+\S*$/, '')}…`;
  return { before: fold(before).trimStart(), words: fold(text.slice(span.start, span.end)), after: fold(after).trimEnd() };
}

/**
 * @param {string} day `YYYY-MM-DD`
 * @returns {string}
 */
function dayWithWeekday(day) {
  return `${weekdayOf(day)} ${dayInWords(day)}`.trim();
}

/**
 * @param {string} words
 * @returns {string}
 */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
