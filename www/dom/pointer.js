/** Clicks and moves of the pointer on what is painted. */

/** @import {Hit, Item} from './highlight.js' */

import * as dom from './nodes.js';

/** Pixels that a pointer moves in a click of an unsteady hand. */
const STEADY = 3;

/** @typedef {'select' | 'hover'} Kind */

export class Pointer {
  /** @type {Record<Kind, Set<(hit: Hit, event: MouseEvent) => void>>} */
  #listeners = { select: new Set(), hover: new Set() };
  /** @type {Record<Kind, [string, (event: any) => void][]>} */
  #handlers = {
    select: [
      ['pointerdown', (event) => (this.#down = { x: event.clientX, y: event.clientY })],
      ['click', (event) => this.#click(event)],
    ],
    hover: [
      ['pointermove', (event) => this.#move(event)],
      ['pointerleave', (event) => event.target === this.#root && (this.#over = undefined)],
    ],
  };
  /** @type {{ x: number, y: number } | undefined} */
  #down;
  /** @type {Item | undefined} */
  #over;
  #root;
  #find;

  /**
   * @param {Element | Document} root
   * @param {(event: MouseEvent) => Hit | undefined} find
   */
  constructor(root, find) {
    this.#root = root;
    this.#find = find;
  }

  /**
   * @param {Kind} kind
   * @param {(hit: Hit, event: MouseEvent) => void} listener
   * @returns {() => void} takes the listener away
   */
  on(kind, listener) {
    const listeners = this.#listeners[kind];
    // Captured: a page that stops events does not stop these, which change nothing for it.
    if (listeners.size === 0) for (const [name, handler] of this.#handlers[kind]) dom.listen(this.#root, name, handler, { capture: true, passive: true });
    const own = (/** @type {Hit} */ hit, /** @type {MouseEvent} */ event) => listener(hit, event);
    listeners.add(own);
    return () => {
      if (listeners.delete(own) && listeners.size === 0) this.#unlisten(kind);
    };
  }

  clear() {
    for (const kind of /** @type {Kind[]} */ (['select', 'hover'])) {
      this.#listeners[kind].clear();
      this.#unlisten(kind);
    }
  }

  /** @param {Kind} kind */
  #unlisten(kind) {
    for (const [name, handler] of this.#handlers[kind]) dom.unlisten(this.#root, name, handler, { capture: true });
  }

  /** @param {PointerEvent} event */
  #click(event) {
    // Enter on a link is a click, too, but at no place.
    const nowhere = event.isTrusted && event.detail === 0;
    if (nowhere || this.#endsSelection(event)) return;
    const hit = this.#find(event);
    if (hit) this.#tell('select', hit, event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerType === 'touch') return;
    const hit = this.#find(event);
    if (hit?.item === this.#over) return;
    this.#over = hit?.item;
    if (hit) this.#tell('hover', hit, event);
  }

  /** @param {MouseEvent} event */
  #endsSelection(event) {
    const down = this.#down;
    this.#down = undefined;
    const moved = down && Math.hypot(event.clientX - down.x, event.clientY - down.y) > STEADY;
    if (!moved && event.detail < 2 && !event.shiftKey) return false;
    const inner = /** @type {any} */ (dom.rootOf(/** @type {Node} */ (event.composedPath()[0])));
    const selections = [dom.selectionOf(dom.documentOf(this.#root)), dom.isShadowRoot(inner) ? inner.getSelection?.() : undefined];
    return selections.some((selection) => selection && !selection.isCollapsed);
  }

  /**
   * @param {Kind} kind
   * @param {Hit} hit
   * @param {MouseEvent} event
   */
  #tell(kind, hit, event) {
    for (const listener of [...this.#listeners[kind]]) listener(hit, event);
  }
}
