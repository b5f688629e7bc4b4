/** What the reader corrected: the list of it, undo and redo, and what is said of each step. */

import { NOTHING_SAID, changeDay, correct, countOf, dayWords, fullness, inWords, problemOf, redo, remove, setDay, undo, undoAll } from './corrections.js';
import { byId, make, press } from './elements.js';
import { capital } from './facts.js';

/** @typedef {import('../lib/index.js').LexiconEntry} LexiconEntry */
/** @typedef {import('./corrections.js').History} History */
/** @typedef {import('./corrections.js').Meaning} Meaning */

/**
 * @param {object} on
 * @param {(history: History) => void} on.change read the article again
 * @param {() => void} on.emptied what had the focus is gone
 */
export function createCorrections({ change, emptied }) {
  const box = byId('corrections');
  const list = byId('corrections-list');
  /** @type {History} */
  let history = NOTHING_SAID;
  /** The day field is still in the hand that set the day last. */
  let sameEdit = false;
  byId('day').addEventListener('blur', () => (sameEdit = false));

  /** @param {string} words */
  const say = (words) => {
    const spoken = byId('corrections-spoken');
    // Said again, the same words must be heard again.
    spoken.replaceChildren(words === '' ? '' : make('span', '', words));
  };

  /**
   * @param {History} next
   * @param {string} words
   */
  const take = (next, words) => {
    if (next === history) return;
    history = next;
    sameEdit = false;
    draw();
    say(words);
    announce(words);
    change(history);
  };

  /**
   * Shows where the reader is what was done: the list may be out of sight.
   * @param {string} words
   */
  const announce = (words) => {
    const seen = document.activeElement?.closest('#corrections, .day');
    byId('corrected').hidden = words === '' || seen !== null;
    byId('corrected-words').textContent = words;
    byId('corrected-undo').hidden = history.past.length === 0;
  };
  const dismiss = () => {
    announce('');
    // The button that was pressed is gone, and the focus must not be lost.
    emptied();
  };
  byId('corrected-close').addEventListener('click', dismiss);
  byId('corrected-undo').addEventListener('click', () => {
    back();
    dismiss();
  });

  const back = () => take(undo(history), `Undone: ${history.now.step}.`);
  const forth = () => take(redo(history), `Redone: ${history.future[0]?.step}.`);
  const allBack = () => take(undoAll(history), 'All corrections were undone.');

  /**
   * @param {string} words
   * @param {() => void} action
   */
  const rowOf = (words, action) => {
    const button = press('link', 'Remove', () => {
      const at = [...list.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (button));
      action();
      const rows = list.querySelectorAll('button');
      (rows[Math.min(at, rows.length - 1)] ?? byId('undo')).focus();
    });
    button.setAttribute('aria-label', `Remove: ${words}`);
    return make('li', '', make('span', '', words), ' ', button);
  };

  const draw = () => {
    const { entries, day } = history.now;
    const held = box.contains(document.activeElement);
    byId('corrections-count').textContent = `Your corrections (${countOf(history)})`;
    const rows = entries.map((entry) => rowOf(inWords(entry), () => take(remove(history, entry), `Removed: ${inWords(entry)}.`)));
    if (day !== null) {
      const words = capital(dayWords(day));
      rows.push(rowOf(words, () => take(setDay(history, null), `Removed: ${words}.`)));
    }
    list.replaceChildren(...rows);
    // Not `disabled`: a button that has the focus must keep it.
    byId('undo').setAttribute('aria-disabled', String(history.past.length === 0));
    byId('undo-all').setAttribute('aria-disabled', String(history.past.length === 0));
    byId('redo').setAttribute('aria-disabled', String(history.future.length === 0));
    box.hidden = history.past.length === 0 && history.future.length === 0 && countOf(history) === 0;
    if (held && box.hidden) emptied();
  };

  byId('undo').addEventListener('click', back);
  byId('redo').addEventListener('click', forth);
  byId('undo-all').addEventListener('click', allBack);
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    // In a text these keys are the text's own. A date field has no undo, and browsers would undo the text instead; so
    // they would once all corrections are undone.
    const text = event.target instanceof Element && event.target.closest('textarea, input:not([type="date"]), [contenteditable]');
    if (text || box.hidden || document.body.dataset.phase !== 'done') return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) back();
    else if (key === 'y' || key === 'z') forth();
    else return;
    event.preventDefault();
  });

  return {
    /** All that was said, and what can be undone and redone. */
    history: () => history,
    /** @param {History} next what belongs to another article, or nothing */
    load: (next) => {
      history = next;
      sameEdit = false;
      draw();
      say('');
      announce('');
    },
    /**
     * @param {{ wordings: readonly string[], found: readonly LexiconEntry[] }} words what gets the meaning, and what
     *   else is marked and shall stay so
     * @param {Meaning} meaning
     * @returns {boolean} whether it was taken; if not, that was said
     */
    add: ({ wordings, found }, meaning) => {
      const usable = wordings.filter((words) => problemOf(words) === '');
      const problem = usable.length === 0 ? problemOf(wordings[0] ?? '') : fullness(history, usable);
      if (problem !== '') say(problem);
      else {
        const next = correct(history, { wordings: usable, found }, meaning);
        take(next, `${next.now.step}.`);
      }
      return problem === '';
    },
    /** @param {string | null} day as it stands in its field now */
    setDay: (day) => {
      const next = sameEdit ? changeDay(history, day) : setDay(history, day);
      take(next, `${capital(dayWords(day))}.`);
      sameEdit = day !== null;
    },
    /**
     * The engine did not take what was added last.
     * @param {string} why
     */
    refuse: (why) => {
      const before = history.past.at(-1);
      if (!before) return;
      history = { now: before, past: history.past.slice(0, -1), future: [] };
      draw();
      say(`That correction was not possible and was taken back. ${why}`);
      change(history);
    },
    say,
  };
}
