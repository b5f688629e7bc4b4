/** chrono-node: dates by regular expressions. */

import { componentsValue } from '../peers/values.mjs';

export const name = 'chrono-node';
export const where = 'Node';
export const tasks = ['dates'];
export const packages = { dates: ['chrono-node'] };
export const ships = () => ({ source: "export { parse } from 'chrono-node/en';" });

let parse;

export async function start() {
  ({ parse } = await import('chrono-node/en'));
}

export const run = (text, { published = '2014-01-03' } = {}) => parse(text, new Date(`${published}T12:00:00`));

export const count = (found) => found.length;

/** What it is certain of says how fine a date is. */
export function answer(found, text) {
  const dates = found.map(({ index, text: all, start }) => {
    const words = all.replace(/[\s,;:]+$/, '');
    return { start: index, end: index + words.length, ...componentsValue(start, words) };
  });
  return { text, mentions: [], dates };
}
