/** What is selected, and the walk from one mention to the next. */

import { byId, setText } from './elements.js';
import { rowFor, thingAt } from './lists.js';
import { isNarrow } from './placing.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./render.js').MarkType} MarkType */

/**
 * @param {object} parts
 * @param {HTMLElement} parts.article
 * @param {HTMLElement[]} parts.lists
 * @param {ReadonlySet<MarkType>} parts.off types that are switched off
 * @param {(view: 'article') => void} parts.showView
 * @param {(thing: number | null) => void} [parts.selected] is told what is selected now
 * @param {(paint: number | null) => void} [parts.reached] is told where the walk has gone to, where that is to come into
 *   sight, and that it stands nowhere
 * @param {() => ReturnType<typeof import('./details.js').createDetails>} parts.details made after the walker
 */
export function createWalker({ article, lists, off, showView, selected: tell = () => {}, reached = () => {}, details }) {
  /** @type {Model | null} */
  let model = null;
  /** The elements of each paint. @type {HTMLElement[][]} */
  let marks = [];
  /** @type {number | null} */
  let selected = null;
  /** Selected beside `selected`, with the places where both are named: then the walk visits these. */
  let partner = /** @type {{ thing: number, paints: number[] } | null} */ (null);
  /** Index of the paint where the walk stands. @type {number | null} */
  let current = null;
  /** @type {number | null} */
  let pointed = null;

  /**
   * @param {number | null} thing
   * @param {string} className
   * @param {boolean} on
   */
  const dress = (thing, className, on) => {
    if (thing === null) return;
    for (const paint of model?.things[thing]?.paints ?? []) {
      for (const mark of marks[paint] ?? []) mark.classList.toggle(className, on);
    }
    for (const list of lists) rowFor(list, thing)?.classList.toggle(className, on);
  };

  /** @param {number | null} thing */
  const select = (thing) => {
    const former = partner;
    partner = null;
    if (former) dress(former.thing, 'selected', false);
    else if (thing === selected) return;
    dress(selected, 'selected', false);
    for (const list of lists) if (selected !== null) rowFor(list, selected)?.removeAttribute('aria-current');
    selected = thing;
    dress(selected, 'selected', true);
    for (const list of lists) if (selected !== null) rowFor(list, selected)?.setAttribute('aria-current', 'true');
    tell(selected);
  };

  /** The paints that the walk visits. */
  const stops = () => {
    if (!model) return [];
    if (partner) return partner.paints;
    if (selected !== null) return model.things[selected]?.paints ?? [];
    return model.paints.flatMap((paint, index) => (off.has(paint.type) ? [] : [index]));
  };

  const showBar = () => {
    const paint = current === null ? undefined : model?.paints[current];
    const thing = paint ? model?.things[paint.thing] : undefined;
    byId('walker').hidden = !thing;
    if (!thing || current === null) {
      setText(byId('walker-count'), '');
      setText(byId('walker-spoken'), '');
      return;
    }
    const name = byId('walker-name');
    name.className = `sample ${thing.type}`;
    const other = partner && model?.things[partner.thing];
    const both = other && selected !== null ? `${model?.things[selected]?.name} and ${other.name}` : thing.name;
    setText(name, both);
    // Details are of one thing.
    byId('details').hidden = Boolean(other);
    setText(byId('walker-detail'), other ? '' : [thing.detail, ...thing.hints].filter((part) => part !== '').join(' · '));
    // Without a selection the walk visits everything, and counts so.
    const all = stops();
    setText(byId('walker-count'), `${all.indexOf(current) + 1} of ${all.length}`);
    // Not `disabled`: a button that has the focus must keep it.
    for (const id of ['previous', 'next']) byId(id).setAttribute('aria-disabled', String(all.length < 2));
    const spoken = (other ? [both] : [thing.type, thing.name, thing.detail, ...thing.hints]).filter((part) => part !== '');
    setText(byId('walker-spoken'), `${spoken.join(', ')}, ${all.indexOf(current) + 1} of ${all.length}`);
  };

  const leave = () => {
    for (const mark of current === null ? [] : (marks[current] ?? [])) mark.classList.remove('current');
  };

  /**
   * @param {number | null} paint
   * @param {'focus' | 'stay' | 'quiet'} how whether the mark takes the focus; quiet does not scroll either
   */
  const goTo = (paint, how) => {
    leave();
    current = paint;
    for (const mark of current === null ? [] : (marks[current] ?? [])) mark.classList.add('current');
    showBar();
    const mark = current === null ? undefined : marks[current]?.[0];
    const narrow = isNarrow();
    if (mark && narrow && how !== 'quiet') showView('article');
    details().stoodOn(current);
    if (current === null || how !== 'quiet') reached(current);
    if (!mark || how === 'quiet') return details().place('there');
    // The row that was pressed is out of sight on a narrow page, and the focus must not be lost.
    if (how === 'focus' || (narrow && !byId('card').contains(document.activeElement))) mark.focus({ preventScroll: true });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches || article.classList.contains('long');
    mark.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    details().place(still ? 'there' : 'coming');
  };

  /**
   * @param {1 | -1} step
   * @param {'focus' | 'stay'} how
   */
  const walk = (step, how) => {
    const all = stops();
    if (all.length === 0) return;
    const at = current === null ? -1 : all.indexOf(current);
    const from = at < 0 && step < 0 ? 0 : at;
    goTo(all[(from + step + all.length) % all.length] ?? null, how);
  };

  const clear = () => {
    const inArticle = article.contains(document.activeElement) && document.activeElement !== article;
    select(null);
    goTo(null, 'quiet');
    if (inArticle) article.focus({ preventScroll: true });
  };

  /** @param {number | null} thing */
  const point = (thing) => {
    if (thing === pointed) return;
    dress(pointed, 'pointed', false);
    pointed = thing;
    dress(pointed, 'pointed', true);
  };

  /**
   * The first mention of a thing, and from there the next each time.
   * @param {number} thing
   */
  const visit = (thing) => {
    if (thing !== selected || partner) {
      select(thing);
      goTo(null, 'quiet');
    }
    walk(1, 'stay');
  };

  /**
   * One activation of a row: a visit, with the details.
   * @param {number} thing
   */
  const activate = (thing) => {
    visit(thing);
    details().open({ focus: 'stays', mark: 'coming' });
  };

  /**
   * As `visit`, for two things and the places where they are named together.
   * @param {[number, number]} things
   * @param {number[]} paints
   */
  const activatePair = ([first, second], paints) => {
    if (first !== selected || second !== partner?.thing) {
      select(first);
      partner = { thing: second, paints };
      dress(second, 'selected', true);
      goTo(null, 'quiet');
    }
    walk(1, 'stay');
  };

  /**
   * Stands on a mention without scrolling more than needed, with the focus.
   * @param {number} paint
   */
  const stand = (paint) => {
    select(model?.paints[paint]?.thing ?? null);
    goTo(paint, 'quiet');
    const mark = marks[paint]?.[0];
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'nearest' });
    details().place('there');
  };

  const paintAt = (/** @type {EventTarget | null} */ target) =>
    marks.findIndex((elements) => elements.some((mark) => mark === target));

  article.addEventListener('click', (event) => {
    const thing = thingAt(event.target);
    // Words that are being selected for copying are no click.
    if (thing === null || !getSelection()?.isCollapsed) return;
    const paint = paintAt(event.target);
    if (paint < 0) return;
    stand(paint);
    details().open({ focus: 'stays' });
  });
  article.addEventListener('pointerover', (event) => point(thingAt(event.target)));
  article.addEventListener('pointerleave', () => point(null));

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inArticle = article.contains(document.activeElement);
    const how = inArticle ? 'focus' : 'stay';
    if (event.key === 'n' || event.key === 'p') walk(event.key === 'n' ? 1 : -1, how);
    else if (event.key === 'Escape') clear();
    else if (event.key === 'd' && current !== null) details().open({ focus: 'inside' });
    else if (event.key === 'Enter' && inArticle) {
      const paint = paintAt(document.activeElement);
      if (paint < 0) return;
      stand(paint);
      details().open({ focus: 'inside' });
    } else return;
    event.preventDefault();
  };
  const bar = byId('walker');
  for (const place of [article, bar, ...lists]) place.addEventListener('keydown', onKey);
  byId('previous').addEventListener('click', () => walk(-1, 'stay'));
  byId('next').addEventListener('click', () => walk(1, 'stay'));
  byId('close').addEventListener('click', () => {
    clear();
    article.focus({ preventScroll: true });
  });

  /**
   * What to come back to after the next `load`: a thing, a place in the text, the how manieth of the thing's mentions.
   * @type {{ key?: string, start?: number, text?: string, nth?: number, focused?: number }}
   */
  let bookmark = {};

  /** Before a new drawing: marks and rows that stay must not keep what they show of the selection. */
  const rest = () => {
    const on = model?.paints[current ?? -1];
    bookmark = {
      key: selected === null ? undefined : model?.things[selected]?.key,
      start: on?.start,
      text: model?.analysis.text,
      nth: on && current !== null ? model?.things[on.thing]?.paints.indexOf(current) : undefined,
      focused: article.contains(document.activeElement) ? model?.paints[paintAt(document.activeElement)]?.start : undefined,
    };
    point(null);
    select(null);
    leave();
    current = null;
  };

  /**
   * Takes a new drawing; the selection comes back to what it was on, where that is still there.
   * @param {Model | null} next
   * @param {HTMLElement[][]} nextMarks
   */
  const load = (next, nextMarks) => {
    if (!next) rest();
    model = next;
    marks = nextMarks;
    if (model) {
      const { key, start, text, nth } = bookmark;
      const same = text === model.analysis.text;
      const paint = same ? model.paints.findIndex((other) => other.start === start) : -1;
      const thing = model.paints[paint]?.thing ?? model.things.find((other) => other.key === key)?.index;
      if (key !== undefined) select(thing ?? null);
      current = paint < 0 ? null : paint;
      // The words around have changed: the mention that is now where the walk stood.
      const paints = model.things[thing ?? -1]?.paints ?? [];
      if (!same && key !== undefined && nth !== undefined) current = paints[Math.min(nth, paints.length - 1)] ?? null;
    }
    goTo(current, 'quiet');
    if (model && bookmark.focused !== undefined && !article.contains(document.activeElement)) {
      // The mark with the focus was drawn anew.
      const paint = model.paints.findIndex((other) => other.start === bookmark.focused);
      (marks[paint]?.[0] ?? article).focus({ preventScroll: true });
    }
  };

  /** Drops a selection whose type was switched off. */
  const filter = () => {
    const type = current === null ? undefined : model?.paints[current]?.type;
    if (type !== undefined && off.has(type)) clear();
  };

  return { rest, load, visit, activate, activatePair, point, filter, goTo, stand, walk };
}
