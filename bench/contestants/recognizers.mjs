/** Microsoft's Recognizers-Text: dates by very large regular expressions. */

import { timexValue } from '../peers/values.mjs';

export const name = 'Recognizers-Text';
export const where = 'Node';
export const tasks = ['dates'];
export const packages = { dates: ['@microsoft/recognizers-text-date-time'] };
export const ships = () => ({ source: "export { recognizeDateTime } from '@microsoft/recognizers-text-date-time';" });

/** A whole long document can take it minutes: paragraph by paragraph it is as right, and comes to an end. */
const PARAGRAPH = /[^\n]+/g;

let recognize;

export async function start() {
  ({ recognizeDateTime: recognize } = (await import('@microsoft/recognizers-text-date-time')).default);
}

export function run(text, { published = '2014-01-03' } = {}) {
  const reference = new Date(`${published}T12:00:00`);
  return [...text.matchAll(PARAGRAPH)].flatMap(({ 0: paragraph, index }) =>
    recognize(paragraph, 'en-us', undefined, reference).map((found) => ({ ...found, start: index + found.start, end: index + found.end })),
  );
}

export const count = (found) => found.length;

/** Its ends are the last character's place. */
export function answer(found, text, { published = '2014-01-03' } = {}) {
  const dates = found.map(({ start, end, resolution }) => ({ start, end: end + 1, ...timexValue(resolution?.values ?? [], published) }));
  return { text, mentions: [], dates };
}
