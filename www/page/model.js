/**
 * An analysis as the page shows it: *things* (an entity, or a date however often it is named) and *paints* (the places
 * in the text where they are named). Nothing is decided here, only grouped, put in order and put into words.
 */

import { dayNumber } from './calendar.js';
import { fold } from './sentences.js';
import { describeValue, weekdayOf } from './timewords.js';
import { counted, TYPES } from './types.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').DateMention} DateMention */
/** @typedef {import('../lib/index.js').Entity} Entity */
/** @typedef {import('./render.js').Paint} Paint */
/** @typedef {import('./render.js').MarkType} MarkType */

/**
 * @typedef {object} Thing
 * @property {number} index its place in `things`
 * @property {string} key the same for the same thing in a later analysis
 * @property {MarkType} type
 * @property {DateMention['kind'] | null} kind of a date
 * @property {string} name
 * @property {string} detail a role, a country, a weekday; may be empty
 * @property {string} words other words by which the text names it; may be empty
 * @property {string[]} hints what a careful reader should know of it
 * @property {boolean} inStory whether the story names it, not only the page around the story
 * @property {string | null} earliest first day, for dates
 * @property {string | null} latest last day, for dates
 * @property {number} first `earliest`, or else `latest`, as a day number; `NaN` without either
 * @property {number} last `latest`, or else `earliest`, as a day number
 * @property {boolean} placed whether it has a place on the calendar
 * @property {string | null} modifier TIMEX3 `mod` of a date
 * @property {boolean} stated whether some words of the text say the whole date
 * @property {number[]} paints indexes into `paints`, ascending
 */

/** @typedef {{ analysis: Analysis, things: Thing[], paints: Paint[] }} Model */

/** Blocks of the page around the story. */
export const AROUND = new Set(['masthead', 'boilerplate', 'credit']);

/** `mod` in words, put before the value. */
export const MODIFIERS = /** @type {Record<string, string>} */ ({
  START: 'early',
  MID: 'middle of',
  END: 'late',
  APPROX: 'about',
  BEFORE: 'before',
  AFTER: 'after',
  ON_OR_BEFORE: 'until',
  ON_OR_AFTER: 'since',
  LESS_THAN: 'less than',
  MORE_THAN: 'more than',
  EQUAL_OR_LESS: 'at most',
  EQUAL_OR_MORE: 'at least',
});

/**
 * @param {Analysis} analysis
 * @returns {Model}
 */
export function modelOf(analysis) {
  const things = analysis.entities.map((entity, index) => thingOfEntity(entity, index));
  /** @type {Paint[]} */
  const paints = analysis.mentions.map((mention) => ({
    start: mention.start,
    end: mention.end,
    type: mention.type,
    thing: mention.entity,
  }));
  /** @type {Map<string, Thing>} */
  const dates = new Map();
  for (const date of analysis.dates) {
    const key = `date ${date.kind} ${date.value} ${date.modifier ?? ''}`;
    let thing = dates.get(key);
    if (!thing) {
      thing = thingOfDate(date, key, things.length);
      dates.set(key, thing);
      things.push(thing);
    }
    addHints(thing, date, analysis);
    paints.push({ start: date.start, end: date.end, type: 'date', thing: thing.index });
  }
  paints.sort((a, b) => a.start - b.start || a.end - b.end);

  const around = analysis.article.blocks.filter((block) => AROUND.has(block.kind));
  let block = 0;
  paints.forEach((paint, index) => {
    while (block < around.length && (around[block]?.end ?? 0) <= paint.start) block += 1;
    const thing = things[paint.thing];
    if (!thing) return;
    thing.paints.push(index);
    if ((around[block]?.start ?? Infinity) > paint.start) thing.inStory = true;
  });
  for (const thing of dates.values()) thing.words = writtenWords(thing, paints, analysis.text);
  return { analysis, things, paints };
}

/**
 * @param {Entity} entity
 * @param {number} index
 * @returns {Thing}
 */
function thingOfEntity(entity, index) {
  const country = entity.place ? countryName(entity.place.country) : '';
  return {
    index,
    key: `${entity.type} ${entity.name}`,
    type: entity.type,
    kind: null,
    name: entity.name,
    detail: entity.role ?? (country === entity.name ? '' : country),
    words: entity.aliases.join(', '),
    hints: [],
    inStory: false,
    earliest: null,
    latest: null,
    first: NaN,
    last: NaN,
    placed: false,
    modifier: null,
    stated: false,
    paints: [],
  };
}

/**
 * @param {DateMention} date
 * @param {string} key
 * @param {number} index
 * @returns {Thing}
 */
function thingOfDate(date, key, index) {
  const value = describeValue(date);
  const modifier = MODIFIERS[date.modifier ?? ''];
  return {
    index,
    key,
    type: 'date',
    kind: date.kind,
    name: modifier ? `${modifier} ${value}` : value,
    detail: weekdayOf(date.value),
    words: '',
    hints: [],
    inStory: false,
    earliest: date.earliest,
    latest: date.latest,
    first: dayNumber(date.earliest ?? date.latest ?? ''),
    last: dayNumber(date.latest ?? date.earliest ?? ''),
    placed: date.earliest !== null || date.latest !== null,
    modifier: date.modifier ?? null,
    stated: false,
    paints: [],
  };
}

