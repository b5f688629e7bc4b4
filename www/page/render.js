/**
 * Draws an analysis as an article: its blocks as elements, its names and dates as `<mark>`.
 *
 * Text goes in as text nodes only, never as HTML. Nothing here knows any language: what a stretch of text is was decided
 * by the engine, where it stands is counted in UTF-16 code units, as JavaScript counts.
 */

import { sections, units } from './sections.js';

/** @typedef {import('../lib/index.js').EntityType | 'date'} MarkType */
/** @typedef {import('./sections.js').BlockKind} BlockKind */
/** @typedef {import('./sections.js').Section} Section */

/**
 * Something to mark. `thing` is whatever the caller wants to find again by `data-thing`.
 * @typedef {{ start: number, end: number, type: MarkType, thing: number }} Paint
 */

/**
 * What is drawn.
 * @typedef {object} Picture
 * @property {string} text
 * @property {readonly Section[]} blocks sorted, never overlapping
 * @property {readonly Paint[]} paints sorted, never overlapping
 */

/**
 * One child of the article. `signature` is all that its look depends on, so that one with the same can stay.
 * @typedef {{ signature: string, node: HTMLElement, marks: { paint: number, element: HTMLElement }[] }} Piece
 */

/** Elements of block kinds; all others are `<p>`. The page has its own `<h1>`. */
const TAGS = /** @type {Partial<Record<BlockKind, string>>} */ ({
  title: 'h2',
  heading: 'h3',
  quote: 'blockquote',
  item: 'li',
});

/**
 * Builds the pieces of an article in steps, so that the caller can stop between two of them and let the page breathe.
 * Nothing in the document is touched. Pieces at the beginning and at the end that look as before are taken over, with
 * their elements: when someone types in a long article, almost all of it stays as it is.
 * @param {Picture} picture
 * @param {readonly Piece[]} former what is in the document now
 * @returns {Generator<void, Piece[]>}
 */
export function* drawPieces({ text, blocks, paints }, former) {
  /** @type {{ sections: Section[], first: number, last: number, signature: string }[]} */
  const plans = [];
  let next = 0;
  for (const unit of units(text, sections(text, blocks))) {
    const [start, end] = [unit[0]?.start ?? 0, unit.at(-1)?.end ?? 0];
    while (next < paints.length && (paints[next]?.end ?? 0) <= start) next += 1;
    const first = next;
    let last = first;
    while (last < paints.length && (paints[last]?.start ?? 0) < end) last += 1;
    plans.push({ sections: unit, first, last, signature: signatureOf(text, unit, paints.slice(first, last)) });
    yield;
  }

  const most = Math.min(plans.length, former.length);
  let head = 0;
  while (head < most && plans[head]?.signature === former[head]?.signature) head += 1;
  let tail = 0;
  while (tail < most - head && plans.at(-1 - tail)?.signature === former.at(-1 - tail)?.signature) tail += 1;

  /** @type {Piece[]} */
  const pieces = [];
  for (const [index, plan] of plans.entries()) {
    const kept = index < head ? former[index] : plans.length - index <= tail ? former.at(index - plans.length) : undefined;
    if (kept) {
      const shift = plan.first - (kept.marks[0]?.paint ?? plan.first);
      pieces.push({ ...kept, marks: kept.marks.map(({ paint, element }) => ({ paint: paint + shift, element })) });
    } else {
      pieces.push({ signature: plan.signature, ...(yield* drawUnit(text, plan.sections, paints, plan.first)) });
    }
    yield;
  }
  return pieces;
}

/**
 * Puts pieces into the document, where only those that are new are moved, and connects every mark with its thing.
 * @param {HTMLElement} article
 * @param {readonly Piece[]} former
 * @param {readonly Piece[]} pieces
 * @param {readonly Paint[]} paints
 * @returns {HTMLElement[][]} for each paint its elements: one, or more where it runs over the end of a block
 */
export function putPieces(article, former, pieces, paints) {
  const stays = new Set(pieces.map((piece) => piece.node));
  for (const { node } of former) if (!stays.has(node)) node.remove();
  let at = article.firstChild;
  for (const { node } of pieces) {
    if (node === at) at = at.nextSibling;
    else article.insertBefore(node, at);
  }
  const marks = paints.map(() => /** @type {HTMLElement[]} */ ([]));
  for (const piece of pieces) {
    for (const { paint, element } of piece.marks) {
      const thing = String(paints[paint]?.thing);
      if (element.dataset.thing !== thing) element.dataset.thing = thing;
      marks[paint]?.push(element);
    }
  }
  return marks;
}

/**
 * @param {string} text
 * @param {Section[]} unit
 * @param {Paint[]} paints
 * @returns {string}
 */
function signatureOf(text, unit, paints) {
  const [start, end] = [unit[0]?.start ?? 0, unit.at(-1)?.end ?? 0];
  const parts = unit.map((section) => `${section.kind} ${section.start - start} ${section.end - start}`);
  const painted = paints.map((paint) => `${paint.type} ${paint.start - start} ${paint.end - start}`);
  return `${parts.join()}|${painted.join()}|${text.slice(start, end)}`;
}

/**
 * @param {string} text
 * @param {Section[]} unit
 * @param {readonly Paint[]} paints
 * @param {number} first the first paint of the unit
 * @returns {Generator<void, { node: HTMLElement, marks: Piece['marks'] }>}
 */
function* drawUnit(text, unit, paints, first) {
  /** @type {Piece['marks']} */
  const marks = [];
  const [opening, following] = unit;
  const items = opening?.kind === 'item';
  const node = items ? document.createElement('ul') : elementOf((following ?? opening)?.kind ?? 'paragraph');
  for (const section of unit) {
    let element = node;
    if (items) element = node.appendChild(elementOf('item'));
    else if (section.kind === 'dateline') {
      element = node.appendChild(document.createElement('span'));
      element.className = 'dateline';
    } else if (section !== opening && opening) node.append(text.slice(opening.end, section.start));

    let at = section.start;
    for (let index = first; index < paints.length; index += 1) {
      const paint = paints[index];
      if (!paint || paint.start >= section.end) break;
      if (paint.end <= section.start) continue;
      const start = Math.max(at, paint.start);
      const end = Math.min(paint.end, section.end);
      if (start > at) element.append(text.slice(at, start));
      const mark = element.appendChild(markOf(paint, text.slice(start, end)));
      marks.push({ paint: index, element: mark });
      at = end;
      yield;
    }
    if (at < section.end) element.append(text.slice(at, section.end));
  }
  return { node, marks };
}

/**
 * @param {BlockKind} kind
 * @returns {HTMLElement}
 */
function elementOf(kind) {
  const element = document.createElement(TAGS[kind] ?? 'p');
  element.className = `block ${kind}`;
  return element;
}

/**
 * @param {Paint} paint
 * @param {string} words
 * @returns {HTMLElement}
 */
function markOf(paint, words) {
  const mark = document.createElement('mark');
  mark.className = paint.type;
  mark.dataset.type = paint.type;
  mark.dataset.thing = String(paint.thing);
  // Focusable by script only: a reader who tabs must not stop at every name.
  mark.tabIndex = -1;
  mark.append(words);
  return mark;
}
