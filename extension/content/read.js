/** From a page to an analysis: what of it is read, and with what the engine is asked. */

import { readElement, readText } from '../dom/index.js';
import * as dom from '../dom/nodes.js';
import { TOO_LONG, ask, tell } from '../messages.js';

/** @typedef {import('../messages.js').Analysis} Analysis */
/** @typedef {import('../messages.js').LexiconEntry} LexiconEntry */
/** @typedef {import('../messages.js').Scope} Scope */

/**
 * A page that was read.
 * @typedef {object} Read
 * @property {Scope} scope what of it: all of a page where no article was found
 * @property {Analysis} analysis
 * @property {import('../dom/index.js').Reading | import('../dom/index.js').TextReading} reading
 * @property {string} snapshot what was read, to tell whether there is something else now
 * @property {string} address of the page as it was
 */

/**
 * @typedef {object} How
 * @property {string | null} day of publication, as the reader set it
 * @property {LexiconEntry[]} lexicon
 * @property {string} [words] what is selected, where the selection cannot be found here
 * @property {boolean} [article] nothing but an article
 * @property {string} [unless] a snapshot: the same is not read again
 * @property {(nodes: Text[]) => unknown} [meanwhile] called with what was read when the engine has begun with it
 * @property {Read} [before] what was read before, with other corrections
 */

/** Letters of a frame below which it is an advertisement or a button. */
const FEW = 400;
/** UTF-16 units beyond which the engine would refuse. */
const MOST = 10_000_000;
/** How a day of publication that can be relied on is known. */
const STATED = ['given', 'metadata', 'dateline', 'byline'];

/** A page that cannot be read; the message says why. */
export class PageProblem extends Error {}

/** The page that this is, without the place in it. */
export function addressOf() {
  return location.href.replace(/#(?![!/]).*$/, '');
}

/** Whether a frame is more than a button or an advertisement. */
export function isWorthReading() {
  return innerWidth >= 200 && innerHeight >= 100 && readText(document).text.length >= FEW;
}

/**
 * @param {Scope} scope
 * @param {How} how
 * @returns {Promise<Read | null>} null where there is nothing new, or no article where only one is wished
 */
export async function read(scope, how) {
  const type = dom.contentType(document);
  if (/pdf/.test(type)) throw new PageProblem('This is a PDF, which WhoWhen cannot read: select its text, copy it, and paste it into the WhoWhen page.');
  if (/^(image|video|audio)\//.test(type)) throw new PageProblem('This page is a picture or a recording: there are no words to read.');
  // So that the engine is loaded meanwhile. Where there may be nothing new, it is not worth it.
  if (how.unless === undefined) tell({ type: 'wake' });
  if (scope === 'selection') return readSelection(how);

  const reading = readElement(document);
  const { snapshot } = reading;
  if (snapshot === how.unless) return null;
  if (snapshot.length > MOST) throw new PageProblem(TOO_LONG);
  const place = { snapshot, address: addressOf() };
  if (scope === 'article') {
    const asked = analyze({ snapshot }, how);
    how.meanwhile?.(reading.nodes);
    const analysis = await asked;
    const has = (/** @type {string} */ note) => analysis.notes.some(({ code }) => code === note);
    // Nobody has asked, and in other languages names are guesses.
    if (how.article && (has('no_article') || has('not_english') || !hasParagraphs(analysis))) return null;
    if (!has('no_article')) return { scope, analysis, reading, ...place };
    return readWhole({ scope: 'page', reading: readText(document), page: analysis }, how, place);
  }
  return readWhole({ scope, reading: readText(document), page: await factsOf(snapshot) }, how, place);
}

/**
 * Whether there is something to read: a shop or a form may have a headline, too.
 * @param {Analysis} analysis
 */
function hasParagraphs({ article }) {
  return article.blocks.filter(({ kind }) => kind === 'paragraph').length > 1;
}

/**
 * @param {How} how
 * @returns {Promise<Read>}
 */
async function readSelection(how) {
  const place = { snapshot: '', address: addressOf() };
  const page = await factsOf(readElement(document).snapshot);
  const reading = how.before && 'text' in how.before.reading ? how.before.reading : selected(how.words ?? '');
  return readWhole({ scope: 'selection', reading, page }, how, place);
}

/**
 * What is selected here; where that is in a place that no script can see, only its words are known.
 * @param {string} words
 * @returns {import('../dom/index.js').TextReading}
 */
function selected(words) {
  const selection = /** @type {Selection | null} */ (dom.selectionOf(document));
  for (let at = 0; selection && at < selection.rangeCount; at += 1) {
    const reading = readText(document, selection.getRangeAt(at));
    if (reading.text.trim() !== '') return reading;
  }
  return { text: words, nodes: [], sources: [] };
}

/**
 * Reads words as they are, with what the page says of itself.
 * @param {{ scope: Scope, reading: import('../dom/index.js').TextReading, page: Analysis }} what
 * @param {How} how
 * @param {{ snapshot: string, address: string }} place
 * @returns {Promise<Read>}
 */
async function readWhole({ scope, reading, page }, how, place) {
  const { text, sources } = reading;
  if (text.trim() === '') throw new PageProblem(scope === 'selection' ? 'Nothing is selected that could be read: select words of the page first.' : emptyWords());
  const { anchor, article } = page;
  const known = how.day === null && STATED.includes(anchor.basis) ? anchor.date : null;
  const analysis = await analyze({ text }, { ...how, day: how.day ?? known });
  if (known !== null) analysis.anchor = anchor;
  analysis.article = { ...analysis.article, title: article.title && { text: article.title.text }, url: article.url, site: article.site };
  return { scope, analysis: { ...analysis, sources }, reading, ...place };
}

/** Why a page has no words, as far as can be seen. */
function emptyWords() {
  const frames = [...dom.queryAll(document, 'iframe')].some((frame) => dom.clientWidth(frame) * dom.clientHeight(frame) > 100_000);
  return frames
    ? 'There are no words in this page itself: they stand in a frame of another site. Open that frame in a tab of its own.'
    : 'There are no words to read on this page.';
}

/**
 * What the page says of itself.
 * @param {string} snapshot
 * @returns {Promise<Analysis>}
 */
function factsOf(snapshot) {
  return ask({ type: 'analyze', input: { snapshot }, options: { url: location.href, find: 'article' } });
}

/**
 * @param {{ snapshot: string } | { text: string }} input
 * @param {How} how
 * @returns {Promise<Analysis>}
 */
function analyze(input, { day, lexicon }) {
  return ask({ type: 'analyze', input, options: { url: location.href, published: day, lexicon, sentences: true } });
}
