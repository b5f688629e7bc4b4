/**
 * Marks who and when in a news article: names linked, dates resolved. All positions are UTF-16 code units.
 * @module whowhen
 */

/** An article: its text, the HTML of its page, or what `readElement` has read of a live one. */
export type Input = string | { text: string } | { html: string } | { snapshot: string };

/** What to look for and what you know; all of it may be left out. */
export interface Options {
  /** The day of publication, `YYYY-MM-DD`. It wins over everything that the page says. */
  published?: string | null;
  /** The page's address. A day in its path is the day of publication, where the page itself says none. */
  url?: string | null;
  /**
   * What to look for: `all`, the default, `dates` alone, which is faster: names, entities and quotes stay empty, or
   * `article`: neither, only the text, its blocks and the page's own facts.
   */
  find?: 'all' | 'dates' | 'article';
  /** For HTML: say where in the page the text comes from. The answer to a snapshot always does. */
  sources?: boolean;
  /** Say where the sentences are. */
  sentences?: boolean;
  /**
   * What you know better: it wins over everything that is found. Cases must be the same, but for text in capitals; words
   * in small letters are found however they are written.
   */
  lexicon?: LexiconEntry[];
  limits?: {
    /** Bytes of UTF-8 that an input may have, 10 MiB unless set. */
    inputBytes?: number;
  };
}

/** Words that are a name, or are to be left unmarked, or are the day `value` (`YYYY-MM-DD`). */
export type LexiconEntry =
  | { text: string; type: EntityType | 'ignore' }
  | { text: string; type: 'date'; value: string };

/** How one call is watched and ended. */
export interface Control {
  /**
   * Ends the call: it rejects at once with the signal's reason, an `AbortError`. Without a worker, what has begun runs
   * to its end, and the answer is dropped.
   */
  signal?: AbortSignal;
  /** Is told from time to time how much is done, from 0 to 1. The last it is told is 1; of a short text that is all. */
  onProgress?: (done: number) => void;
}

/** Rejections are of this class, but for those of an `AbortSignal`. The message says what to do. */
export class WhoWhenError extends Error {
  code:
    /** The input is longer than `limits.inputBytes`. */
    | 'input_too_large'
    /** The input is no text and no HTML. */
    | 'invalid_input'
    /** An option has a value that it cannot have. */
    | 'invalid_option'
    /** The engine could not be loaded. */
    | 'load'
    /** The engine failed. It has been replaced, the next call works. */
    | 'internal'
    /** It took longer than `timeLimit`. The engine has been replaced, the next call works. */
    | 'time_limit'
    /** The analyzer was disposed of. */
    | 'disposed';
}

/**
 * Where the WebAssembly is, for bundlers that do not copy it: its address, its bytes, a response with it, the compiled
 * `WebAssembly.Module`, or a promise of one of these. An address without an origin counts from the page, in Node from the working folder.
 */
export interface LoadOptions {
  // TypeScript has the module's name only beside those of browsers.
  wasm?: URL | string | ArrayBuffer | Uint8Array | Response | object;
}

/** Loads the engine; `analyze` does it by itself where this was not called. */
export function load(options?: LoadOptions): Promise<void>;

/** Analyses one article. Rejects with a `WhoWhenError`. */
export function analyze(input: Input, options?: Options & Control): Promise<Analysis>;

export interface AnalyzerOptions extends LoadOptions {
  /**
   * `true`: the engine runs in a worker, so that a long article never holds the page. A function makes that worker, for
   * bundlers and hosts that need their own way: `() => new Worker(new URL('whowhen/worker', import.meta.url), { type:
   * 'module' })`. It is called again after a failure. Unless set, the engine runs here.
   */
  worker?: boolean | (() => WorkerLike);
  /** Milliseconds that one call may take in a worker, 20 000 unless set; then the worker is replaced. */
  timeLimit?: number;
}

/** What is needed of a `Worker`, by a name that needs no types of browsers. */
export interface WorkerLike {
  /** As a `Worker`'s. */
  postMessage(message: any): void;
  /** As a `Worker`'s. */
  terminate(): void;
  /** As a `Worker`'s. */
  onmessage: ((event: any) => void) | null;
  /** As a `Worker`'s. */
  onerror: ((event: any) => void) | null;
  /** As a `Worker`'s. */
  onmessageerror: ((event: any) => void) | null;
}

/** An engine. In a worker, calls are answered in their order. */
export interface Analyzer {
  /**
   * Fulfilled when the engine is loaded. No request is made after that, unless a worker has to be replaced. A failure
   * is also what `analyze` rejects with, and the next call tries again.
   */
  readonly ready: Promise<void>;
  /** As the function `analyze`. */
  analyze(input: Input, options?: Options & Control): Promise<Analysis>;
  /** As `exportAs` of `whowhen/export`. */
  exportAs(analysis: Analysis, format: import('./export.js').Format): Promise<string>;
  /** Ends the worker; what is pending rejects with the code `disposed`. */
  dispose(): void;
}

/** Makes an engine and begins to load it. Without a worker, all of a program share one. */
export function createAnalyzer(options?: AnalyzerOptions): Analyzer;

/** The version of this package. */
export const version: string;

