/** The legend: what each mark looks like, how many there are, and a switch for each type. */

import { make } from './elements.js';
import { counted, TYPES } from './types.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./render.js').MarkType} MarkType */

/**
 * @param {HTMLElement} container
 * @param {(off: ReadonlySet<MarkType>) => void} onChange
 * @returns {{ show: (model: Model) => void, set: (off: readonly MarkType[]) => void, off: ReadonlySet<MarkType> }} `set`
 *   switches types off, and all others on, without telling
 */
export function createLegend(container, onChange) {
  /** @type {Set<MarkType>} */
  const off = new Set();
  /** @type {Map<MarkType, HTMLElement>} */
  const switches = new Map();
  /**
   * @param {MarkType} type
   * @param {boolean} away
   */
  const turn = (type, away) => {
    if (away) off.add(type);
    else off.delete(type);
    switches.get(type)?.setAttribute('aria-pressed', String(!away));
    // One class a type on the page: marks, rows and their groups follow by style alone, however many they are.
    document.body.classList.toggle(`no-${type}`, away);
  };
  for (const { type, heading } of TYPES) {
    const control = make('button', '', make('span', `sample ${type}`, heading), ' ', make('span', 'count', '0'));
    control.setAttribute('type', 'button');
    control.setAttribute('aria-pressed', 'true');
    control.dataset.type = type;
    control.hidden = true;
    control.addEventListener('click', () => {
      turn(type, !off.has(type));
      onChange(off);
    });
    switches.set(type, control);
    container.append(control);
  }

  /** @param {Model} model */
  const show = (model) => {
    for (const { type } of TYPES) {
      const control = switches.get(type);
      if (!control) continue;
      const things = model.things.filter((thing) => thing.type === type);
      const mentions = things.reduce((sum, thing) => sum + thing.paints.length, 0);
      const count = things.filter((thing) => thing.inStory).length;
      control.hidden = things.length === 0;
      control.title = `${counted(type, count)}, ${mentions} ${mentions === 1 ? 'mention' : 'mentions'}. Click to hide or show.`;
      const tally = control.querySelector('.count');
      if (tally) tally.textContent = String(count);
    }
  };
  /** @param {readonly MarkType[]} types */
  const set = (types) => {
    for (const { type } of TYPES) turn(type, types.includes(type));
  };
  return { show, set, off };
}
