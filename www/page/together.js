/** Who with whom: pairs that the story names in one sentence, the strongest first. */

import { byId, make, setText } from './elements.js';
import { makeRoving, setStop } from './roving.js';
import { findPairs } from './pairs.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./pairs.js').Pair} Pair */
/** @typedef {import('./pairs.js').Together} Together */

const ROW = 'button.row';
/** Pairs at first. */
const FEW = 12;
/** Pairs that are added at once: a long article has thousands. */
const MORE = 100;

/**
 * @param {object} on
 * @param {(things: [number, number], paints: number[]) => void} on.activate shows these places of both in turn
 * @param {ReadonlySet<import('./render.js').MarkType>} on.off types that are switched off: a list without their names
 */
export function createTogether(on) {
  const { off } = on;
  const section = byId('together');
  const rows = byId('together-rows');
  const more = byId('together-more');
  const everyone = byId('together-everyone');

  /** @type {Model | null} */
  let model = null;
  /** @type {Together} */
  let found = { unit: 'sentence', pairs: [] };
  /** Whose pairs are shown. @type {number | null} */
  let one = null;
  /** Which pairs the filter leaves. @type {number[]} */
  let chosen = [];
  let shown = 0;
  /** The pair whose sentences are walked. @type {Pair | null} */
  let current = null;
  /** A pair of these rows is being selected: the list must not change under the hand. */
  let pressing = false;

  const nameOf = (/** @type {number} */ thing) => model?.things[thing]?.name ?? '';

  /** @param {number} index */
  const rowOf = (index) => {
    const pair = found.pairs[index];
    if (!pair) return make('li', '');
    const [first, second] = one === pair.things[1] ? pair.things.toReversed() : pair.things;
    const name = `${nameOf(first ?? -1)} and ${nameOf(second ?? -1)}`;
    const count = pair.paints.length;
    const row = make('button', 'row', make('span', 'name', name), ' ', make('span', 'count', `${count} ${count === 1 ? found.unit : `${found.unit}s`}`));
    row.setAttribute('type', 'button');
    row.dataset.pair = String(index);
    row.tabIndex = -1;
    if (pair === current) row.setAttribute('aria-current', 'true');
    return make('li', '', row);
  };

  const showMore = () => {
    const list = rows.querySelector('ul') ?? rows.appendChild(make('ul', ''));
    const next = chosen.slice(shown, shown === 0 ? FEW : shown + MORE);
    const items = next.map(rowOf);
    list.append(...items);
    shown += next.length;
    const left = chosen.length - shown;
    more.hidden = left === 0;
    setText(more, left > MORE ? `Show ${MORE} more of ${left}` : `Show all ${chosen.length}`);
    return items[0]?.querySelector('button') ?? null;
  };

  const draw = () => {
    const focused = rows.contains(document.activeElement);
    const isShown = (/** @type {number} */ thing) => !off.has(model?.things[thing]?.type ?? 'date');
    chosen = found.pairs.flatMap(({ things }, index) =>
      (one === null || things.includes(one)) && things.every(isShown) ? [index] : [],
    );
    shown = 0;
    rows.replaceChildren();
    showMore();
    setStop(rows, ROW, null);
    if (focused) rows.querySelector('button')?.focus();
    byId('together-with').hidden = one === null;
    if (one === null) return;
    const name = nameOf(one);
    setText(byId('together-words'), chosen.length === 0 ? `${name} shares no ${found.unit} with another name.` : `With ${name}.`);
  };

  makeRoving(rows, ROW);
  rows.addEventListener('click', (event) => {
    const row = event.target instanceof Element ? event.target.closest(ROW) : null;
    const pair = row instanceof HTMLElement ? found.pairs[Number(row.dataset.pair)] : undefined;
    if (!pair) return;
    rows.querySelector('[aria-current]')?.removeAttribute('aria-current');
    pressing = true;
    on.activate(pair.things, pair.paints);
    pressing = false;
    current = pair;
    row?.setAttribute('aria-current', 'true');
  });
  more.addEventListener('click', () => {
    const first = showMore();
    // The button may be gone, and the focus must not be lost.
    if (!first) return;
    setStop(rows, ROW, first);
    first.focus();
  });
  everyone.addEventListener('click', () => {
    one = null;
    draw();
    const row = rows.querySelector(ROW);
    if (row instanceof HTMLElement) row.focus();
  });

  /**
   * @param {Model | null} next `null` for no article
   * @param {Together} pairs of that model
   */
  const fill = (next, pairs = { unit: 'sentence', pairs: [] }) => {
    model = next;
    found = pairs;
    one = null;
    current = null;
    section.hidden = found.pairs.length === 0;
    draw();
  };

  /**
   * The selection of the page: an entity leaves its own pairs, anything else all of them.
   * @param {number | null} thing
   */
  const choose = (thing) => {
    if (pressing) return;
    current = null;
    rows.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const next = thing !== null && model?.things[thing]?.type !== 'date' ? thing : null;
    if (next === one) return;
    one = next;
    draw();
  };

  return { rows, find: findPairs, fill, choose, filter: draw };
}
