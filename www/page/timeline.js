/** The timeline: every date with a place on the calendar on one axis, above the sentence that names it. */

import { scaleUtc } from './vendor/d3-scale.js';
import { axisOf, BREAK } from './axis.js';
import { dayNumber } from './calendar.js';
import { byId, make, setText } from './elements.js';
import { inLanes } from './lanes.js';
import { rowFor, thingAt } from './lists.js';
import { momentsOf } from './moments.js';
import { ACROSS, makeRoving, setStop } from './roving.js';
import { sentenceAround } from './sentences.js';
import { labelled, ticksOf } from './ticks.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./moments.js').Moment} Moment */
/** @typedef {{ model: Model, moments: Moment[], buttons: HTMLElement[] }} Drawn */

/** Lanes with labels; what is above them is too far from the axis to be read along it. */
const LABELLED = 6;
/** Lanes beyond which dots are drawn small and close, without labels. */
const HIGH = 9;
/** Sizes in parts of the letters' height: an item, a lane, the line for "published", the line for ticks. */
const ROOMY = { item: 1.85, lane: 2, head: 1.5, foot: 1.7 };
const DENSE = { item: 0.9, lane: 1, head: 1.5, foot: 1.7 };
/** Pixels that the page is wide on paper. */
const PAPER = 660;

/** What the looks are called, in the key below the axis. @type {{ look: Moment['look'], words: string }[]} */
const LOOKS = [
  { look: 'written', words: 'as written' },
  { look: 'implied', words: 'partly worked out' },
  { look: 'vague', words: 'not exact' },
];

/**
 * @param {object} on
 * @param {(thing: number) => void} on.activate
 * @param {(thing: number | null) => void} on.point
 */
