/**
 * TIMEX3 values in words for people: `2014-01-13` is "13 January 2014", `P3W` is "3 weeks". A value of a shape that is
 * not known here is shown as it is: better odd than wrong.
 */

import { dateOfDay, dayNumber } from './calendar.js';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Named parts of a year and of a day. */
const PARTS = /** @type {Record<string, string>} */ ({
  SP: 'spring',
  SU: 'summer',
  FA: 'autumn',
  WI: 'winter',
  Q1: 'first quarter of',
  Q2: 'second quarter of',
  Q3: 'third quarter of',
  Q4: 'fourth quarter of',
  QX: 'a quarter of',
  H1: 'first half of',
  H2: 'second half of',
  HX: 'a half of',
  TMO: 'morning',
  TMI: 'midday',
  TAF: 'afternoon',
  TEV: 'evening',
  TNI: 'night',
  TDT: 'daytime',
});

const REFERENCES = /** @type {Record<string, string>} */ ({
  PRESENT_REF: 'now',
  PAST_REF: 'the past',
  FUTURE_REF: 'the future',
});

/** Recurring values in which nothing is fixed. */
const EVERY = /** @type {Record<string, string>} */ ({
  XXXX: 'year',
  'XXXX-XX': 'month',
  'XXXX-XX-XX': 'day',
  'XXXX-WXX': 'week',
});

const UNITS = /** @type {Record<string, string>} */ ({
  Y: 'year', Q: 'quarter', M: 'month', W: 'week', D: 'day', DE: 'decade', CE: 'century', ML: 'millennium',
  TH: 'hour', TM: 'minute', TS: 'second', WE: 'weekend', NI: 'night',
  TMO: 'morning', TAF: 'afternoon', TEV: 'evening', TNI: 'night', TDT: 'day',
});

/**
 * @param {{ kind: string, value: string, earliest: string | null, latest: string | null }} date
 * @returns {string}
 */
export function describeValue(date) {
  const words = REFERENCES[date.value] ?? durationWords(date.value) ?? calendarWords(date) ?? date.value;
  if (date.kind !== 'set') return words;
  const every = EVERY[date.value] ?? words.replace(/^(1|a) /, '').replace(', year unknown', '');
  return `every ${every}`;
}

/**
 * @param {{ value: string, earliest: string | null, latest: string | null }} date
 * @returns {string | undefined}
 */
function calendarWords(date) {
  const [day = '', clock] = splitAt(date.value, 'T');
  const words = dayWords(day, date.earliest);
  if (words === undefined || clock === undefined) return words;
  const part = PARTS[`T${clock}`];
  const time = part ?? clock.replace(/^(\d\d)$/, '$1:00').replace(/Z$/, ' UTC');
  return words === '' ? time : `${words}, ${time}`;
}

/**
 * @param {string} day the value before any `T`
 * @param {string | null} earliest
 * @returns {string | undefined}
 */
function dayWords(day, earliest) {
  if (day === '') return '';
  if (day === 'XXXX-XX-XX') return 'an unknown day';
  if (day === 'XXXX-XX') return 'an unknown month';
  const [year = '', second, third] = day.split('-');
  if (year.startsWith('FY')) return year === 'FYXXXX' ? 'a fiscal year' : `fiscal year ${Number(year.slice(2))}`;
  if (!/^(BC)?[\dX]{2,4}$/.test(year)) return undefined;
  if (second === undefined) return yearWords(year);
  if (/^W(\d\d|XX)$/.test(second)) return weekWords(year, second, third, earliest);
  const part = PARTS[second];
  if (part !== undefined) return /X/.test(year) ? `${part} of an unknown year`.replace('of of', 'of') : `${part} ${yearWords(year)}`;
  const month = second === 'XX' ? 'unknown month' : MONTHS[Number(second) - 1];
  if (month === undefined) return undefined;
  const known = /X/.test(year) ? ', year unknown' : ` ${yearWords(year)}`;
  if (third === undefined) return `${month}${known}`;
  if (third === 'XX') return `a day in ${month}${known}`;
  return /^\d\d$/.test(third) ? `${Number(third)} ${month}${known}` : undefined;
}

/**
 * @param {string} year
 * @returns {string}
 */
function yearWords(year) {
  if (year.startsWith('BC')) return `${yearWords(year.slice(2))} BC`;
  if (/^\d{4}$/.test(year)) return String(Number(year));
  if (/^\d{3}X?$/.test(year)) return `${Number(year.slice(0, 3))}0s`;
  if (/^\d\d(XX)?$/.test(year)) return `${ordinal(Number(year.slice(0, 2)) + 1)} century`;
  return { XX: 'an unknown century', XXX: 'an unknown decade' }[year] ?? 'an unknown year';
}

/**
 * @param {string} year
 * @param {string} week `W03`
 * @param {string | undefined} day `5`, or `WE` for the weekend
 * @param {string | null} earliest
 * @returns {string}
 */
function weekWords(year, week, day, earliest) {
  const weekday = WEEKDAYS[Number(day) - 1];
  const from = earliest === null ? undefined : dayWords(earliest, null);
  if (day === 'WE') return from ? `weekend of ${from}` : 'a weekend';
  if (weekday !== undefined) return from ?? `a ${weekday}`;
  return from ? `week of ${from}` : year === 'XXXX' ? 'a week' : `a week of ${year}`;
}

/**
 * @param {string} value
 * @returns {string | undefined}
 */
function durationWords(value) {
  const match = /^P(T?)([\dX.]+)(T(?:MO|AF|EV|NI|DT)|DE|CE|ML|WE|NI|[A-Z])(.*)$/.exec(value);
  if (!match) return undefined;
  const [, clock = '', amount = '', letters = '', rest = ''] = match;
  const unit = UNITS[`${clock}${letters}`] ?? (clock === '' ? undefined : UNITS[letters]);
  if (unit === undefined) return undefined;
  const words = amount.includes('X') ? `some ${plural(unit)}` : `${amount} ${Number(amount) === 1 ? unit : plural(unit)}`;
  if (rest === '') return words;
  const more = durationWords(rest.startsWith('T') ? `P${rest}` : `P${clock}${rest}`);
  return more === undefined ? undefined : `${words} ${more}`;
}

/**
 * @param {string} unit
 * @returns {string}
 */
function plural(unit) {
  return { century: 'centuries', millennium: 'millennia' }[unit] ?? `${unit}s`;
}

/**
 * @param {number} number
 * @returns {string}
 */
function ordinal(number) {
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${(teen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]) ?? 'th'}`;
}

/**
 * The weekday of a value that is one whole day, or nothing.
 * @param {string} value
 * @returns {string}
 */
export function weekdayOf(value) {
  const [, day] = /^(\d{4}-\d\d-\d\d)(T|$)/.exec(value) ?? [];
  return day === undefined ? '' : (WEEKDAYS[(dateOfDay(dayNumber(day)).getUTCDay() + 6) % 7] ?? '');
}

/**
 * @param {string} day `YYYY-MM-DD`
 * @returns {string} "13 January 2014"
 */
export function dayInWords(day) {
  return dayWords(day, null) ?? day;
}

/**
 * @param {string} value
 * @param {string} separator
 * @returns {[string, string | undefined]}
 */
function splitAt(value, separator) {
  const at = value.indexOf(separator);
  return at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
}
