/**
 * An analysis in the formats of other tools.
 * @module whowhen/export
 */

import type { Analysis } from './index.js';

/** The name of a format. */
export type Format =
  /** The analysis itself. */
  | 'json'
  /** A row for each name and date. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
  | 'csv'
  /** W3C Web Annotation; positions are code points. */
  | 'webannotation'
  /** The text with its dates as TIMEX3. */
  | 'timeml'
  /** What displaCy draws with `manual=True`; positions are code points. */
  | 'spacy'
  /** A `NewsArticle` of schema.org. */
  | 'jsonld'
  /** The days that the story names. */
  | 'icalendar'
  /** A page that needs nothing else. */
  | 'html'
  /** Who and when, for people. */
  | 'text';

/** What a format is called and how its files end. */
export interface FormatInfo {
  /** The ending of a file's name, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** A name for people. */
  readonly label: string;
}

/** All formats. */
export const formats: Readonly<Record<Format, FormatInfo>>;

/**
 * Writes an analysis, as `analyze` gave it or as it was stored, in a format. Loads the engine where `load` was not called.
 * Rejects with a `WhoWhenError`: `invalid_input` says what is wrong with the analysis and where, `invalid_option` which
 * formats there are. Half of a surrogate pair, which is no character, comes out as U+FFFD, which is as long;
 * JSON keeps it.
 */
export function exportAs(analysis: Analysis, format: Format): Promise<string>;
