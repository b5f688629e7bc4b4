/** What a saved file is called, and whether there is a day for a calendar. Plain functions, without the page. */

import { DAY } from './calendar.js';
import { AROUND } from './model.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */

/** UTF-16 code units of a name: with every ending it stays below the 255 bytes that file systems allow. */
const LONGEST = 60;
/** Names that mean a device on Windows, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file's name from a headline: letters and digits of any script, and hyphens for all the rest, so that nothing in it
 * is a path, a hidden file or a change of direction.
 * @param {string} title
 * @returns {string}
 */
export function fileName(title) {
  const words = title.normalize('NFC').replace(/[’'‘]/g, '').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const name = shortened(words.replace(/^-/, '')).replace(/-$/, '');
  return name === '' || DEVICES.test(name) ? 'article' : name;
}

/**
 * Cut between two words where one ends not long before.
 * @param {string} name
 * @returns {string}
 */
function shortened(name) {
  if (name.length <= LONGEST) return name;
  const cut = name.slice(0, LONGEST + 1).lastIndexOf('-');
  // Half of a surrogate pair is no character.
  return cut > LONGEST / 2 ? name.slice(0, cut) : name.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '');
}

/** Blocks around the story, and the line that says when it was written: a day there is no appointment. */
const UNTOLD = new Set([...AROUND, 'byline']);
/** Days of the longest stretch that the calendar takes. */
const STRETCH = 7;

/**
 * Whether the calendar would have an entry: a day, or a stretch of days known whole, that the story names.
 * @param {Analysis} analysis
 * @returns {boolean}
 */
export function hasDefiniteDay({ dates, article }) {
  const around = article.blocks.filter(({ kind }) => UNTOLD.has(kind));
  return dates.some(({ kind, earliest, latest, modifier, start }) => {
    if ((kind !== 'date' && kind !== 'time') || earliest === null || latest === null) return false;
    const days = (Date.parse(latest) - Date.parse(earliest)) / DAY + 1;
    // "early next week" is not all of it.
    if (days !== 1 && !(days <= STRETCH && modifier === undefined)) return false;
    return !around.some((block) => block.start <= start && start < block.end);
  });
}
