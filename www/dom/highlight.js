/** Paints what an analysis has found on a live page, answers the pointer, and leaves no trace. */

/** @import {Analysis} from '../lib/index.js' */
/** @import {ChangeEvent, HighlightOptions, Highlighting as Declared, SelectEvent, Target} from './index.js' */
/** @import {MarkType} from './sheet.js' */

import { locate, saidBy } from './anchor.js';
import { check, checkTarget, checkTypes, refused } from './checks.js';
import { Follower, isAsSaid } from './follow.js';
import { Highlights } from './highlights.js';
import { Marks } from './marks.js';
import * as dom from './nodes.js';
import { Pointer } from './pointer.js';
import { sameLetters, withRange } from './ranges.js';
import { schemeOf } from './scheme.js';
import { scrollToRect } from './scroll.js';
import { adopt, TYPES } from './sheet.js';
import { lastReading } from './text.js';

/**
 * A mention or date, and where it stands in the page; `said` is what stood there when it was looked up.
 * @typedef {{ target: Target, type: MarkType, start: number, end: number, ranges?: StaticRangeInit[], said: string }} Item
 */

/** @typedef {{ item: Item, range: StaticRangeInit, rect: DOMRect }} Hit */

/** Milliseconds in which a page has turned dark or light with its reader's system. */
const TURNING = 300;

/**
 * What is painted in a document, in this order.
 * @type {WeakMap<Document, Set<Highlighting>>}
 */
const living = new WeakMap();

/**
 * Paints an analysis in an element or a whole document.
 * @param {Element | Document} element
 * @param {Analysis} analysis
 * @param {HighlightOptions} [options]
 * @returns {Declared}
 */
export function highlight(element, analysis, options = {}) {
  check(element, analysis, options);
  return new Highlighting(element, analysis, options);
}

/** @implements {Declared} */
class Highlighting {
  /** @type {Item[]} */
  #items;
  /** @type {Set<MarkType>} */
  #types;
  /** @type {readonly Item[]} */
  #painted = [];
  /** @type {Item | undefined} */
  #current;
  #cleared = false;
  #release = () => {};
  #forget = () => {};
  /** @type {Follower | undefined} */
  #follower;
  /** @type {Set<(change: ChangeEvent) => void>} */
  #changes = new Set();
  #root;
  #page;
  #analysis;
  #options;
  #painter;
  #pointer;