export function createTimeline(on) {
  const plot = byId('timeline-plot');
  const list = byId('timeline-list');
  const scenery = byId('timeline-scenery');
  const card = byId('timeline-card');
  const key = byId('timeline-key');
  const around = byId('timeline-around');
  const letters = document.createElement('canvas').getContext('2d');

  /** @type {Drawn | null} */
  let drawn = null;
  let withAround = false;
  let width = 0;
  /** @type {number | null} */
  let pointed = null;
  /** @type {number | null} */
  let chosen = null;

  /** Those that are shown, with their buttons. */
  const shown = () =>
    (drawn?.moments ?? []).flatMap((moment, index) => {
      const button = drawn?.buttons[index];
      return button && (withAround || moment.thing.inStory) ? [{ moment, button }] : [];
    });

  /** Puts everything in its place for a width. Widths of words are measured aside, so nothing is laid out twice. */
  const place = () => {
    const items = shown();
    if (width <= 0 || items.length === 0 || !letters || !drawn) return;
    const style = getComputedStyle(plot);
    const size = Number.parseFloat(style.fontSize);
    letters.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const measure = (/** @type {string} */ words) => letters.measureText(words).width;

    const { anchor } = drawn.model.analysis;
    const published = anchor.date === null ? NaN : dayNumber(anchor.date);
    const known = Number.isFinite(published) ? [{ start: published, end: published }] : [];
    const axis = axisOf([...items.map(({ moment }) => moment), ...known], width);

    const lines = [...axis.pieces.slice(1).map(({ left }) => left - BREAK / 2), ...known.map(({ start }) => axis.x(start))];
    const extentsOf = (/** @type {number} */ item) => items.map(({ moment }) => extentOf(moment, axis.x, { item, measure, width, lines }));
    let sizes = ROOMY;
    let extents = extentsOf(size * sizes.item);
    let lanes = inLanes(extents, LABELLED);
    if (heightOf(lanes) > HIGH) {
      sizes = DENSE;
      extents = extentsOf(size * sizes.item).map((extent) => ({ ...extent, labelled: null }));
      lanes = inLanes(extents, 0);
    }
    const high = heightOf(lanes);
    plot.classList.toggle('dense', sizes === DENSE);
    plot.style.height = `${size * (sizes.head + sizes.foot) + high * size * sizes.lane}px`;
    items.forEach(({ button }, index) => {
      const [extent, lane] = [extents[index], lanes[index]];
      if (extent && lane) putItem(button, { ...extent, ...lane, top: size * (sizes.head + (high - 1 - lane.lane) * sizes.lane) });
    });
    const day = Number.isFinite(published) ? { x: axis.x(published), assumed: isAssumed(drawn.model) } : null;
    scenery.replaceChildren(...sceneryOf(axis, day, { measure, width }));
  };

  const showCard = () => {
    const thing = drawn?.model.things[pointed ?? chosen ?? -1];
    const hint = 'Point at a date to read its sentence; press it to find it in the article.';
    card.replaceChildren(...(drawn && thing?.type === 'date' ? cardOf(drawn.model, thing) : [make('span', 'quiet', hint)]));
  };

  /** What there is, in words where there is nothing to draw. */
  const arrange = () => {
    const items = shown();
    const hidden = drawn?.moments.filter(({ thing }) => !thing.inStory).length ?? 0;
    list.replaceChildren(...items.map(({ button }) => make('li', '', button)));
    setStop(list, 'button', null);
    around.hidden = hidden === 0;
    around.setAttribute('aria-pressed', String(withAround));
    setText(around, `${withAround ? 'Hide' : 'Show'} ${hidden} outside the story`);
    for (const part of [plot, card, key]) part.hidden = items.length === 0;
    const empty = byId('timeline-empty');
    empty.hidden = items.length > 0;
    setText(
      empty,
      hidden > 0
        ? 'The story itself names no day on the calendar; the page around it does.'
        : 'No date in this article has a place on the calendar.',
    );
    const looks = LOOKS.filter(({ look }) => items.some(({ moment }) => moment.look === look));
    const plain = looks.every(({ look }) => look === 'written');
    key.replaceChildren(...(plain ? [] : looks.map(({ look, words }) => make('span', look, make('span', 'dot'), words))));
    showCard();
    place();
  };

  makeRoving(list, 'button', ACROSS);
  list.addEventListener('click', (event) => {
    const thing = thingAt(event.target);
    if (thing !== null) on.activate(thing);
  });
  const point = (/** @type {number | null} */ thing) => {
    pointed = thing;
    on.point(thing);
    showCard();
  };
  list.addEventListener('pointerover', (event) => point(thingAt(event.target)));
  list.addEventListener('focusin', (event) => point(thingAt(event.target)));
  list.addEventListener('pointerleave', () => point(list.contains(document.activeElement) ? thingAt(document.activeElement) : null));
  list.addEventListener('focusout', () => point(null));
  around.addEventListener('click', () => {
    withAround = !withAround;
    arrange();
  });

  const fit = (/** @type {number} */ next) => {
    if (Math.abs(next - width) < 1) return;
    width = next;
    place();
  };
  new ResizeObserver(() => fit(plot.clientWidth)).observe(plot);
  addEventListener('beforeprint', () => {
    plot.style.width = `${PAPER}px`;
    fit(PAPER);
  });
  addEventListener('afterprint', () => {
    plot.style.width = '';
    fit(plot.clientWidth);
  });

  /**
   * Makes the items of an analysis, aside.
   * @param {Model} model
   * @returns {Generator<void, Drawn>}
   */
  function* draw(model) {
    const moments = momentsOf(model);
    const buttons = [];
    for (const moment of moments) {
      buttons.push(buttonOf(moment));
      yield;
    }
    return { model, moments, buttons };
  }

  /**
   * Puts drawn items in place; a keyboard user among them stays on the same date.
   * @param {Drawn | null} next `null` for no article
   * @param {(thing: number) => number | undefined} moved where a thing of the former drawing is now
   */
  const fill = (next, moved) => {
    const focused = list.contains(document.activeElement) ? thingAt(document.activeElement) : null;
    const stays = focused === null ? undefined : moved(focused);
    drawn = next;
    pointed = null;
    arrange();
    const button = stays === undefined ? null : rowFor(list, stays);
    if (!button) return;
    setStop(list, 'button', button);
    button.focus({ preventScroll: true });
  };

  /**
   * What is selected on the page, whose sentence is shown while nothing is pointed at.
   * @param {number | null} thing
   */
  const choose = (thing) => {
    chosen = thing;
    showCard();
  };

  return { list, draw, fill, choose };
}

/**
 * @param {{ lane: number }[]} lanes
 * @returns {number}
 */
function heightOf(lanes) {
  return lanes.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
}

/** @param {Model} model */
function isAssumed({ analysis }) {
  return analysis.anchor.basis === 'masthead' || analysis.anchor.basis === 'inferred';
}

/**
 * @param {Moment} moment
 * @returns {HTMLElement}
 */
function buttonOf({ thing, start, end, look }) {
  const mentions = thing.paints.length === 1 ? '1 mention' : `${thing.paints.length} mentions`;
  const facts = [thing.name, thing.detail, mentions, ...thing.hints, thing.inStory ? '' : 'outside the story'].filter((part) => part !== '');
  const button = make(
    'button',
    `moment ${look}${thing.inStory ? '' : ' around'}`,
    make('span', start === end ? 'dot' : 'bar'),
    make('span', 'label', thing.name),
  );
  button.setAttribute('type', 'button');
  // Not from its parts: what is placed apart is read with gaps.
  button.setAttribute('aria-label', facts.join(', '));
  button.setAttribute('aria-describedby', 'timeline-card');
  button.dataset.thing = String(thing.index);
  button.tabIndex = -1;
  return button;
}

/**
 * Where an item stands: its dot or bar, and its button with and without the label.
 * @param {Moment} moment
 * @param {(day: number) => number} x
 * @param {object} view
 * @param {number} view.item what a finger or pointer needs
 * @param {number} view.width
 * @param {number[]} view.lines breaks and the day of publication, over which a label had better not run
 * @param {(words: string) => number} view.measure
 */
