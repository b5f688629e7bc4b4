/** The timeline: every date with a place on the calendar on one axis, above the sentence that names it. */

import { axisOf, BREAK } from './axis.js';
import { dayNumber } from './calendar.js';
import { byId, make, setText } from './elements.js';
import { inLanes } from './lanes.js';
import { rowFor, thingAt } from './lists.js';
import { isAssumed } from './model.js';
import { momentsOf } from './moments.js';
import { ACROSS, makeRoving, setStop } from './roving.js';
import { buttonOf, cardOf, extentOf, putItem, sceneryOf } from './timeline-parts.js';

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
    [letters.letterSpacing, letters.wordSpacing] = [style.letterSpacing, style.wordSpacing].map((space) => (space === 'normal' ? '0px' : space));
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
    const day = Number.isFinite(published) ? { x: axis.x(published), assumed: isAssumed(drawn.model.analysis) } : null;
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
    // Those that were left out until now have not heard of it.
    for (const { moment, button } of items) button.classList.toggle('selected', moment.thing.index === chosen);
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
  // Readers space letters out, and fonts come late: then the labels are measured anew.
  new ResizeObserver(place).observe(plot.appendChild(make('span', 'letters', '00 September 0000')));
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
