/** Brings a place of the text into view, through everything that scrolls around it, frames of the same site too. */

import * as dom from './nodes.js';

/**
 * @param {Node} node where the place is
 * @param {DOMRect} rect of the place, in its window
 */
export function scrollToRect(node, rect) {
  const page = dom.documentOf(node);
  const view = dom.windowOf(page);
  if (!view) return;
  const behavior = view.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  let place = { top: rect.top, left: rect.left, height: rect.height, width: rect.width };
  const top = dom.scrollingElement(page) ?? dom.documentElement(page);
  for (let at = dom.drawnIn(node); at; at = dom.drawnIn(at)) {
    if (dom.nodeType(at) !== dom.ELEMENT || at === top) continue;
    const element = /** @type {Element} */ (at);
    const style = view.getComputedStyle(element);
    // What is cut off is no business of the reader's, who could not scroll back either.
    if (!/auto|scroll/.test(style.overflowX + style.overflowY)) continue;
    const box = dom.boxOf(element);
    place = scrollInside(element, place, {
      top: box.top + dom.clientTop(element),
      left: box.left + dom.clientLeft(element),
      behavior,
    });
  }
  if (top) place = scrollInside(top, place, { top: 0, left: 0, behavior });
  const frame = frameOf(view);
  if (!frame) return;
  const box = dom.boxOf(frame);
  const [left, above] = [box.left + dom.clientLeft(frame), box.top + dom.clientTop(frame)];
  scrollToRect(frame, new DOMRect(place.left + left, place.top + above, place.width, place.height));
}

/**
 * Scrolls one element, and says where the place will be.
 * @param {Element} element
 * @param {{ top: number, left: number, height: number, width: number }} place
 * @param {{ top: number, left: number, behavior: ScrollBehavior }} box
 */
function scrollInside(element, place, { top, left, behavior }) {
  const [height, width] = [dom.clientHeight(element), dom.clientWidth(element)];
  const down = wayTo(place.top - top, place.height, height);
  const right = wayTo(place.left - left, place.width, width);
  const [fromTop, fromLeft] = [dom.scrollTop(element), dom.scrollLeft(element)];
  const farthest = dom.scrollWidth(element) - width;
  // Text from right to left scrolls below zero.
  const [least, most] = getComputedStyle(element).direction === 'rtl' ? [-farthest, 0] : [0, farthest];
  const toTop = clamp(fromTop + down, 0, dom.scrollHeight(element) - height);
  const toLeft = clamp(fromLeft + right, least, most);
  if (toTop === fromTop && toLeft === fromLeft) return place;
  dom.scrollTo(element, { top: toTop, left: toLeft, behavior });
  return { ...place, top: place.top - (toTop - fromTop), left: place.left - (toLeft - fromLeft) };
}

/**
 * How far to scroll: not at all where the place is well inside, else until it is in the middle.
 * @param {number} from
 * @param {number} size
 * @param {number} room
 */
function wayTo(from, size, room) {
  const edge = room / 6;
  if (from >= edge && from + size <= room - edge) return 0;
  return from + size / 2 - room / 2;
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

/**
 * @param {Window} view
 * @returns {Element | null}
 */
function frameOf(view) {
  try {
    return view.frameElement;
  } catch {
    // Another site's page is around this one.
    return null;
  }
}
