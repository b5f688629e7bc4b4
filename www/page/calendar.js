/** Days of the calendar as numbers, so that they can be put in order and drawn. No words here. */

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * @param {string} day `YYYY-MM-DD`; years before Christ as the engine writes them, `-0043-03-15` for 44 BC
 * @returns {number} days since 1970-01-01; `NaN` for what is no day
 */
export function dayNumber(day) {
  const match = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(day);
  if (!match) return NaN;
  const date = new Date(0);
  // Not the Date constructor: it takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return date.getTime() / DAY;
}

/**
 * @param {number} day as `dayNumber` counts
 * @returns {Date}
 */
export function dateOfDay(day) {
  return new Date(day * DAY);
}
