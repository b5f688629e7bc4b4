/**
 * A page that changes under what is painted. What its words no longer say is taken away before the next frame; where the
 * words have gone is looked up when the page has rested, for at most a twentieth of the time.
 */

/** @import {Item} from './highlight.js' */

import { saidBy } from './anchor.js';
import * as dom from './nodes.js';
import { sameLetters, textsOf } from './ranges.js';

/** Milliseconds from a change to the next look, at least and at most, and in how many times its own cost. */
const SOON = 250;
const LATE = 5000;
const SHARE = 20;

/**
 * Who is told.
 * @typedef {object} Told
 * @property {(items: Item[]) => void} lost these say something else now
 * @property {(all: boolean) => void} look the page rests; `all` where more than words has changed
 */

export class Follower {
  /** What is painted in a text node, and what in more than one. @type {Map<Node, Item[]>} */
  #byNode = new Map();
  /** @type {Item[]} */
  #wide = [];
  /** UTF-16 units of text that came, or were rewritten, since the last look. */
  added = 0;
  #all = false;
  #waiting = false;
  #wait = SOON;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #view;
  #told;
  #observer;
  #seen;

  /**
   * @param {Window & typeof globalThis} view
   * @param {Told} told
   */
  constructor(view, told) {
    this.#view = view;
    this.#told = told;
    this.#observer = new view.MutationObserver((records) => this.#changed(records));
    this.#seen = () => this.#look();
    dom.listen(view.document, 'visibilitychange', this.#seen);
  }

  /** @param {Iterable<Node>} roots elements, documents and shadow roots */
  observe(roots) {
    for (const root of roots) {
      this.#observer.observe(root, { childList: true, characterData: true, subtree: true, attributeFilter: ['contenteditable'] });
    }
  }

  /** @param {readonly Item[]} items what is painted now */
  index(items) {
    this.#byNode = new Map();
    this.#wide = [];
    for (const item of items) {
      const nodes = (item.ranges ?? []).flatMap((range) => textsOf(range).map(({ node }) => node));
      if (nodes.length > 1) this.#wide.push(item);
      for (const node of nodes) {
        const others = this.#byNode.get(node);
        if (others) others.push(item);
        else this.#byNode.set(node, [item]);
      }
    }
  }

  stop() {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#waiting = false;
    dom.unlisten(this.#view.document, 'visibilitychange', this.#seen);
  }

  /** @param {MutationRecord[]} records */
  #changed(records) {
    /** @type {Set<Item>} */
    const touched = new Set();
    let removed = false;
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'attributes') this.#all = true;
      else if (type === 'characterData') {
        for (const item of this.#byNode.get(target) ?? []) touched.add(item);
        this.added += (dom.textContent(target) ?? '').length;
      } else {
        for (const item of this.#wide) touched.add(item);
        removed ||= removedNodes.length > 0;
        for (const node of addedNodes) this.added += (dom.textContent(node) ?? '').length;
      }
    }
    if (removed) {
      for (const [node, items] of this.#byNode) if (!dom.isConnected(node)) for (const item of items) touched.add(item);
    }
    const lost = [...touched].filter((item) => !isAsSaid(item));
    if (lost.length > 0) this.#told.lost(lost);
    if (this.#waiting) return;
    this.#waiting = true;
    this.#timer = setTimeout(() => this.#whenIdle(), this.#wait);
  }

  #whenIdle() {
    if (this.#view.requestIdleCallback) this.#view.requestIdleCallback(() => this.#look(), { timeout: 1000 });
    else this.#look();
  }

  #look() {
    // Nobody sees it; when the page is shown again, it is looked at again.
    if (!this.#waiting || dom.isHidden(this.#view.document)) return;
    clearTimeout(this.#timer);
    this.#waiting = false;
    const all = this.#all;
    this.#all = false;
    const began = performance.now();
    this.#told.look(all);
    this.added = 0;
    this.#wait = Math.min(LATE, Math.max(SOON, SHARE * (performance.now() - began)));
  }
}

/**
 * Whether an item's words are still in the page where they were.
 * @param {Item} item
 */
export function isAsSaid({ ranges = [], said }) {
  return said !== '' && sameLetters(saidBy(ranges), said);
}
