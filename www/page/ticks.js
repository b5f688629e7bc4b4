/** The words below the timeline's axis. Which days are round is d3's knowledge; the words are ours. No document here. */

import { DAY, dateOfDay } from './calendar.js';
import { PAD } from './axis.js';

/** @typedef {import('./axis.js').Piece} Piece */
/** @typedef {{ x: number, words: string, first: boolean }} Tick `first` of its piece, with the year */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
/** Pixels for one label. */
const ROOM = 84;
/** Of so few days each has its own tick. */
const FEW = 3;

/**
 * @param {Piece} piece
 * @param {typeof import('./vendor/d3-scale.js').scaleUtc} scaleUtc
 * @returns {Tick[]} in the order of time, at least one
 */
export function ticksOf(piece, scaleUtc) {
  const { from, to, left, right, edges } = piece;
  if (from === to) return [{ x: (left + right) / 2, words: wordsOf([dateOfDay(from)])[0] ?? '', first: true }];
  const scale = scaleUtc().domain([dateOfDay(from), dateOfDay(to)]).range([left + PAD, right - PAD]);
  const dates = edges.length <= FEW ? edges.map(dateOfDay) : roundDates(scale, piece);
  const words = wordsOf(dates);
  return dates.map((date, index) => ({ x: scale(date), words: words[index] ?? '', first: index === 0 }));
}

/**
 * @param {import('./vendor/d3-scale.js').ScaleTime} scale
 * @param {Piece} piece
 * @returns {Date[]}
 */
function roundDates(scale, { from, to, left, right }) {
  const count = Math.min(Math.max(1, Math.floor((right - left) / ROOM)), to - from);
  const round = scale.ticks(count).filter((date) => date.getTime() % DAY === 0);
  return round.length === 0 ? [dateOfDay(from)] : round.map(beforeChrist);
}

/**
 * Years before Christ have no year 0, so a round number of them is a year later than a round number of years.
 * @param {Date} date
 * @returns {Date}
 */
function beforeChrist(date) {
  const year = date.getUTCFullYear();
  if (year > 0 || year % 10 !== 0) return date;
  const moved = new Date(date);
  moved.setUTCFullYear(year + 1);
  return moved;
}

/**
 * As short as they can be told apart: years, months or days; what the one before has said is not said again.
 * @param {Date[]} dates
 * @returns {string[]}
 */
function wordsOf(dates) {
  const years = dates.every((date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1);
  const months = dates.every((date) => date.getUTCDate() === 1);
  return dates.map((date, index) => {
    const year = yearWords(date.getUTCFullYear());
    if (years) return year;
    const month = MONTHS[date.getUTCMonth()] ?? '';
    const sameYear = dates[index - 1]?.getUTCFullYear() === date.getUTCFullYear();
    const words = months ? month : `${date.getUTCDate()} ${month}`;
    return sameYear ? words : `${words} ${year}`;
  });
}

/**
 * @param {number} year astronomical: 0 is 1 BC
 * @returns {string}
 */
function yearWords(year) {
  if (year <= 0) return `${1 - year} BC`;
  return year < 100 ? `AD ${year}` : String(year);
}

/**
 * Leaves out labels that would touch another; the first of each piece, with its year, goes before the others.
 * @param {readonly Tick[]} ticks in the order of time
 * @param {(words: string) => number} measure
 * @param {number} width labels stay inside of it
 * @returns {{ x: number, words: string, left: number | null }[]} `left` edge of the label, `null` for a tick without one
 */
export function labelled(ticks, measure, width) {
  const boxes = ticks.map((tick) => {
    const wide = measure(tick.words);
    const left = Math.max(0, Math.min(width - wide, tick.x - wide / 2));
    return { ...tick, left, right: left + wide, kept: false };
  });
  const gap = 8;
  /** @param {number} index */
  const fits = (index) => {
    const box = boxes[index];
    const before = boxes.slice(0, index).findLast((other) => other.kept);
    const after = boxes.slice(index + 1).find((other) => other.kept);
    if (!box) return false;
    return (before?.right ?? -Infinity) + gap <= box.left && box.right + gap <= (after?.left ?? Infinity);
  };
  for (const first of [true, false]) {
    boxes.forEach((box, index) => {
      if (box.first === first && !box.kept) box.kept = fits(index);
    });
  }
  return boxes.map(({ x, words, left, kept }) => ({ x, words, left: kept ? left : null }));
}
