/** What a caller may give. Everything else is refused with words that say what to do. */

/** @import {Analysis} from '../lib/index.js' */
/** @import {HighlightOptions, Target} from './index.js' */
/** @import {MarkType} from './sheet.js' */

import { WhoWhenError } from '../lib/error.js';
import * as dom from './nodes.js';
import { TYPES } from './sheet.js';

/**
 * @param {unknown} element
 * @param {unknown} analysis
 * @param {unknown} options
 */
export function check(element, analysis, options) {
  if (!dom.isElementOrDocument(element)) throw refused('Only an element or a document can be painted: give one, for example document.body.');
  if (!isAnalysis(analysis)) throw refused('The second argument is no analysis: give what `await analyze(…)` answers.');
  if (typeof options !== 'object' || options === null) throw refused('The options are no object: give {types, mode, prefix, styles, follow, reading}, each of them if you like.');
  const { reading, types, mode = 'auto', prefix = 'whowhen', styles = true } = /** @type {HighlightOptions} */ (options);
  if (types !== undefined) checkTypes(types);
  if (!['auto', 'highlights', 'marks'].includes(mode)) throw refused(`There is no mode ${said(mode)}: give 'auto', 'highlights' or 'marks'.`);
  if (typeof prefix !== 'string' || !/^[a-z][a-z0-9-]*$/.test(prefix)) throw refused(`${said(prefix)} cannot begin names of CSS: give small letters, digits and hyphens, a letter first.`);
  if (typeof styles !== 'boolean' && typeof styles !== 'string') throw refused('`styles` is no style: give true, false or your own rules as CSS.');
  if (reading !== undefined && !Array.isArray(reading?.nodes)) throw refused('`reading` is no reading: give what `readElement(element)` answers.');
}

/**
 * @param {unknown} types
 * @returns {MarkType[]}
 */
export function checkTypes(types) {
  const unknown = Array.isArray(types) ? types.find((type) => !TYPES.includes(type)) : types;
  if (!Array.isArray(types) || types.some((type) => type === unknown)) {
    throw refused(`There is no type ${said(unknown)}: give a list of ${TYPES.join(', ')}.`);
  }
  return types;
}

/**
 * @param {Target} target
 * @param {Analysis} analysis
 */
export function checkTarget(target, { mentions, dates }) {
  const { mention, date } = /** @type {{ mention?: number, date?: number }} */ (Object(target));
  if ((mention === undefined) === (date === undefined)) throw refused('The target is neither {mention} nor {date}: give one of them.');
  const [list, index] = mention === undefined ? [dates, date] : [mentions, mention];
  if (!list[Number(index)]) throw refused(`The analysis has no ${mention === undefined ? 'date' : 'mention'} ${said(index)}: count from 0.`);
}

/** @param {string} message */
export function refused(message) {
  return new WhoWhenError('invalid_input', message);
}

/**
 * @param {unknown} value
 * @returns {value is Analysis}
 */
function isAnalysis(value) {
  const { text, mentions, dates } = /** @type {Partial<Analysis>} */ (Object(value));
  if (typeof text !== 'string' || !Array.isArray(mentions) || !Array.isArray(dates)) return false;
  const isSpan = (/** @type {any} */ span) =>
    Number.isInteger(span?.start) && Number.isInteger(span.end) && span.start >= 0 && span.start < span.end && span.end <= text.length;
  return [...mentions, ...dates].every(isSpan) && mentions.every(({ type }) => type !== /** @type {any} */ ('date') && TYPES.includes(type));
}

/** @param {unknown} value */
function said(value) {
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : String(value).slice(0, 40);
}
