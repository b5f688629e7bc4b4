/** What the timeline is made of: its items, what stands behind them, the sentence below. */

import { scaleUtc } from './vendor/d3-scale.js';
import { BREAK } from './axis.js';
import { make, shape } from './elements.js';
import { sentenceAround } from './sentences.js';
import { labelled, ticksOf } from './ticks.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./moments.js').Moment} Moment */

/**
 * @param {Moment} moment
 * @returns {HTMLElement}
 */
export function buttonOf({ thing, start, end, look }) {
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
export function extentOf({ thing, start, end }, x, { item, width, lines, measure }) {
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
export function putItem(button, { left, right, labelled: wide, label, side, from, to, single, top }) {
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
export function sceneryOf(axis, published, { measure, width }) {
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
  const svg = shape('svg', { class: 'break', width: BREAK });
  svg.style.left = `${left}px`;
  const zigzag = Array.from({ length: 160 }, (_, step) => [step % 2 === 0 ? 2 : 6, step * 5 - 5]);
  const strip = [...zigzag, ...zigzag.toReversed().map(([x = 0, y = 0]) => [x + BREAK - 8, y])];
  svg.append(shape('polygon', { points: strip.join(' ') }));
  return svg;
}

/**
 * The date in words, and the first sentence of the story that names it.
 * @param {Model} model
 * @param {import('./model.js').Thing} thing
 * @returns {(Node | string)[]}
 */
export function cardOf({ analysis, paints }, thing) {
  const facts = [thing.detail, thing.paints.length === 1 ? '1 mention' : `${thing.paints.length} mentions`, ...thing.hints];
  const paint = paints[thing.paints[0] ?? -1];
  const head = make('span', 'facts', make('b', '', thing.name), ` · ${facts.filter((part) => part !== '').join(' · ')}`);
  if (!paint) return [head];
  const { before, words, after } = sentenceAround(analysis, paint);
  return [head, make('q', '', before, make('em', 'sample date', words), after)];
}
