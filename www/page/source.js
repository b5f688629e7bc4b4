/** What an article is made from, and how what a reader brings becomes one. No DOM. */

/**
 * @typedef {object} Source
 * @property {'text' | 'html'} kind
 * @property {string} content
 * @property {string} name of the file, or what else it is; empty for typed and pasted text
 * @property {string} [held] what to say of HTML that is read as it is; without it the content is text in the field
 * @property {string} [plain] the same article as plain text, where that came along
 * @property {string | null} [day] of publication, where what brought the article states it
 */

/** Below this part of the plain text's characters, the reading of the HTML has lost something. */
const ENOUGH = 0.6;

/** Elements that say more of an article than its plain text does. */
const STRUCTURE = /<(?:h[1-6]|p|li|article|section|blockquote|table|figure|header|time|a|strong|em)[\s>/]/i;

/** Programs for writing, by what they leave in the HTML. */
const WRITTEN = /\bmso-|urn:schemas-microsoft-com|docs-internal-guid|google-sheets|libreoffice|<meta[^>]+(?:generator|ProgId)/i;

export const NO_LINKS = 'This page fetches nothing: open the link, copy the article, paste it here.';

/**
 * A text as it was typed, pasted or dropped.
 * @param {string} content
 * @param {string} [name]
 * @returns {Source}
 */
export function textSource(content, name = '') {
  return { kind: looksLikePage(content) ? 'html' : 'text', content, name };
}

/**
 * What the clipboard or a drag holds. HTML without any structure, as editors of code copy it, says less than its text.
 * @param {string} html
 * @param {string} text
 * @returns {Source}
 */
export function richSource(html, text) {
  if (html.trim() === '' || (text.trim() !== '' && (!STRUCTURE.test(html) || looksLikePage(text)))) return textSource(text);
  const held = WRITTEN.test(html) ? 'Pasted with its headings and paragraphs.' : 'Pasted from a web page.';
  return { kind: 'html', content: html, name: '', held, ...(text.trim() === '' ? {} : { plain: text }) };
}

/**
 * The plain text of a source that has one beside its HTML.
 * @param {Source} source
 * @returns {Source}
 */
export function asPlain({ plain, name, day }) {
  return { kind: 'text', content: plain ?? '', name, day };
}

/**
 * Whether a text is the source of a web page rather than an article.
 * @param {string} text
 * @returns {boolean}
 */
export function looksLikePage(text) {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,500}?-->\s*)*<(!doctype html|html[\s>])/i.test(text.slice(0, 2000));
}

/**
 * Whether a text is nothing but addresses of pages.
 * @param {string} text
 * @returns {boolean}
 */
export function isBareLink(text) {
  if (text.length > 4000) return false;
  const words = text.trim().split(/\s+/);
  return words.every((word) => /^<?(?:https?:\/\/|www\.)[^\s.]+\.?\S*$/i.test(word));
}

/** @param {Source} source */
export function isEmpty(source) {
  return source.content.trim() === '';
}

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/index.js').Analyzer} Analyzer */
/** @typedef {import('../lib/index.js').Options & import('../lib/index.js').Control} Wishes */

/**
 * Reads a source. Of HTML that came with its plain text, the text is read where that gives more.
 * @param {Analyzer} analyzer
 * @param {Source} source
 * @param {Wishes} wishes
 * @returns {Promise<{ analysis: Analysis, source: Source }>} what was read, which is not always what was given
 */
export async function readSource(analyzer, source, wishes) {
  if (source.kind === 'text') return { analysis: await analyzer.analyze({ text: source.content }, wishes), source };
  try {
    const analysis = await analyzer.analyze({ html: source.content }, wishes);
    if (source.plain === undefined || !isPoorer(analysis, source.plain)) return { analysis, source };
  } catch (error) {
    if (source.plain === undefined || wishes.signal?.aborted) throw error;
  }
  const plain = asPlain(source);
  return { analysis: await analyzer.analyze({ text: plain.content }, wishes), source: plain };
}

/**
 * Whether the HTML gave no article, or much less text than came along.
 * @param {Analysis} analysis
 * @param {string} plain
 * @returns {boolean}
 */
function isPoorer(analysis, plain) {
  return analysis.notes.some((note) => note.code === 'no_article') || solid(analysis.text) < ENOUGH * solid(plain);
}

/** @param {string} text */
function solid(text) {
  return text.replace(/\s+/g, '').length;
}
