/**
 * Live pages: reads an element for `analyze`, and paints on it what was found. The page is never changed in the mode
 * `highlights`; in the mode `marks` it gets `<mark>` elements, and `clear` gives the very same nodes back.
 * @module whowhen/dom
 */

import type { Analysis, EntityType, Source, Span } from '../lib/index.js';

/** What was read of a page. It is itself an input: `analyze(readElement(element))`. */
export interface Reading {
  snapshot: string;
  /** The text nodes that `Analysis.sources` counts. */
  nodes: Text[];
}

/** Reads the visible text of an element or of the whole document; shadow trees and slots too, no fields and no scripts. */
export function readElement(root?: Element | Document): Reading;

/** What was read of a page as plain text. It is itself an input: `analyze(readText(element))`. */
export interface TextReading {
  text: string;
  /** The text nodes that `sources` counts. */
  nodes: Text[];
  /** Where each stretch of the text stands. */
  sources: Source[];
}

/**
 * Reads the visible text of an element or of the whole document as plain text, without looking for an article in it; with
 * a range only what is inside that, such as what a reader has selected. Short lines run on, each as a sentence. To paint the analysis, give it the sources:
 * `highlight(element, { ...analysis, sources: reading.sources }, { reading })`.
 */
export function readText(root?: Element | Document, range?: AbstractRange): TextReading;

/**
 * Where words stand in the page: mostly one range, more where other text lies between or a shadow tree begins. Empty where
 * it cannot be found, which does not happen to the analysis of this reading. It does not look whether the page has changed
 * since; `highlight` does.
 */
export function rangesOf(reading: Reading | TextReading, analysis: Analysis, span: Span): StaticRangeInit[];

/** How to paint. */
export interface HighlightOptions {
  /**
   * What `readElement` gave. Without it the last reading of this element is used, and without one the words are looked up
   * by what is around them.
   */
  reading?: Reading | TextReading;
  /** What to paint; everything unless set. */
  types?: (EntityType | 'date')[];
  /** `auto`, the default: Custom Highlights where the browser has them, else `<mark>`. */
  mode?: 'auto' | 'highlights' | 'marks';
  /**
   * How names of highlights, classes and attributes begin, `whowhen` unless set: `::highlight(whowhen-person)`,
   * `mark.whowhen-person`, `data-whowhen-mention`. What `reveal` emphasises is `whowhen-current`.
   */
  prefix?: string;
  /**
   * Whether to adopt the default look, as a constructed sheet; your own rules, as CSS, come behind it. True unless set. The
   * look fits the page, light or dark by its letters.
   */
  styles?: boolean | string;
  /**
   * Whether to follow a page that changes: words that are not there any more lose their paint before the next frame, and
   * are looked up again once the page rests. False unless set. In the mode `marks` it does nothing: marks move with their
   * words.
   */
  follow?: boolean;
}

/** Paints an analysis. Throws a `WhoWhenError` with the code `invalid_input` when it is given something else. */
export function highlight(element: Element | Document, analysis: Analysis, options?: HighlightOptions): Highlighting;

/** What is painted. */
export interface Highlighting {
  readonly mode: 'highlights' | 'marks';
  /** Mentions and dates that are painted. */
  readonly painted: number;
  /** Those of the shown types that are not, because their words are not found exactly, or because a mark cannot stand there. */
  readonly missed: number;
  /** Paints only these types. */
  show(types: (EntityType | 'date')[]): void;
  /**
   * Scrolls a mention or date into view and emphasises it. False where it is not painted, not in the page any more or
   * hidden. With `null` nothing is emphasised any more.
   */
  reveal(target: Target | null): boolean;
  /**
   * `select`: a click on something painted, except one that ends a selection of text; links stay links. `hover`: the
   * pointer has come onto it.
   * @returns takes the listener away
   */
  on(event: 'select' | 'hover', listener: (event: SelectEvent) => void): () => void;
  /** `change`: with `follow`, the page has changed, and what is painted fits it again. */
  on(event: 'change', listener: (event: ChangeEvent) => void): () => void;
  /** The page has changed: looks again. What is not found exactly, with its context, is not painted. */
  refresh(): void;
  /** Removes every trace. A second call does nothing. */
  clear(): void;
}

/** Index into `mentions` or `dates` of the analysis. */
export type Target = { mention: number } | { date: number };

/** What the pointer met. */
export interface SelectEvent {
  target: Target;
  /** The words, or the part of them under the pointer where other text lies between. */
  range: StaticRange | Range;
  /** The box under the pointer, in the element's window. */
  rect: DOMRect;
  originalEvent: Event;
}

/** How a page has changed since it was last looked at. */
export interface ChangeEvent {
  /** UTF-16 units of text that came, or stand in text nodes that were rewritten. */
  added: number;
  /** As `Highlighting.missed`. */
  missed: number;
}