function extentOf({ thing, start, end }, x, { item, width, lines, measure }) {
  const single = start === end;
  const from = x(start);
  const to = single ? from : Math.max(x(end), from + 6);
  const half = item / 2;
  // Without its label a short bar is still wide enough to be hit.
  const spare = single ? half : Math.max(0, half - (to - from) / 2);
  const left = Math.max(0, Math.min(width - item, from - spare));
  const right = Math.min(width, Math.max(left + item, to + spare));
  const words = measure(thing.name) + 12;
  const free = (/** @type {number} */ start) => !lines.some((line) => line > start && line < start + words);
  const sides = /** @type {('right' | 'left')[]} */ ([]);
  if (right + words <= width) sides.push('right');
  if (left - words >= 0) sides.push('left');
  const beside = sides.find((side) => free(side === 'right' ? right : left - words)) ?? sides[0] ?? null;
  const side = !single && to - from >= words ? 'inside' : beside;
  const label = side === null ? null : { left: side === 'left' ? left - words : left, right: (side === 'right' ? right + words : right) + 2 };
  return { left, right: right + 1, labelled: label, side, from, to, single };
}

/**
 * @param {HTMLElement} button
 * @param {ReturnType<typeof extentOf> & { lane: number, label: boolean, top: number }} at
 */
function putItem(button, { left, right, labelled: wide, label, side, from, to, single, top }) {
  const box = label && wide ? { left: wide.left, right: wide.right - 2 } : { left, right: right - 1 };
  button.style.left = `${box.left}px`;
  button.style.width = `${box.right - box.left}px`;
  button.style.top = `${top}px`;
  const [shape, words] = button.children;
  if (shape instanceof HTMLElement) {
    shape.style.left = `${from - box.left}px`;
    shape.style.width = single ? '' : `${to - from}px`;
  }
  if (words instanceof HTMLElement) {
    words.className = label ? 'label' : 'label unseen';
    words.classList.toggle('inside', side === 'inside');
    words.style.left = label ? `${side === 'left' ? 2 : side === 'inside' ? from - box.left + 4 : right + 3 - left}px` : '';
  }
}

/**
 * What stands behind the items: the axis in pieces, its ticks, the breaks, the day of publication.
 * @param {import('./axis.js').Axis} axis
 * @param {{ x: number, assumed: boolean } | null} published
 * @param {{ measure: (words: string) => number, width: number }} sizes
 * @returns {Node[]}
 */
function sceneryOf(axis, published, { measure, width }) {
  /** @type {Node[]} */
  const parts = [];
  const put = (/** @type {string} */ className, /** @type {number} */ left, words = '') => {
    const element = make('span', className, words);
    element.style.left = `${left}px`;
    parts.push(element);
    return element;
  };
  axis.pieces.forEach(({ left, right }, index) => {
    put('axis', left).style.width = `${right - left}px`;
    if (index > 0) parts.push(breakAt(left - BREAK));
  });
  for (const tick of labelled(axis.pieces.flatMap((piece) => ticksOf(piece, scaleUtc)), measure, width)) {
    put('tick', tick.x);
    if (tick.left !== null) put('tick-label', tick.left, tick.words);
  }
  if (published) {
    const { x, assumed } = published;
    const words = assumed ? 'published (assumed)' : 'published';
    const wide = measure(words) + 5;
    put(assumed ? 'published assumed' : 'published', x);
    put('published-label', x + wide <= width ? x + 5 : Math.max(0, x - wide), words);
  }
  return parts;
}

/**
 * A torn edge over the whole height: here a stretch of time is left out.
 * @param {number} left
 * @returns {SVGElement}
 */
function breakAt(left) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'break');
  svg.setAttribute('width', String(BREAK));
  svg.style.left = `${left}px`;
  const zigzag = Array.from({ length: 160 }, (_, step) => [step % 2 === 0 ? 2 : 6, step * 5]);
  const strip = [...zigzag, ...zigzag.toReversed().map(([x = 0, y = 0]) => [x + BREAK - 8, y])];
  const shape = document.createElementNS(space, 'polygon');
  shape.setAttribute('points', strip.join(' '));
  svg.append(shape);
  return svg;
}

/**
 * The date in words, and the first sentence of the story that names it.
 * @param {Model} model
 * @param {import('./model.js').Thing} thing
 * @returns {(Node | string)[]}
 */
function cardOf({ analysis, paints }, thing) {
  const facts = [thing.detail, thing.paints.length === 1 ? '1 mention' : `${thing.paints.length} mentions`, ...thing.hints];
  const paint = paints[thing.paints[0] ?? -1];
  const head = make('span', 'facts', make('b', '', thing.name), ` · ${facts.filter((part) => part !== '').join(' · ')}`);
  if (!paint) return [head];
  const { before, words, after } = sentenceAround(analysis, paint);
  return [head, make('q', '', before, make('em', 'sample date', words), after)];
}
