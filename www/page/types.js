/** What each type is called, in the order in which the page shows them. */

/** @typedef {import('./render.js').MarkType} MarkType */

/** @type {{ type: MarkType, one: string, many: string, heading: string }[]} */
export const TYPES = [
  { type: 'person', one: 'person', many: 'people', heading: 'People' },
  { type: 'organization', one: 'organisation', many: 'organisations', heading: 'Organisations' },
  { type: 'place', one: 'place', many: 'places', heading: 'Places' },
  { type: 'group', one: 'group', many: 'groups', heading: 'Groups' },
  { type: 'event', one: 'event', many: 'events', heading: 'Events' },
  { type: 'work', one: 'work', many: 'works', heading: 'Works' },
  { type: 'date', one: 'date', many: 'dates', heading: 'Dates' },
];

/**
 * "1 place", "14 places".
 * @param {MarkType} type
 * @param {number} count
 * @returns {string}
 */
export function counted(type, count) {
  const found = TYPES.find((entry) => entry.type === type);
  return `${count} ${count === 1 ? found?.one : found?.many}`;
}
