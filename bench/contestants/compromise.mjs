/** compromise and its plugin for dates: rules and lists in JavaScript. */

import { lengthValue, spanValue } from '../peers/values.mjs';

export const name = 'compromise';
export const where = 'Node';
export const tasks = ['names', 'dates'];
export const packages = { names: ['compromise'], dates: ['compromise', 'compromise-dates'] };

export const ships = (task) => ({
  source:
    task === 'names'
      ? "export { default } from 'compromise';"
      : "import nlp from 'compromise'; import dates from 'compromise-dates'; nlp.plugin(dates); export default nlp;",
});

let nlp;
let task;

export async function start(what) {
  task = what;
  nlp = (await import('compromise')).default;
  if (task === 'dates') nlp.plugin((await import('compromise-dates')).default);
}

/** Offsets are asked for: without them nothing could be marked. */
export function run(text, { published = '2014-01-03' } = {}) {
  const doc = nlp(text);
  if (task === 'dates') return { doc, found: doc.dates({ today: published, timezone: 'UTC' }).json({ offset: true }) };
  const found = (type, view) => view.json({ offset: true }).map(({ offset, terms }) => ({ type, offset, terms }));
  const all = [...found('person', doc.people()), ...found('place', doc.places()), ...found('organization', doc.organizations())];
  return { doc, found: all };
}

export const count = ({ found }) => found.length;

/** Its spans have titles, the punctuation that follows, and a date the preposition before it: none is meant by the scorer. */
export function answer({ doc, found }, text) {
  if (task === 'names') {
    const mentions = found.map(({ type, offset, terms }) => ({ type, ...trimmed(text, withoutTitle(offset, terms)) }));
    return { text, mentions, dates: [] };
  }
  const dates = found.map(({ offset, dates: stretch = {} }) => {
    const span = trimmed(text, offset);
    const words = text.slice(span.start, span.end);
    const preposition = /^(?:on|in|at|by|since|until|from|for|of|during|after|before)\s+/i.exec(words)?.[0].length ?? 0;
    return { ...span, start: span.start + preposition, ...spanValue(stretch) };
  });
  // Lengths are another question to it; one inside of a date that it resolves is that date.
  const lengths = doc.durations().json({ offset: true }).map(({ offset, duration }) => ({ ...trimmed(text, offset), ...lengthValue(duration) }));
  const resolved = dates.filter(({ value }) => value !== '');
  const apart = (list, others) => list.filter(({ start, end }) => others.every((other) => end <= other.start || start >= other.end));
  const known = [...resolved, ...apart(lengths, resolved)];
  return { text, mentions: [], dates: [...known, ...apart(dates.filter(({ value }) => value === ''), known)] };
}

function withoutTitle(offset, terms) {
  const name = terms.find(({ tags }) => !tags.includes('Honorific'));
  if (!name) return offset;
  return { start: name.offset.start, length: offset.start + offset.length - name.offset.start };
}

function trimmed(text, { start, length }) {
  const words = text.slice(start, start + length);
  const begin = start + (/^[^\p{L}\p{N}]*/u.exec(words)?.[0].length ?? 0);
  const kept = text.slice(begin, start + length).replace(/(?:['’]s)?(?<![ap]\.m)[^\p{L}\p{N}]*$/u, '');
  return { start: begin, end: begin + Math.max(1, kept.length) };
}
