/** Painting by the Custom Highlight API: the page's nodes stay untouched. */

/** @import {Item, Hit} from './highlight.js' */

import { hitByCaret, Places } from './hit.js';
import { FEW, keepNear } from './near.js';
import { TYPES } from './sheet.js';

/**
 * Highlights that we have registered, and how many of us use them. One that the page has made stays, even when it is empty.
 * @type {WeakMap<Highlight, number>}
 */
const ours = new WeakMap();

export class Highlights {
  /** @type {Map<string, { highlight: Highlight, ranges: Map<StaticRange, Item> }>} */
  #painted = new Map();
  /** @type {Places | undefined} */
  #places;
  #leaveAll = () => {};
  /** @type {readonly Item[]} */
  #items = [];
  #view;
  #prefix;

  /**
   * @param {Window & typeof globalThis} view
   * @param {string} prefix
   */
  constructor(view, prefix) {
    this.#view = view;
    this.#prefix = prefix;
  }

  /**
   * @param {readonly Item[]} items
   * @returns {readonly Item[]} those that are painted
   */
  paint(items) {
    this.unpaint();
    this.#items = items;
    const count = items.reduce((sum, { ranges = [] }) => sum + ranges.length, 0);
    const put = count > FEW ? 'near' : 'all';
    for (const type of TYPES) this.#register(type, items.filter((item) => item.type === type), put);
    if (put === 'near') this.#leaveAll = keepNear(this.#view, this.#entries());
    return items;
  }

  /** All that is painted, as it stands in the page. */
  #entries() {
    /** @type {Map<Item, { range: StaticRange, put: () => void, take: () => unknown }[]>} */
    const byItem = new Map(this.#items.map((item) => [item, []]));
    for (const [name, { highlight, ranges }] of this.#painted) {
      for (const [range, item] of ranges) {
        byItem.get(item)?.push({
          range,
          put: () => {
            if (!ranges.has(range)) return;
            // Another copy of this library may have thought it to be empty for good.
            if (!this.#view.CSS.highlights.has(name)) this.#view.CSS.highlights.set(name, highlight);
            highlight.add(range);
          },
          take: () => highlight.delete(range),
        });
      }
    }
    return [...byItem.values()].flat();
  }

  unpaint() {
    this.#leaveAll();
    this.#leaveAll = () => {};
    for (const name of [...this.#painted.keys()]) this.#drop(name);
    this.#places = undefined;
    this.#items = [];
  }

  /**
   * Takes single items away.
   * @param {ReadonlySet<Item>} gone
   */
  take(gone) {
    for (const { highlight, ranges } of this.#painted.values()) {
      for (const [range, item] of ranges) {
        if (!gone.has(item)) continue;
        highlight.delete(range);
        ranges.delete(range);
      }
    }
    this.#items = this.#items.filter((item) => !gone.has(item));
    this.#places = undefined;
  }

  /** @param {Item | undefined} item */
  emphasise(item) {
    this.#drop(`${this.#prefix}-current`);
    if (item) this.#register('current', [item], 'all');
    const highlight = this.#painted.get(`${this.#prefix}-current`)?.highlight;
    if (highlight) highlight.priority = 1;
  }

  /**
   * Where an item's words are now.
   * @param {Item} item
   * @returns {StaticRangeInit[]}
   */
  rangesOf(item) {
    return item.ranges ?? [];
  }

  /**
   * What stands at the place of an event.
   * @param {MouseEvent} event
   * @returns {Hit | undefined}
   */
  hit(event) {
    this.#places ??= new Places(this.#items.map((item) => ({ item, ranges: this.rangesOf(item) })));
    return hitByCaret(this.#places, event) ?? this.#hitByHighlight(event);
  }

  /**
   * Where the text cannot be selected there is no caret; some browsers then say themselves which ranges are there.
   * @param {MouseEvent} event
   * @returns {Hit | undefined}
   */
  #hitByHighlight({ clientX, clientY }) {
    const registry = /** @type {any} */ (this.#view.CSS.highlights);
    if (!registry.highlightsFromPoint) return undefined;
    const shadowRoots = this.#places?.shadowRoots ?? [];
    for (const { ranges: found } of registry.highlightsFromPoint(clientX, clientY, { shadowRoots })) {
      for (const range of found) {
        for (const { ranges } of this.#painted.values()) {
          const item = ranges.get(range);
          const hit = item && this.#places?.of(item, { x: clientX, y: clientY });
          if (hit) return hit;
        }
      }
    }
    return undefined;
  }

  /**
   * @param {string} name
   * @param {Item[]} items
   * @param {'all' | 'near'} put whether their ranges are put in, or only those that will be near
   */
  #register(name, items, put) {
    if (items.length === 0) return;
    const full = `${this.#prefix}-${name}`;
    const registry = this.#view.CSS.highlights;
    let highlight = registry.get(full);
    if (!highlight) {
      highlight = new this.#view.Highlight();
      ours.set(highlight, 0);
      registry.set(full, highlight);
    }
    const users = ours.get(highlight);
    if (users !== undefined) ours.set(highlight, users + 1);
    /** @type {Map<StaticRange, Item>} */
    const ranges = new Map();
    for (const item of items) {
      for (const init of item.ranges ?? []) {
        const range = new this.#view.StaticRange(init);
        ranges.set(range, item);
        if (put === 'all') highlight.add(range);
      }
    }
    this.#painted.set(full, { highlight, ranges });
  }

  /** @param {string} name */
  #drop(name) {
    const painted = this.#painted.get(name);
    if (!painted) return;
    const { highlight, ranges } = painted;
    for (const range of ranges.keys()) highlight.delete(range);
    const registry = this.#view.CSS.highlights;
    const users = (ours.get(highlight) ?? 0) - 1;
    if (users >= 0) ours.set(highlight, users);
    if (highlight.size === 0 && users === 0 && registry.get(name) === highlight) registry.delete(name);
    this.#painted.delete(name);
  }
}