/**
 * Says which parts of a value the words do not say, and whether that rests on an assumption.
 * @param {Thing} thing
 * @param {DateMention} date
 * @param {Analysis} analysis
 */
function addHints(thing, date, analysis) {
  const implied = /** @type {const} */ (['year', 'month', 'day']).filter((part) => date.certainty[part] === 'implied');
  const whole = implied.length === Object.keys(date.certainty).length;
  const assumed = isAssumed(analysis) && (date.basis === 'anchor' || date.basis === 'text');
  if (implied.length === 0 && date.basis !== 'none') thing.stated = true;
  const hint =
    date.basis === 'given'
      ? 'by your corrections'
      : date.basis === 'none' && date.kind !== 'duration' && date.kind !== 'set'
      ? 'not resolved'
      : implied.length === 0
        ? ''
        : `${whole ? '' : `${joined(implied)} `}${assumed ? 'assumed' : 'implied'}`;
  if (hint !== '' && !thing.hints.includes(hint)) thing.hints.push(hint);
}

/**
 * Whether the day of publication was only guessed.
 * @param {Analysis} analysis
 * @returns {boolean}
 */
export function isAssumed({ anchor }) {
  return anchor.basis === 'masthead' || anchor.basis === 'inferred';
}

/**
 * The different words by which the text names a date.
 * @param {Thing} thing
 * @param {Paint[]} paints
 * @param {string} text
 * @returns {string}
 */
function writtenWords(thing, paints, text) {
  /** @type {Set<string>} */
  const words = new Set();
  for (const index of thing.paints) {
    const paint = paints[index];
    if (paint) words.add(fold(text.slice(paint.start, paint.end)));
  }
  return [...words].map((word) => `“${word}”`).join(', ');
}

/** @type {Intl.DisplayNames | undefined} */
let regions;

/**
 * @param {string} code ISO 3166-1 alpha-2
 * @returns {string}
 */
export function countryName(code) {
  regions ??= new Intl.DisplayNames(['en'], { type: 'region' });
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * "6 people, 2 places, 9 dates from March 2011 to 22 January 2014": what the story names, without the page around it.
 * @param {Model} model
 * @returns {string}
 */
export function summaryOf(model) {
  if (model.things.length === 0) return 'No names and no dates were found in this text.';
  const story = model.things.filter((thing) => thing.inStory);
  if (story.length === 0) return 'The story has no names and no dates; the page around it has.';
  const dates = story.filter((thing) => thing.type === 'date');
  const lengths = dates.filter((thing) => thing.kind === 'duration').length;
  const repeats = dates.filter((thing) => thing.kind === 'set').length;
  const days = dates.filter((thing) => thing.kind === 'date' || thing.kind === 'time');
  const counts = TYPES.filter(({ type }) => type !== 'date').flatMap(({ type }) => {
    const count = story.filter((thing) => thing.type === type).length;
    return count === 0 ? [] : [counted(type, count)];
  });
  if (lengths > 0) counts.push(lengths === 1 ? '1 length of time' : `${lengths} lengths of time`);
  if (repeats > 0) counts.push(repeats === 1 ? '1 recurring time' : `${repeats} recurring times`);
  // Last, because it goes on.
  if (days.length > 0) counts.push(`${counted('date', days.length)}${rangeOf(days)}`);
  return `${counts.join(', ')}.`;
}

/**
 * From the first day to the last, in words that go on after "9 dates".
 * @param {Thing[]} days
 * @returns {string}
 */
function rangeOf(days) {
  const placed = days.filter((thing) => thing.placed).sort(byDay);
  const [first] = placed;
  const last = placed.toSorted((a, b) => compare(a.last, b.last) || compare(a.first, b.first)).at(-1);
  if (!first || !last) return '';
  if (first !== last) return ` from ${rangeEnd(first)} to ${rangeEnd(last)}`;
  return days.length === 1 ? `: ${first.name}` : `, on the calendar only ${first.name}`;
}

/**
 * The name of a date after "from" or "to": "since 2010" is 2010 there, and many take their article.
 * @param {Thing} thing
 * @returns {string}
 */
function rangeEnd({ name }) {
  const bare = name.replace(/^(until|since|before|after|about|less than|more than|at least|at most) /, '');
  return /^(middle|week|weekend|first|second|third|fourth) |^(\d+0s|\d+(st|nd|rd|th) century)/.test(bare) ? `the ${bare}` : bare;
}

/**
 * "a, b and c".
 * @param {readonly string[]} words
 * @returns {string}
 */
export function joined(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/**
 * Dates in the order of the calendar; of two that begin on one day the shorter first.
 * @param {Thing} a
 * @param {Thing} b
 * @returns {number}
 */
export function byDay(a, b) {
  return compare(a.first, b.first) || compare(a.last, b.last) || a.index - b.index;
}

/**
 * By numbers, because years before Christ are not in the order of their letters. What has no day comes last.
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
function compare(a, b) {
  return (Number.isNaN(a) ? Infinity : a) - (Number.isNaN(b) ? Infinity : b) || 0;
}
