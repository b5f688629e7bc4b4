/**
 * What the reader knows better, as values: entries for the engine's `lexicon`, the day of publication, and every state
 * before and after, for undo and redo. Nothing here touches the page.
 */

import { joined } from './model.js';
import { fold } from './sentences.js';
import { dayInWords } from './timewords.js';
import { TYPES } from './types.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').LexiconEntry} LexiconEntry */
/** @typedef {import('../lib/index.js').EntityType} EntityType */

/** What words mean: a name of a type, nothing, or a day (`YYYY-MM-DD`). @typedef {{ type: EntityType | 'ignore' } | { type: 'date', value: string }} Meaning */

/**
 * What holds of an article at one moment. `kept` are longer names and dates with corrected words in them, as they were
 * found: the engine would take the words out of them. `step` says in words what led here.
 * @typedef {{ entries: readonly LexiconEntry[], kept: readonly LexiconEntry[], day: string | null, step: string }} Said
 */

/** @typedef {{ now: Said, past: readonly Said[], future: readonly Said[] }} History */

/** The engine takes no longer words and no more entries. */
const LONGEST_BYTES = 256;
const MOST_ENTRIES = 10_000;

/** An article of which nothing was said yet. @type {History} */
export const NOTHING_SAID = { now: { entries: [], kept: [], day: null, step: '' }, past: [], future: [] };

/**
 * Says what words mean; what was said of the same words before is replaced.
 * @param {History} history
 * @param {{ wordings: readonly string[], found?: readonly LexiconEntry[] }} words all wordings get the meaning; `found`
 *   is what is marked elsewhere and shall stay so
 * @param {Meaning} meaning
 * @returns {History}
 */
export function correct(history, { wordings, found = [] }, meaning) {
  const added = [...new Set(wordings.map(tidy))].map((text) => /** @type {LexiconEntry} */ ({ text, ...meaning }));
  const kept = history.now.entries.filter((entry) => !added.some((newer) => covers(newer.text, entry.text)));
  const longer = found.filter((entry) => added.some(({ text }) => isInside(text, entry.text)));
  // Those of before that are not found any more with these words in them are where the reader wants these words.
  const before = history.now.kept.filter((entry) => !added.some(({ text }) => isInside(text, entry.text)));
  const all = new Map([...before, ...longer].map((entry) => [entry.text, entry]));
  return stepTo(history, { ...history.now, entries: [...kept, ...added], kept: [...all.values()], step: sentence(added) });
}

/**
 * What the engine is told: the corrections, and what has to stay as it is around them.
 * @param {History} history
 * @returns {LexiconEntry[]}
 */
export function lexiconOf({ now: { entries, kept } }) {
  // Only while there is something inside: what was said may have been taken back since.
  const stays = kept.filter((longer) => entries.some(({ text }) => isInside(text, longer.text)));
  return [...stays, ...entries];
}

/**
 * What is marked in an article, as entries: names, and dates that are one day.
 * @param {Pick<Analysis, 'text' | 'mentions' | 'dates'>} analysis
 * @param {{ start: number, end: number } | null} but a place: what is marked there shall not stay
 * @returns {LexiconEntry[]}
 */
export function foundIn({ text, mentions, dates }, but) {
  /** @type {Map<string, LexiconEntry>} */
  const found = new Map();
  /** @type {Set<string>} */
  const given = new Set();
  const add = (/** @type {{ start: number, end: number }} */ span, /** @type {Meaning} */ meaning) => {
    const words = tidy(text.slice(span.start, span.end));
    if (but && span.start < but.end && but.start < span.end) given.add(words);
    else if (problemOf(words) === '') found.set(words, /** @type {LexiconEntry} */ ({ text: words, ...meaning }));
  };
  for (const mention of mentions) add(mention, { type: mention.type });
  for (const date of dates) {
    const isDay = date.kind === 'date' && date.earliest !== null && date.earliest === date.latest && !date.modifier;
    if (isDay && date.earliest !== null) add(date, { type: 'date', value: date.earliest });
  }
  return [...found.values()].filter((entry) => !given.has(entry.text));
}

/**
 * @param {History} history
 * @param {string | null} day
 * @returns {History}
 */
export function setDay(history, day) {
  return day === history.now.day ? history : stepTo(history, { ...history.now, day, step: dayWords(day) });
}

/**
 * The day once more, in the same edit: a date field reports each of its parts, and undo takes them back together.
 * @param {History} history
 * @param {string | null} day
 * @returns {History}
 */
export function changeDay(history, day) {
  const now = { ...history.now, day, step: dayWords(day) };
  const before = history.past.at(-1);
  if (before?.day === day) return { now: before, past: history.past.slice(0, -1), future: [] };
  return { ...history, now, future: [] };
}

/**
 * @param {History} history
 * @param {LexiconEntry} entry one of `history.now.entries`
 * @returns {History}
 */
export function remove(history, entry) {
  const entries = history.now.entries.filter((other) => other !== entry);
  return stepTo(history, { ...history.now, entries, step: `removed: ${inWords(entry)}` });
}

/**
 * @param {History} history
 * @returns {History}
 */
export function undo(history) {
  const now = history.past.at(-1);
  return now ? { now, past: history.past.slice(0, -1), future: [history.now, ...history.future] } : history;
}

