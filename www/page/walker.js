/** What is selected, and the walk from one mention to the next. */

import { byId, setText } from './elements.js';
import { rowFor, thingAt } from './lists.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./render.js').MarkType} MarkType */

/** The lists and the article side by side; narrower, one of them at a time. */
const WIDE = '(min-width: 56rem)';

/**
 * @param {object} parts
 * @param {HTMLElement} parts.article
 * @param {HTMLElement[]} parts.lists
 * @param {ReadonlySet<MarkType>} parts.off types that are switched off
 * @param {(view: 'article') => void} parts.showView
 * @param {(thing: number | null) => void} [parts.selected] is told what is selected now
 */
export function createWalker({ article, lists, off, showView, selected: tell = () => {} }) {
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
    setText(byId('walker-detail'), other ? '' : [thing.detail, ...thing.hints].filter((part) => part !== '').join(' · '));
    // Without a selection the walk visits everything, and counts so.
    const all = stops();
    setText(byId('walker-count'), `${all.indexOf(current) + 1} of ${all.length}`);
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
    if (!mark || how === 'quiet') return;
    const narrow = !matchMedia(WIDE).matches;
    if (narrow) showView('article');
    // The row that was pressed is out of sight on a narrow page, and the focus must not be lost.
    if (how === 'focus' || narrow) mark.focus({ preventScroll: true });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches || article.classList.contains('long');
    mark.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
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
   * One activation of a row: the first mention, and from there the next each time.
   * @param {number} thing
   */
  const activate = (thing) => {
    if (thing !== selected || partner) {
      select(thing);
      goTo(null, 'quiet');
    }
    walk(1, 'stay');
  };

  /**
   * As `activate`, for two things and the places where they are named together.
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

  article.addEventListener('click', (event) => {
    const thing = thingAt(event.target);
    // Words that are being selected for copying are no click.
    if (thing === null || !getSelection()?.isCollapsed) return;
    const paint = marks.findIndex((elements) => elements.some((mark) => mark === event.target));
    select(thing);
    goTo(paint < 0 ? null : paint, 'quiet');
    marks[paint]?.[0]?.focus({ preventScroll: true });
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
    else if (event.key === 'Enter' && inArticle) {
      select(thingAt(document.activeElement));
      showBar();
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

  /** What to come back to after the next `load`. @type {{ key?: string, start?: number, text?: string }} */
  let bookmark = {};

  /** Before a new drawing: marks and rows that stay must not keep what they show of the selection. */
  const rest = () => {
    bookmark = {
      key: selected === null ? undefined : model?.things[selected]?.key,
      start: current === null ? undefined : model?.paints[current]?.start,
      text: model?.analysis.text,
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
      const { key, start, text } = bookmark;
      const paint = text === model.analysis.text ? model.paints.findIndex((other) => other.start === start) : -1;
      const thing = model.paints[paint]?.thing ?? model.things.find((other) => other.key === key)?.index;
      if (key !== undefined) select(thing ?? null);
      current = paint < 0 ? null : paint;
    }
    goTo(current, 'quiet');
  };

  /** Drops a selection whose type was switched off. */
  const filter = () => {
    const type = current === null ? undefined : model?.paints[current]?.type;
    if (type !== undefined && off.has(type)) clear();
  };

  return { rest, load, activate, activatePair, point, filter };
}
