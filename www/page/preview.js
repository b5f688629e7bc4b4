/** A few words on what the pointer rests on; a click shows the details. For pointers that can rest, not for fingers. */

import { typeWord } from './card.js';
import { make } from './elements.js';
import { thingAt } from './lists.js';
import { placeBeside } from './placing.js';

/** @typedef {import('./model.js').Model} Model */

/** Milliseconds that the pointer rests before anything shows, and that it may be away before it goes. */
const REST = 350;
const AWAY = 150;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.article
 * @param {() => Model | null} parts.model
 * @param {() => boolean} parts.busy whether something better is open
 */
export function createPreview({ article, model, busy }) {
  const box = make('div', 'preview');
  box.id = 'preview';
  box.hidden = true;
  // Screen readers hear the same from the walk.
  box.setAttribute('aria-hidden', 'true');
  article.after(box);
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    box.hidden = true;
  };
  /** @param {HTMLElement} mark */
  const show = (mark) => {
    const thing = model()?.things[thingAt(mark) ?? -1];
    if (!thing || !mark.isConnected || busy() || !getSelection()?.isCollapsed) return;
    const more = [thing.detail, ...thing.hints].filter((part) => part !== '').join(' · ');
    box.replaceChildren(make('span', `sample ${thing.type}`, thing.name), ' ', make('span', 'small', [typeWord(thing), more].filter(Boolean).join(' · ')));
    box.hidden = false;
    const { left, top, bottom } = mark.getBoundingClientRect();
    placeBeside(box, { left, top, bottom });
  };

  article.addEventListener('pointerover', (event) => {
    const mark = event.target instanceof Element ? event.target.closest('mark') : null;
    if (!mark || event.pointerType === 'touch') return;
    hide();
    timer = window.setTimeout(() => show(mark), REST);
  });
  article.addEventListener('pointerout', (event) => {
    if (event.target instanceof Element && event.target.closest('mark')) later();
  });
  // It may be pointed at, to be read with a magnifier, and any key, Escape too, takes it away.
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('pointerleave', () => later());
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(hide, AWAY);
  };
  article.addEventListener('pointerdown', hide);
  document.addEventListener('keydown', hide);
  return { hide };
}
