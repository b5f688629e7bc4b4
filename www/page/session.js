/**
 * The articles of this session, in memory and nowhere else. No DOM: what is shown of them is the page's affair.
 */

import { lexiconOf, NOTHING_SAID } from './corrections.js';
import { fold } from './sentences.js';
import { isEmpty } from './source.js';

/** @typedef {import('./source.js').Source} Source */
/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').LexiconEntry} LexiconEntry */

/**
 * One article of the session: where it is from, what the reader said of it, and what was read last.
 * @typedef {object} Doc
 * @property {number} id
 * @property {Source} source
 * @property {string | null} day of publication, as the reader or a mail set it
 * @property {import('./corrections.js').History} corrections
 * @property {string} title as the last reading had it; empty before
 * @property {Reading | null} last the newest reading, while it is kept
 * @property {boolean} stopped the reader ended its reading
 * @property {Place} place where the reader was in it
 */

/**
 * An answer and what it answers.
 * @typedef {object} Reading
 * @property {Analysis} analysis
 * @property {Source} source
 * @property {string | null} day
 * @property {readonly LexiconEntry[]} lexicon
 */

/** A block of the article and how far its top is below the window's; without a block the page's own scroll position. */
/** @typedef {{ block: number | null, top: number }} Place */

/** A document that was closed, where it stood, and the empty one that stands in for the last. */
/** @typedef {{ doc: Doc, index: number, standIn: Doc | null }} Closed */

/** Most articles at once. */
export const MOST = 50;
/** Readings that are kept, and characters that they may have together: a reading takes many times its text. */
const KEPT = 6;
const KEPT_LENGTH = 3_000_000;
/** Characters of a title on a tab. */
const TITLE = 42;

export function createSession() {
  let lastId = 0;
  /** @param {Source} source @returns {Doc} */
  const fresh = (source) => {
    lastId += 1;
    const { day = null } = source;
    // The day of a mail is a correction that can be taken back.
    const corrections = { ...NOTHING_SAID, now: { ...NOTHING_SAID.now, day } };
    return { id: lastId, source, day, corrections, title: '', last: null, stopped: false, place: { block: null, top: 0 } };
  };
  const empty = () => fresh({ kind: 'text', content: '', name: '' });

  let current = empty();
  let docs = [current];
  /** Those with a reading, the newest last. @type {Doc[]} */
  let read = [];

  /**
   * Makes an article of a source, in an empty one's place or behind all others. It does not become the current one.
   * @param {Source} source
   * @returns {Doc | null} `null` when there are as many as there may be
   */
  const open = (source) => {
    const free = isEmpty(current.source) ? current : docs.find((doc) => isEmpty(doc.source));
    if (!free && docs.length >= MOST) return null;
    const doc = fresh(source);
    if (free) docs = docs.map((other) => (other === free ? doc : other));
    else docs = [...docs, doc];
    if (free === current) current = doc;
    return doc;
  };

  /** @param {Doc} doc */
  const select = (doc) => {
    if (docs.includes(doc)) current = doc;
  };

  /**
   * Closes an article; the neighbour becomes the current one, and the last is followed by an empty one.
   * @param {Doc} doc
   * @returns {Closed}
   */
  const close = (doc) => {
    const index = docs.indexOf(doc);
    docs = docs.filter((other) => other !== doc);
    const standIn = docs.length === 0 ? empty() : null;
    if (standIn) docs = [standIn];
    if (current === doc) current = docs[Math.min(index, docs.length - 1)] ?? current;
    return { doc, index, standIn };
  };

  /** @param {Closed} closed */
  const restore = ({ doc, index, standIn }) => {
    docs = docs.filter((other) => other !== standIn || !isEmpty(other.source));
    docs.splice(index, 0, doc);
    current = doc;
  };

  /**
   * Keeps a reading, and lets old ones go.
   * @param {Doc} doc
   * @param {Reading} reading
   */
  const remember = (doc, reading) => {
    doc.last = reading;
    doc.title = reading.analysis.article.title?.text ?? '';
    read = [...read.filter((other) => other !== doc && docs.includes(other)), doc];
    let length = 0;
    for (const [back, other] of read.toReversed().entries()) {
      length += other.last?.analysis.text.length ?? 0;
      if (back > 0 && (back >= KEPT || length > KEPT_LENGTH)) other.last = null;
    }
    read = read.filter((other) => other.last !== null);
  };

  return { docs: () => docs, current: () => current, empty, open, select, close, restore, remember };
}

/**
 * The reading of a document, if it still answers what would be asked.
 * @param {Doc} doc
 * @returns {Analysis | null}
 */
export function knownOf({ last, source, day, corrections }) {
  if (!last || last.day !== day || last.source.kind !== source.kind) return null;
  if (JSON.stringify(last.lexicon) !== JSON.stringify(lexiconOf(corrections))) return null;
  return last.source.content === source.content ? last.analysis : null;
}

/**
 * What a document is called: the article's own title, else its file, else its first words.
 * @param {Doc} doc
 * @returns {string}
 */
export function titleOf({ title, source }) {
  const words = source.kind === 'text' ? source.content : (source.plain ?? '');
  // Only the beginning is looked at: a text may have one line of megabytes.
  const candidates = [title, source.name, words.slice(0, 400)].map((text) => fold(text).trim());
  const found = candidates.find((text) => text !== '');
  return found ? shortened(found) : isEmpty(source) ? 'New article' : 'Web page';
}

/**
 * @param {string} text
 * @returns {string}
 */
function shortened(text) {
  if (text.length <= TITLE) return text;
  const start = text.slice(0, TITLE);
  const space = start.lastIndexOf(' ');
  // A word longer than half the title is cut, but no character is.
  return `${(space > TITLE / 2 ? start.slice(0, space) : start.replace(/[\ud800-\udbff]$/, '')).replace(/[,;:–—-]+$/, '')}…`;
}
