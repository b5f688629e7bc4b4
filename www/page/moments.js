/** The dates of a model as the timeline draws them: a day, or a stretch of days, and how sure it is. No document here. */

import { byDay } from './model.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').Thing} Thing */

/**
 * @typedef {object} Moment
 * @property {Thing} thing
 * @property {number} start day number
 * @property {number} end the day after the last; of a single day, the day itself
 * @property {'written' | 'implied' | 'vague'} look words that say it all; a part that was worked out; "about", "early"
 */

/** Which third of its interval a modifier means. */
const THIRDS = /** @type {Record<string, number>} */ ({ START: 0, MID: 1, END: 2 });

/**
 * Those with a place on the calendar, in the order of time.
 * @param {Model} model
 * @returns {Moment[]}
 */
export function momentsOf(model) {
  const placed = model.things.filter((thing) => thing.type === 'date' && thing.placed).sort(byDay);
  const moments = placed.map((thing) => momentOf(thing)).filter((moment) => Number.isFinite(moment.end - moment.start));
  // By thirds: "late 2012" begins after "March 2012".
  return moments.sort((a, b) => a.start - b.start || a.end - b.end || a.thing.index - b.thing.index);
}

/**
 * @param {Thing} thing
 * @returns {Moment}
 */
function momentOf(thing) {
  const { first, last } = thing;
  const look = thing.modifier !== null ? 'vague' : thing.stated ? 'written' : 'implied';
  if (last <= first) return { thing, start: first, end: first, look };
  const days = last + 1 - first;
  const third = THIRDS[thing.modifier ?? ''];
  if (third === undefined) return { thing, start: first, end: first + days, look };
  return { thing, start: first + Math.floor((days * third) / 3), end: first + Math.ceil((days * (third + 1)) / 3), look };
}
