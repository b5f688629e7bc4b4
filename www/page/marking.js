/** Words that are not marked: selected in the article, they can be given a meaning. */

import { drawForm } from './card.js';
import { problemOf } from './corrections.js';
import { byId } from './elements.js';
import { placeBeside } from './placing.js';
import { fold } from './sentences.js';
import { offsetAt, wholeWords } from './textpoints.js';

/** @typedef {import('./corrections.js').Meaning} Meaning */
/** @typedef {import('./model.js').Model} Model */

/** @typedef {{ start: number, end: number, text: string }} Words */

/** Milliseconds without a change after which a selection by touch is taken to be made. */
const TOUCH_REST = 400;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.article
 * @param {() => Model | null} parts.model
 * @param {(words: Words, meaning: Meaning) => void} parts.correct
 * @param {(words: string) => void} parts.say
 */
export function createMarking({ article, model, correct, say }) {
  const box = byId('mark-as');
  const opener = byId('mark-as-open');
  const form = byId('mark-as-form');
  /** @type {Words | null} */
  let words = null;
  /** The selection as it was: a press on the form may take it away. @type {Range | null} */
  let kept = null;

  const hide = () => {
    box.hidden = true;
    form.hidden = true;
    words = null;
  };

  /** The selected words, whole; the reason in words where there are none to mark. @returns {Words | string} */
  const selected = () => {
    const selection = getSelection();
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const analysis = model()?.analysis;
    if (!range || !analysis || !article.contains(range.commonAncestorContainer)) return '';
    const { text } = analysis;
    const start = offsetAt(article, text, { node: range.startContainer, offset: range.startOffset });
    const end = offsetAt(article, text, { node: range.endContainer, offset: range.endOffset });
    const span = wholeWords(text, { start, end });
    const problem = problemOf(text.slice(span.start, span.end));
    if (problem !== '') return problem;
    const within = analysis.article.blocks.some((block) => block.start <= span.start && span.end <= block.end);
    return within ? { ...span, text } : 'Select words of one paragraph. Nothing was changed.';
  };

  /** Shows the small button, where there is something to mark. */
  const offer = () => {
    const found = selected();
    if (typeof found === 'string') return hide();
    const range = getSelection()?.getRangeAt(0);
    if (!range) return;
    words = found;
    kept = range.cloneRange();
    form.hidden = true;
    opener.hidden = false;
    opener.setAttribute('aria-expanded', 'false');
    box.hidden = false;
    place();
  };

  const place = () => {
    const around = kept?.getBoundingClientRect();
    if (around) placeBeside(box, around);
  };

  const openForm = () => {
    const of = words;
    if (!of) return;
    const whole = fold(of.text.slice(of.start, of.end));
    const mean = (/** @type {Meaning} */ meaning) => {
      hide();
      correct(of, meaning);
    };
    form.replaceChildren(...drawForm({ words: `“${whole}”`, type: null, value: '' }, { mean, say }));
    box.setAttribute('aria-label', `Mark “${whole}”`);
    opener.setAttribute('aria-expanded', 'true');
    opener.hidden = true;
    form.hidden = false;
    place();
    form.querySelector('button')?.focus({ preventScroll: true });
  };

  const leave = () => {
    hide();
    article.focus({ preventScroll: true });
    if (!kept) return;
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(kept);
  };

  opener.addEventListener('click', openForm);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  article.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && !box.hidden) {
      event.stopImmediatePropagation();
      return leave();
    }
    if (event.key !== 'm') return;
    event.preventDefault();
    const found = selected();
    if (typeof found === 'string') return say(found || 'Select words in the article first, then press m.');
    offer();
    openForm();
  });
  // Selecting ends where the button is let go, which may be outside of the article.
  document.addEventListener('pointerup', (event) => {
    if (event.target instanceof Node && box.contains(event.target)) return;
    // A click takes the selection away only after this.
    setTimeout(offer);
  });
  document.addEventListener('keyup', (event) => {
    if (event.shiftKey && event.key.startsWith('Arrow') && !box.contains(document.activeElement)) offer();
  });
  // A finger selects by a long press and by handles, of which no pointer is told: then where the selection rests.
  let byTouch = false;
  let timer = 0;
  document.addEventListener('pointerdown', (event) => (byTouch = event.pointerType === 'touch'));
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    if (box.contains(document.activeElement)) return;
    if (getSelection()?.isCollapsed) hide();
    else if (byTouch) timer = window.setTimeout(offer, TOUCH_REST);
  });
  return { hide };
}
