/** The articles of the session as tabs: arrow keys, Home and End go from one to the next, Delete closes. */

import { make, press } from './elements.js';
import { titleOf } from './session.js';

/** @typedef {import('./session.js').Doc} Doc */

/** @type {Record<string, (at: number, last: number) => number>} */
const MOVES = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** What a tab shows, by their ids. */
const PANELS = 'source article who when';

/**
 * @param {object} parts
 * @param {HTMLElement} parts.strip what is hidden while there is one article
 * @param {HTMLElement} parts.list the list of tabs in it
 * @param {ReturnType<typeof import('./session.js').createSession>} parts.session
 * @param {object} on
 * @param {(doc: Doc) => void} on.select
 * @param {(doc: Doc) => void} on.close
 */
export function createTabs({ strip, list, session }, on) {
  /** @type {Map<Doc, { box: HTMLElement, tab: HTMLElement, cross: HTMLElement }>} */
  const drawn = new Map();

  /** @param {Doc} doc */
  const draw = (doc) => {
    const tab = press('tab', '', () => on.select(doc));
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', PANELS);
    tab.setAttribute('aria-keyshortcuts', 'Delete');
    // For the pointer; with the keyboard Delete closes, and “Close this article” is there for everyone.
    const cross = press('cross', '×', () => on.close(doc));
    cross.setAttribute('aria-hidden', 'true');
    cross.tabIndex = -1;
    const box = make('div', 'tab-box', tab, cross);
    box.setAttribute('role', 'presentation');
    box.addEventListener('auxclick', (event) => {
      if (event.button === 1) on.close(doc);
    });
    const parts = { box, tab, cross };
    drawn.set(doc, parts);
    return parts;
  };

  /** Shows the session as it is. The focus stays in the strip if it was there. */
  const show = () => {
    const docs = session.docs();
    const current = session.current();
    const focused = strip.contains(document.activeElement);
    for (const [doc, { box }] of drawn) {
      if (docs.includes(doc)) continue;
      box.remove();
      drawn.delete(doc);
    }
    for (const [index, doc] of docs.entries()) {
      const { box, tab, cross } = drawn.get(doc) ?? draw(doc);
      const title = titleOf(doc);
      if (tab.textContent !== title) {
        tab.textContent = title;
        cross.title = `Close “${title}”`;
      }
      tab.setAttribute('aria-selected', String(doc === current));
      tab.tabIndex = doc === current ? 0 : -1;
      box.classList.toggle('current', doc === current);
      if (list.children[index] !== box) list.insertBefore(box, list.children[index] ?? null);
    }
    strip.hidden = docs.length < 2;
    const chosen = drawn.get(current);
    if (!chosen || strip.hidden) return;
    if (focused) chosen.tab.focus({ preventScroll: true });
    // Sideways only: the page itself shall not move.
    const { offsetLeft, offsetWidth } = chosen.box;
    if (offsetLeft < list.scrollLeft) list.scrollLeft = offsetLeft;
    else if (offsetLeft + offsetWidth > list.scrollLeft + list.clientWidth) list.scrollLeft = offsetLeft + offsetWidth - list.clientWidth;
  };

  list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const docs = session.docs();
    const at = docs.findIndex((doc) => drawn.get(doc)?.tab === document.activeElement);
    const doc = docs[at];
    if (!doc) return;
    const move = MOVES[event.key];
    if (move) {
      const target = docs[move(at, docs.length - 1)];
      if (target) on.select(target);
    } else if (event.key === 'Delete') on.close(doc);
    else return;
    event.preventDefault();
  });

  return { show };
}
