/**
 * The details of what the walk stands on: a card beside the mark, or a sheet at the bottom of a narrow page. It is not
 * modal: the article and the lists stay at hand, and the card follows the walk.
 */

import { QUOTE, drawFacts, drawForm, drawQuotes, showHeading } from './card.js';
import { wordingsOf } from './corrections.js';
import { byId, make } from './elements.js';
import { boxOf, isNarrow, placeBeside, wayToMiddle } from './placing.js';
import { makeRoving, setStop } from './roving.js';
import { fold as folded } from './sentences.js';
import { rangeOf } from './textpoints.js';

/** @typedef {import('./corrections.js').Meaning} Meaning */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').Thing} Thing */

/**
 * @param {object} parts
 * @param {HTMLElement} parts.article
 * @param {(paint: number) => void} parts.goTo leads to a mention
 * @param {(paint: number) => void} parts.stand selects a mention and gives it the focus
 * @param {(step: 1 | -1) => void} parts.walk
 * @param {(wordings: readonly string[], meaning: Meaning) => boolean} parts.correct
 * @param {(words: string) => void} parts.say
 * @param {() => void} parts.publication leads to the day of publication
 */
export function createDetails({ article, goTo, stand, walk, correct, say, publication }) {
  const card = byId('card');
  const facts = byId('card-facts');
  const quotes = byId('card-quotes');
  const fold = byId('card-fold', HTMLDetailsElement);
  const form = byId('card-form');
  const toggle = byId('details');
  const bar = byId('walker');
  /** @type {Model | null} */
  let model = null;
  /** @type {HTMLElement[][]} */
  let marks = [];
  let open = false;
  /** Just opened: the mark may still be under the sheet. */
  let fresh = false;
  /** What had the focus when the card was opened. @type {Element | null} */
  let opener = null;
  /** @type {number | null} */
  let current = null;
  /** The thing in the card. @type {number | null} */
  let drawn = null;
  /** @type {number | null} */
  let left = null;
  /** The words that get the focus after the next reading. @type {{ start: number, end: number, text: string } | null} */
  let awaited = null;

  const thingOf = (/** @type {number | null} */ paint) => model?.things[model.paints[paint ?? -1]?.thing ?? -1];
  const holdsFocus = () => card.contains(document.activeElement);

  /** The words that the form speaks of, and the wordings that a correction is for. */
  const subjectOf = (/** @type {Model} */ of, /** @type {Thing} */ thing, /** @type {number} */ paint) => {
    // The wordings of one day may mean different days elsewhere: “Friday”, “January 3”. A name's are all the same thing.
    const paints = (thing.type === 'date' ? [paint] : thing.paints).flatMap((index) => of.paints[index] ?? []);
    const wordings = wordingsOf(of.analysis.text, paints);
    const words = thing.type === 'date' ? (wordings[0] ?? '') : thing.name;
    return { words: `“${words.length > 60 ? `${words.slice(0, 60)}…` : words}”`, wordings };
  };

  /** How many dates have these words. */
  const placesOf = (/** @type {Model} */ of, /** @type {string} */ words) => {
    const dates = of.paints.filter((paint) => paint.type === 'date');
    return dates.filter(({ start, end }) => folded(of.analysis.text.slice(start, end)) === words).length;
  };

  /** @param {Thing} thing */
  const drawForms = (thing) => {
    const of = model;
    const paint = current;
    if (!of || paint === null) return;
    const { words, wordings } = subjectOf(of, thing, paint);
    const value = thing.type === 'date' && thing.earliest === thing.latest ? (thing.earliest ?? '') : '';
    const mean = (/** @type {Meaning} */ meaning) => {
      const span = of.paints[paint];
      awaited = span ? { start: span.start, end: span.end, text: of.analysis.text } : null;
      fold.open = false;
      if (!correct(wordings.length > 0 ? wordings : [thing.name], meaning)) awaited = null;
    };
    form.replaceChildren(
      ...drawForm({ words, type: thing.type, value }, { mean, say, publication: thing.type === 'date' ? publication : undefined }),
    );
    const places = thing.type === 'date' ? placesOf(of, wordings[0] ?? '') : 0;
    if (places > 1) form.append(make('p', 'small', `This will be for ${words} wherever it stands: ${places} places.`));
    if (wordings.length > 1) {
      const all = wordings.length > 6 ? `${wordings.length} ways of writing it` : wordings.map((each) => `“${each}”`).join(', ');
      form.append(make('p', 'small', `This will be for ${all}.`));
    }
  };

  /** @param {Thing} thing */
  const drawCard = (thing) => {
    if (!model || current === null) return;
    const held = holdsFocus();
    showHeading(thing);
    if (drawn !== thing.index) {
      quotes.replaceChildren(...drawQuotes(model, thing));
      // Where something has to be done, it is in sight.
      fold.open = thing.hints.includes('not resolved');
      card.scrollTop = 0;
    }
    if (drawn !== thing.index || thing.type === 'date') {
      facts.replaceChildren(...drawFacts(model, thing, current));
      drawForms(thing);
    }
    drawn = thing.index;
    for (const other of quotes.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
    const here = quotes.querySelector(`[data-paint="${current}"]`);
    if (here instanceof HTMLElement) {
      here.setAttribute('aria-current', 'true');
      if (!quotes.contains(document.activeElement)) setStop(quotes, QUOTE, here);
    }
    // What had the focus is gone with the former contents.
    if (held && !holdsFocus()) card.focus({ preventScroll: true });
  };

  /** @param {boolean} on */
  const show = (on) => {
    const root = document.documentElement;
    card.hidden = !on;
    document.body.classList.toggle('card-open', on);
    toggle.setAttribute('aria-expanded', String(on));
    // What is scrolled to must not come to rest under the sheet.
    root.style.scrollPaddingBottom = on && isNarrow() ? `${card.offsetHeight + bar.offsetHeight + 8}px` : '';
    if (on) return;
    drawn = null;
    left = null;
  };

  /** @param {{ focus: 'inside' | 'stays', mark?: 'coming' | 'there' }} how as `place` has it */
  const openCard = ({ focus, mark = 'there' }) => {
    if (!holdsFocus()) opener = document.activeElement;
    fresh = !open;
    open = true;
    stoodOn(current);
    place(mark);
    if (focus === 'inside' && open) card.focus({ preventScroll: true });
  };

  const close = () => {
    if (!open) return;
    const held = holdsFocus();
    open = false;
    show(false);
    if (!held) return;
    const mark = marks[current ?? -1]?.[0];
    const back = opener instanceof HTMLElement && opener.isConnected && opener.getClientRects().length > 0 ? opener : (mark ?? article);
    back.focus({ preventScroll: true });
  };

  /**
   * The walk stands somewhere else, or nowhere.
   * @param {number | null} paint
   */
  const stoodOn = (paint) => {
    current = paint;
    const thing = thingOf(paint);
    if (!open) return;
    if (!thing) return close();
    // What is hidden has no height.
    card.hidden = false;
    drawCard(thing);
    show(true);
  };

  /** @param {'coming' | 'there'} where whether the mark is still being scrolled to the middle of the window */
  const place = (where) => {
    const elements = marks[current ?? -1];
    if (!open || !elements || elements.length === 0) return;
    if (isNarrow()) {
      card.removeAttribute('style');
      card.style.bottom = `${bar.offsetHeight}px`;
      if (fresh) elements[0]?.scrollIntoView({ block: 'nearest' });
      fresh = false;
      return;
    }
    fresh = false;
    const box = boxOf(elements);
    const moved = where === 'coming' ? wayToMiddle(/** @type {Element} */ (elements[0])) : 0;
    const words = { left: box.left, top: box.top - moved, bottom: box.bottom - moved };
    left = placeBeside(card, words, { moved, floor: innerHeight - bar.offsetHeight - 8, left });
    const story = card.offsetParent?.getBoundingClientRect();
    if (story) document.body.style.setProperty('--middle', `${story.left + story.width / 2}px`);
  };

  card.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inField = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') close();
    else if (!inField && (event.key === 'n' || event.key === 'p')) walk(event.key === 'n' ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  makeRoving(quotes, QUOTE);
  quotes.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest(QUOTE) : null;
    if (button instanceof HTMLElement) goTo(Number(button.dataset.paint));
  });
  byId('card-close').addEventListener('click', close);
  toggle.addEventListener('click', () => (open ? close() : openCard({ focus: 'inside' })));
  fold.querySelector('summary')?.addEventListener('click', () => {
    // Inside the card only: the page must not move away from the mark.
    requestAnimationFrame(() => {
      const hidden = form.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom + 12;
      const room = fold.getBoundingClientRect().top - card.getBoundingClientRect().top - 56;
      if (fold.open) card.scrollTop += Math.max(0, Math.min(hidden, room));
    });
  });
  // Esc from wherever the focus was lost to, and a press beside all marks.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open && document.activeElement === document.body) close();
  });
  article.addEventListener('click', (event) => {
    const beside = event.target instanceof Element && !event.target.closest('mark');
    if (beside && getSelection()?.isCollapsed) close();
  });
  const again = () => place('there');
  addEventListener('resize', again);
  new ResizeObserver(again).observe(article);

  return {
    open: openCard,
    close,
    stoodOn,
    place,
    isOpen: () => open,
    /**
     * Words that will be looked for after the next reading, to give them the focus.
     * @param {{ start: number, end: number, text: string } | null} words
     */
    await: (words) => (awaited = words),
    /**
     * Takes a new drawing, before the walker does.
     * @param {Model | null} next
     * @param {HTMLElement[][]} nextMarks
     */
    load: (next, nextMarks) => {
      model = next;
      marks = nextMarks;
      drawn = null;
      if (!next) awaited = null;
    },
    /** After the walker has taken the new drawing: words that were corrected get the focus, marked or not. */
    settle: () => {
      const words = awaited;
      awaited = null;
      if (!words || !model || model.analysis.text !== words.text) return;
      const paint = model.paints.findIndex((each) => each.start <= words.start && words.start < each.end);
      if (paint >= 0) return stand(paint);
      const range = rangeOf(article, words.text, words);
      article.focus({ preventScroll: true });
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
  };
}