/**
 * @param {History} history
 * @returns {History}
 */
export function redo(history) {
  const [now, ...future] = history.future;
  return now ? { now, past: [...history.past, history.now], future } : history;
}

/**
 * Back to the article as the engine reads it; one redo after the other leads forward again.
 * @param {History} history
 * @returns {History}
 */
export function undoAll(history) {
  const states = [...history.past, history.now, ...history.future];
  const [now, ...future] = states;
  return now ? { now, past: [], future } : history;
}

/**
 * How many things were said, the day of publication included.
 * @param {History} history
 * @returns {number}
 */
export function countOf({ now }) {
  return now.entries.length + (now.day === null ? 0 : 1);
}

/**
 * "“May” is a person", "“last week” is 7 January 2014".
 * @param {LexiconEntry} entry
 * @returns {string}
 */
export function inWords(entry) {
  return sentence([entry]);
}

/**
 * @param {string | null} day
 * @returns {string}
 */
export function dayWords(day) {
  return day === null ? 'the day of publication is not set' : `the day of publication is ${dayInWords(day)}`;
}

/**
 * "a person", "an organisation".
 * @param {EntityType} type
 * @returns {string}
 */
export function kindWords(type) {
  const one = TYPES.find((entry) => entry.type === type)?.one ?? type;
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
}

/**
 * Why words cannot be corrected, in words; nothing where they can.
 * @param {string} words
 * @returns {string}
 */
export function problemOf(words) {
  const text = tidy(words);
  if (!/[\p{L}\p{N}]/u.test(text)) return 'There are no words in it. Nothing was changed.';
  if (new TextEncoder().encode(text).length > LONGEST_BYTES) {
    return `That is too long for a name or a date: ${LONGEST_BYTES} letters at most. Nothing was changed.`;
  }
  return '';
}

/**
 * Why nothing can be added, in words; nothing where it can.
 * @param {History} history
 * @param {readonly string[]} wordings
 * @returns {string}
 */
export function fullness(history, wordings) {
  const full = history.now.entries.length + wordings.length > MOST_ENTRIES;
  return full ? `There are ${MOST_ENTRIES} corrections already. Remove some. Nothing was changed.` : '';
}

/**
 * The wordings of one thing that a correction is for. Words in small letters are found however they are written, so
 * they are left out where that would reach words that are not the thing's: unless there are no others.
 * @param {string} text of the article
 * @param {readonly { start: number, end: number }[]} spans where the thing is named
 * @returns {string[]} each once, in the order of the text, without those that the engine refuses
 */
export function wordingsOf(text, spans) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { start, end } of spans) {
    const words = tidy(text.slice(start, end));
    if (problemOf(words) === '') counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const all = [...counts.keys()];
  if (!all.some(isSmall)) return all;
  const folded = tidy(text).toLowerCase();
  const safe = all.filter((words) => {
    if (!isSmall(words)) return true;
    const own = all.filter((other) => other.toLowerCase() === words).reduce((sum, other) => sum + (counts.get(other) ?? 0), 0);
    return occurrences(folded, words) <= own;
  });
  return safe.length > 0 ? safe : all;
}

/**
 * Whether an entry for `newer` finds all that one for `older` finds.
 * @param {string} newer
 * @param {string} older
 * @returns {boolean}
 */
function covers(newer, older) {
  return newer === older || (isSmall(newer) && newer === older.toLowerCase());
}

/**
 * Whether an entry for `words` would be found inside of `longer`.
 * @param {string} words
 * @param {string} longer
 * @returns {boolean}
 */
function isInside(words, longer) {
  if (words.length >= longer.length) return false;
  return occurrences(isSmall(words) ? longer.toLowerCase() : longer, words) > 0;
}

/** @param {string} words */
function isSmall(words) {
  return words === words.toLowerCase();
}

/**
 * How often words stand in a text as whole words.
 * @param {string} text
 * @param {string} words
 * @returns {number}
 */
function occurrences(text, words) {
  let count = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const [before, after] = [text.slice(Math.max(0, at - 1), at), text.slice(at + words.length, at + words.length + 1)];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) count += 1;
  }
  return count;
}

/**
 * White space as one space: the engine reads words, not the gaps between them.
 * @param {string} words
 * @returns {string}
 */
function tidy(words) {
  return fold(words.trim());
}

/**
 * @param {History} history
 * @param {Said} next
 * @returns {History}
 */
function stepTo(history, next) {
  return { now: next, past: [...history.past, history.now], future: [] };
}

/**
 * One meaning that several wordings have got together.
 * @param {readonly LexiconEntry[]} entries
 * @returns {string}
 */
function sentence(entries) {
  const [first] = entries;
  if (!first) return '';
  const named = entries.slice(0, 3).map((entry) => `“${entry.text}”`);
  if (entries.length > named.length) named.push(`${entries.length - named.length} more`);
  const subject = joined(named);
  const verb = named.length < 2 ? 'is' : 'are';
  if (first.type === 'ignore') return `${subject} ${verb} left unmarked`;
  if (first.type === 'date') return `${subject} ${verb} ${dayInWords(first.value)}`;
  // Several wordings of one thing are still one person.
  return `${subject} ${verb} ${kindWords(first.type)}`;
}
