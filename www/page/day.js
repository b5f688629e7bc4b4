/** The day of publication: the field, what the dates are counted from, and the engine's notes. */

import { byId, make, setText } from './elements.js';
import { dayInWords, weekdayOf } from './timewords.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').Basis} Basis */

/** How the anchor is known, in words. */
export const BASES = /** @type {Record<Basis, string>} */ ({
  given: 'the day that you set',
  metadata: 'the day that the page states',
  dateline: 'the day in the dateline',
  byline: 'the day beside the byline',
  masthead: 'the day in the page’s header, which is an assumption',
  inferred: 'which the story’s own dates suggest',
  none: '',
});

/**
 * @param {() => void} onChange
 * @returns {{ value: () => string | null, set: (day: string | null) => void, show: (analysis: Analysis | null) => void }}
 */
export function createDay(onChange) {
  const field = byId('day', HTMLInputElement);
  const clear = byId('no-day');
  let used = '';

  const value = () => (field.value !== '' && field.validity.valid ? field.value : null);
  /** @param {string | null} day */
  const set = (day) => {
    field.value = day ?? '';
    used = day ?? '';
    clear.hidden = day === null;
  };
  const changed = () => {
    // A date field reports every keystroke: half a date, and the years 2, 20 and 201 on the way to 2014, are none.
    const day = value();
    if (field.value !== '' && day === null) return;
    if ((day ?? '') === used) return;
    used = day ?? '';
    clear.hidden = day === null;
    onChange();
  };
  field.addEventListener('input', changed);
  field.addEventListener('change', changed);
  clear.addEventListener('click', () => {
    set(null);
    field.focus();
    onChange();
  });

  /** @param {Analysis | null} analysis */
  const show = (analysis) => {
    const basis = byId('basis');
    const notes = byId('notes');
    if (analysis === null) {
      setText(basis, '');
      notes.replaceChildren();
      return;
    }
    const { anchor } = analysis;
    basis.dataset.basis = anchor.basis;
    setText(
      basis,
      anchor.date === null
        ? 'No day is known: words like “Friday” stay open until you set one.'
        : `Counted from ${weekdayOf(anchor.date)} ${dayInWords(anchor.date)}, ${BASES[anchor.basis]}.`,
    );
    notes.replaceChildren(...analysis.notes.map((note) => make('li', '', note.message)));
  };
  return { value, set, show };
}