/** Everything found in one article. `mentions` and `dates` are sorted and never overlap. */
export interface Analysis {
  schema: 'whowhen/1';
  /** The one text that every span points into: for text the input itself, for HTML the text read from it. */
  text: string;
  article: Article;
  entities: Entity[];
  mentions: Mention[];
  dates: DateMention[];
  quotes: Quote[];
  anchor: Anchor;
  notes: Note[];
  stats: Stats;
  /** Where the sentences are, none across two blocks; where the option `sentences` asks for them. */
  sentences?: Span[];
  /**
   * Which text node of the page each stretch of the text stands in, in order; for pages only. White space between two
   * was folded, or parts blocks.
   */
  sources?: Source[];
}

/** A stretch of the text that stands in one text node of the page, character for character. */
export interface Source extends Span {
  /**
   * Which of the page's text nodes: for a snapshot the index into `nodes` of `readElement`, for HTML counted from 0 in
   * document order, white space between elements too, as a `TreeWalker` over a `DOMParser`'s document counts them.
   */
  node: number;
  /** Where it begins in the node's data. */
  offset: number;
}

/** A stretch of the text in UTF-16 code units: `text.slice(start, end)` is exactly the words. */
export interface Span {
  start: number;
  end: number;
}

/** What the article says of itself, and its parts. A title or byline without positions stands only in the page's metadata. */
export interface Article {
  title: ({ text: string } & Partial<Span>) | null;
  byline: ({ text: string } & Partial<Span>) | null;
  dateline: (Span & { place?: string; date?: string; agency?: string }) | null;
  published: { date: string; basis: Basis } | null;
  modified: { date: string; basis: Basis } | null;
  site: string | null;
  /** BCP 47, as the page states it, else a guess from the text. */
  language: string | null;
  url: string | null;
  blocks: Block[];
}

/** One part of the article. What is `boilerplate` does not belong to it. */
export interface Block extends Span {
  kind:
    | 'masthead'
    | 'title'
    | 'byline'
    | 'dateline'
    | 'heading'
    | 'paragraph'
    | 'quote'
    | 'item'
    | 'caption'
    | 'credit'
    | 'boilerplate';
}

/**
 * What a name can be: a `person`; an `organization`, such as a company, ministry or team; a `place`; a `group`, the members of
 * a people, religion or party; an `event`; a `work`, such as a law, a title, a product or a ship.
 */
export type EntityType = 'person' | 'organization' | 'place' | 'group' | 'event' | 'work';

/** One place where something is named. */
export interface Mention extends Span {
  type: EntityType;
  /** Index into `entities`, equal to that entity's `id`. */
  entity: number;
  /** How sure, above 0 and below 1. */
  score: number;
}

/** Somebody or something, with all places where it is named. */
export interface Entity {
  id: number;
  type: EntityType;
  /** The fullest name in the article. */
  name: string;
  aliases: string[];
  /** What the article says a person is. */
  role?: string;
  /** Of a place, and of the country that a group's name points at. */
  place?: PlaceFacts;
  /** Indexes into `mentions`, ascending. */
  mentions: number[];
}

/** Where a place is. */
export interface PlaceFacts {
  /** ISO 3166-1 alpha-2 code of the country it is or lies in. */
  country: string;
  kind?: 'country' | 'capital' | 'city';
  /** Degrees north, to a twentieth; of a country, where most of its people live. */
  latitude?: number;
  /** Degrees east, to a twentieth. */
  longitude?: number;
}

/** An expression of time and its value in the calendar. Days are of the proleptic Gregorian calendar. */
export interface DateMention extends Span {
  kind: 'date' | 'time' | 'duration' | 'set';
  /** TIMEX3: `2014-01-13`, `2011-03`, `XXXX-01-13`, `P3W`, `PRESENT_REF`. */
  value: string;
  /** TIMEX3 `mod`: `START`, `MID`, `END`, `APPROX` and so on. */
  modifier?: string;
  /** First day of the interval, `YYYY-MM-DD`. */
  earliest: string | null;
  /** Last day of the interval, inside it. */
  latest: string | null;
  /** `given`: you said so; `stated`: the words say it all; `anchor`: against the anchor; `text`: against another date of the text; `none`: not resolved. */
  basis: 'given' | 'stated' | 'anchor' | 'text' | 'none';
  certainty: { year?: Known; month?: Known; day?: Known };
}

/** How a part of a date is known: the words say it, or what is around them does. */
export type Known = 'stated' | 'implied';

/** A quotation, with its marks. */
export interface Quote extends Span {
  /** Index into `entities`. */
  speaker?: number;
}

/** How a day of publication is known, from the surest to the least sure. A `masthead` date is an assumption, an `inferred` one a proposal. */
export type Basis = 'given' | 'metadata' | 'dateline' | 'byline' | 'masthead' | 'inferred' | 'none';

/** The day against which dates are resolved. */
export interface Anchor {
  date: string | null;
  basis: Basis;
}

/** What a careful reader should know, such as that the day of publication is an assumption. More codes may come. */
export interface Note {
  code: string;
  message: string;
  span?: Span;
}

/** How much there is. */
export interface Stats {
  /** UTF-16 code units of the text. */
  length: number;
  sentences: number;
  words: number;
}
