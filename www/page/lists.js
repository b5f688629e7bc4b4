/** The two side lists: who, grouped by type, and when, in the order of the calendar. */

import { makeRoving, setStop } from './roving.js';
import { make } from './elements.js';
import { byDay } from './model.js';
import { TYPES } from './types.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').Thing} Thing */

const ROW = 'button.row';

/**
 * @param {HTMLElement} container
 * @param {object} on
 * @param {(thing: number) => void} on.activate
 * @param {(thing: number | null) => void} on.point
 */
export function wireList(container, on) {
  makeRoving(container, ROW);
  container.addEventListener('click', (event) => {
    const thing = thingAt(event.target);
    if (thing !== null) on.activate(thing);
  });
  for (const name of ['pointerover', 'focusin']) {
    container.addEventListener(name, (event) => on.point(thingAt(event.target)));
  }
  for (const name of ['pointerleave', 'focusout']) container.addEventListener(name, () => on.point(null));
}

/**
 * The thing of a mark or a row.
 * @param {EventTarget | null} target
 * @returns {number | null}
 */
export function thingAt(target) {
  const element = target instanceof Element ? target.closest('[data-thing]') : null;
  return element instanceof HTMLElement ? Number(element.dataset.thing) : null;
}

/**
 * The entities, by type; those that only the page around the story names come last and quiet.
 * @param {Model} model
 * @returns {Generator<void, DocumentFragment>}
 */
export function* drawWho(model) {
  const nodes = document.createDocumentFragment();
  for (const { type, heading } of TYPES) {
    const things = model.things.filter((thing) => thing.type === type && thing.type !== 'date');
    things.sort((a, b) => Number(b.inStory) - Number(a.inStory) || b.paints.length - a.paints.length || a.index - b.index);
    yield* drawGroup(nodes, { heading, type, things });
  }
  return nodes;
}

/**
 * The dates: those on the calendar in its order, then those without a day, then lengths and recurring times.
 * @param {Model} model
 * @returns {Generator<void, DocumentFragment>}
 */
export function* drawWhen(model) {
  const nodes = document.createDocumentFragment();
  const dates = model.things.filter((thing) => thing.type === 'date');
  const placed = dates.filter((thing) => thing.placed).sort(byDay);
  const lasting = dates.filter((thing) => !thing.placed && (thing.kind === 'duration' || thing.kind === 'set'));
  const open = dates.filter((thing) => !thing.placed && !lasting.includes(thing));
  yield* drawGroup(nodes, { heading: 'On the calendar', type: 'date', things: placed });
  yield* drawGroup(nodes, { heading: 'Without a day', type: 'date', things: open });
  yield* drawGroup(nodes, { heading: 'Lengths and repeats', type: 'date', things: lasting });
  return nodes;
}

/**
 * @param {DocumentFragment} nodes
 * @param {{ heading: string, type: string, things: Thing[] }} group
 * @returns {Generator<void, void>}
 */
function* drawGroup(nodes, { heading, type, things }) {
  if (things.length === 0) return;
  const list = make('ul', '');
  for (const thing of things) {
    list.append(make('li', '', rowOf(thing)));
    yield;
  }
  nodes.append(make('section', `group of-${type}`, make('h3', type, heading), list));
}

/**
 * @param {Thing} thing
 * @returns {HTMLElement}
 */
function rowOf(thing) {
  const count = thing.paints.length;
  const row = make('button', thing.inStory ? 'row' : 'row around', make('span', 'name', thing.name));
  row.setAttribute('type', 'button');
  row.dataset.thing = String(thing.index);
  row.tabIndex = -1;
  const tally = make('span', 'count', String(count), make('span', 'unseen', count === 1 ? ' mention' : ' mentions'));
  row.append(' ', tally);
  const lines = thing.type === 'date' ? [thing.words] : [thing.detail];
  for (const line of lines) if (line !== '') row.append(' ', make('span', 'detail', line));
  const hints = thing.inStory ? thing.hints : [...thing.hints, 'outside the story'];
  if (hints.length > 0) row.append(' ', make('span', 'hint', hints.join(' · ')));
  return row;
}

/**
 * Puts drawn rows in place; a keyboard user in the list stays on the same thing.
 * @param {HTMLElement} container
 * @param {DocumentFragment} nodes
 * @param {(thing: number) => number | undefined} moved where a thing of the former list is now
 */
export function fillList(container, nodes, moved) {
  const focused = container.contains(document.activeElement) ? thingAt(document.activeElement) : null;
  container.replaceChildren(nodes);
  const stays = focused === null ? undefined : moved(focused);
  const row = stays === undefined ? null : rowFor(container, stays);
  setStop(container, ROW, row);
  if (focused !== null) row?.focus();
}

/**
 * The button of a thing: a row here, a dot or a bar of the timeline.
 * @param {HTMLElement} container
 * @param {number} thing
 * @returns {HTMLElement | null}
 */
export function rowFor(container, thing) {
  return container.querySelector(`button[data-thing="${thing}"]`);
}

/** The buttons that say which part is in sight. */
const views = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.views button'));

/** Makes them switch. */
export function wireViews() {
  for (const control of views()) control.addEventListener('click', () => showView(control.dataset.view ?? ''));
}

/**
 * Where there is little room, one part is in sight at a time.
 * @param {string} view
 */
export function showView(view) {
  document.body.dataset.view = view;
  for (const control of views()) control.setAttribute('aria-pressed', String(control.dataset.view === view));
}
