/** @import {Analysis} from './index.js' */
/** @import {Format} from './export.js' */

import { WhoWhenError } from './error.js';
import { export_as as exportNow } from './wasm/whowhen.js';

/** What each format is: the ending of files, the media type, and a name for people. */
export const formats = Object.freeze({
  json: format('json', 'application/json', 'JSON'),
  csv: format('csv', 'text/csv;charset=utf-8', 'Table (CSV)'),
  webannotation: format(
    'annotations.jsonld',
    'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
    'Web Annotation (JSON-LD)',
  ),
  timeml: format('tml', 'application/xml', 'TimeML (XML)'),
  spacy: format('spacy.json', 'application/json', 'spaCy displaCy (JSON)'),
  jsonld: format('jsonld', 'application/ld+json', 'schema.org NewsArticle (JSON-LD)'),
  icalendar: format('ics', 'text/calendar;charset=utf-8', 'Calendar (iCalendar)'),
  html: format('html', 'text/html;charset=utf-8', 'Web page (HTML)'),
  text: format('txt', 'text/plain;charset=utf-8', 'Plain text'),
});

/**
 * The writer of an engine. Half of a surrogate pair, which is no character, comes out as U+FFFD, which is as long; JSON
 * keeps it.
 * @param {import('./instance.js').Engine['call']} call
 * @returns {(analysis: Analysis, format: Format) => Promise<string>}
 */
export function exporterFrom(call) {
  return async (analysis, format) => {
    const json = stringify(analysis);
    const written = await call(() => exportNow(json, String(format)), json.length);
    // The engine has only looked whether it is an analysis: another serialiser in it would make it larger.
    return format === 'json' ? `${JSON.stringify(analysis, null, 2)}\n` : written;
  };
}

/** @param {unknown} analysis */
function stringify(analysis) {
  try {
    // What JSON has no word for, such as undefined, is no analysis either, and the engine says so.
    return JSON.stringify(analysis) ?? 'null';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WhoWhenError('invalid_input', `The analysis is no plain data: ${reason}`, { cause: error });
  }
}

/**
 * @param {string} extension
 * @param {string} mediaType
 * @param {string} label
 */
function format(extension, mediaType, label) {
  return Object.freeze({ extension, mediaType, label });
}