  /**
   * @param {Element | Document} root
   * @param {Analysis} analysis
   * @param {HighlightOptions} options
   */
  constructor(root, analysis, options) {
    this.#root = root;
    this.#page = dom.documentOf(root);
    this.#analysis = analysis;
    const { types = TYPES, mode = 'auto', prefix = 'whowhen', styles = true, follow = false, reading = lastReading(root) } = options;
    this.#types = new Set(types);
    this.#options = { prefix, styles, reading };
    this.#items = itemsOf(analysis);
    const view = dom.windowOf(this.#page);
    const able = Boolean(view?.CSS?.highlights && view.Highlight);
    if (mode === 'highlights' && !able) {
      throw refused("This browser has no Custom Highlights for this document: leave `mode` out, or set it to 'marks'.");
    }
    /** @type {'highlights' | 'marks'} */
    this.mode = able && mode !== 'marks' ? 'highlights' : 'marks';
    this.#painter = view && this.mode === 'highlights' ? new Highlights(view, prefix) : new Marks(this.#page, prefix);
    this.#pointer = new Pointer(root, (event) => this.#painter.hit(event));

    const others = living.get(this.#page) ?? new Set();
    living.set(this.#page, others.add(this));
    this.#change(() => this.#paint('look'));
    if (follow && view && this.mode === 'highlights') this.#follow(view);
    if (view && styles !== false) this.#dressAgain(view);
  }

  /**
   * When the reader's system turns dark, so may the page, in its own time.
   * @param {Window & typeof globalThis} view
   */
  #dressAgain(view) {
    const dark = view.matchMedia('(prefers-color-scheme: dark)');
    const again = () => setTimeout(() => this.#cleared || this.#adopt([...this.#painted]), TURNING);
    dark.addEventListener('change', again);
    this.#forget = () => dark.removeEventListener('change', again);
  }

  get painted() {
    return this.#painted.length;
  }

  get missed() {
    return this.#cleared ? 0 : this.#shown().length - this.#painted.length;
  }

  /** @param {MarkType[]} types */
  show(types) {
    this.#types = new Set(checkTypes(types));
    if (!this.#cleared) this.#change(() => this.#paint('as before'));
  }

  /** @param {Target | null} target */
  reveal(target) {
    if (target === null) {
      this.#current = undefined;
      this.#painter.emphasise(undefined);
      return false;
    }
    checkTarget(target, this.#analysis);
    const [[kind, index]] = Object.entries(target);
    const item = this.#painted.find((one) => /** @type {any} */ (one.target)[kind] === index);
    const ranges = item ? this.#painter.rangesOf(item) : [];
    if (!item || !sameLetters(saidBy(ranges), item.said)) return false;
    const [range] = ranges;
    const parent = dom.drawnIn(range.startContainer);
    if (parent && dom.nodeType(parent) === dom.ELEMENT && dom.isRendered(/** @type {Element} */ (parent)) === false) return false;
    const rect = withRange(range, (live) => live.getClientRects()[0]);
    if (!rect) return false;
    this.#current = item;
    this.#painter.emphasise(item);
    scrollToRect(range.startContainer, rect);
    return true;
  }

  /**
   * @param {'select' | 'hover' | 'change'} event
   * @param {(event: any) => void} listener
   */
  on(event, listener) {
    if (!['select', 'hover', 'change'].includes(event)) throw refused(`There is no event '${event}': give 'select', 'hover' or 'change'.`);
    if (typeof listener !== 'function') throw refused('The listener is no function: give one that takes the event.');
    if (this.#cleared) return () => {};
    if (event === 'change') {
      const own = (/** @type {ChangeEvent} */ change) => listener(change);
      this.#changes.add(own);
      return () => void this.#changes.delete(own);
    }
    const { StaticRange } = dom.windowOf(this.#page) ?? globalThis;
    return this.#pointer.on(event, ({ item, range, rect }, originalEvent) =>
      listener({ target: item.target, range: new StaticRange(range), rect, originalEvent }),
    );
  }

  refresh() {
    if (!this.#cleared) this.#change(() => this.#paint('look'));
  }

  clear() {
    if (this.#cleared) return;
    this.#cleared = true;
    this.#follower?.stop();
    this.#forget();
    this.#changes.clear();
    this.#pointer.clear();
    this.#change(() => this.#painter.unpaint());
    this.#release();
    this.#painted = [];
    this.#current = undefined;
    living.get(this.#page)?.delete(this);
  }

  #shown() {
    return this.#items.filter(({ type }) => this.#types.has(type));
  }

  /**
   * Marks change the nodes that others paint on: those that came later are taken away first, and all look again after.
   * @param {() => void} change
   */
  #change(change) {
    if (this.mode === 'highlights') {
      change();
      return;
    }
    const all = [...(living.get(this.#page) ?? [])];
    const later = all.slice(all.indexOf(this) + 1).filter(({ mode }) => mode === 'marks');
    for (const other of [...later].reverse()) other.#painter.unpaint();
    change();
    for (const other of all) {
      if (other !== this && (other.mode === 'highlights' || later.includes(other))) other.#paint('look');
    }
  }

  /** @param {'look' | 'as before'} where */
  #paint(where) {
    this.#painter.unpaint();
    if (where === 'look') this.#lookUp(this.#items);
    const found = this.#shown().filter((item) => item.ranges);
    this.#adopt(found);
    this.#painted = this.#painter.paint(found);
    if (this.#current && !this.#painted.includes(this.#current)) this.#current = undefined;
    this.#painter.emphasise(this.#current);
    this.#follower?.index(this.#painted);
  }

  /** @param {Item[]} items each is told where it is now, if anywhere */
  #lookUp(items) {
    const places = locate(this.#root, this.#analysis, { reading: this.#options.reading, spans: items });
    for (const [index, item] of items.entries()) {
      item.ranges = places[index];
      item.said = item.ranges ? saidBy(item.ranges) : '';
    }
  }

  /** @param {Window & typeof globalThis} view */
  #follow(view) {
    this.#follower = new Follower(view, {
      lost: (items) => {
        const gone = new Set(items);
        if (this.#painter instanceof Highlights) this.#painter.take(gone);
        this.#painted = this.#painted.filter((item) => !gone.has(item));
      },
      look: (all) => this.#lookAgain(all),
    });
    const { reading } = this.#options;
    const trees = new Set((reading?.nodes ?? []).map((node) => dom.rootOf(node)));
    this.#follower.observe([this.#root, ...[...trees].filter(dom.isShadowRoot)]);
    this.#follower.index(this.#painted);
  }

  /**
   * Looks up what is not where it was, and paints again if that is somewhere else now.
   * @param {boolean} all everything, whether it seems to be there or not
   */
  #lookAgain(all) {
    const { added = 0 } = this.#follower ?? {};
    const lost = this.#items.filter((item) => all || !isAsSaid(item));
    if (lost.length > 0) {
      this.#lookUp(lost);
      const found = this.#shown().filter((item) => item.ranges);
      if (all || found.length !== this.#painted.length || lost.some((item) => item.ranges)) this.#paint('as before');
    }
    for (const listener of [...this.#changes]) listener({ added, missed: this.missed });
  }

  /**
   * The sheet reaches into no shadow tree, so each that has something painted gets it.
   * @param {Item[]} found
   */
  #adopt(found) {
    if (this.#options.styles === false) return;
    const view = dom.windowOf(this.#page);
    if (!view) return;
    const texts = found.flatMap(({ ranges = [] }) => ranges.map(({ startContainer }) => startContainer));
    const { prefix, styles } = this.#options;
    const look = { prefix, scheme: schemeOf(view, texts), more: typeof styles === 'string' ? styles : '' };
    const roots = new Set(texts.map((text) => dom.rootOf(text)));
    const release = this.#release;
    this.#release = adopt([this.#page, ...[...roots].filter(dom.isShadowRoot)], look);
    release();
  }
}

/**
 * @param {Analysis} analysis
 * @returns {Item[]} as they stand in the text
 */
function itemsOf({ mentions, dates }) {
  const said = '';
  return [
    ...mentions.map(({ type, start, end }, mention) => ({ target: { mention }, type, start, end, said })),
    ...dates.map(({ start, end }, date) => ({ target: { date }, type: /** @type {const} */ ('date'), start, end, said })),
  ].sort((one, other) => one.start - other.start);
}
