/** The exported files, and what the checks share. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INPUTS } from './inputs.mjs';

const { EXPORTS } = process.env;
if (!EXPORTS) throw new Error('Run tests/exports/run.mjs, which makes the exports and then these tests.');

/** One file. */
export function file(name, format) {
  return readFileSync(join(EXPORTS, name, format), 'utf8');
}

/** Every input with its analysis and one of its exports. */
export function exported(format) {
  return INPUTS.map((input) => {
    const analysis = JSON.parse(file(input.name, 'analysis.json'));
    // Files are UTF-8, which holds no half of a surrogate pair.
    const text = wellFormed(analysis.text);
    return { ...input, analysis, text, content: file(input.name, format) };
  });
}

/** As long, with U+FFFD for halves of surrogate pairs. */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** With U+FFFD for what XML and HTML cannot hold, and for the control characters that they should not. */
export function inXml(text) {
  // eslint-disable-next-line no-control-regex
  return wellFormed(text).replace(/[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** Names and dates in the order of the text. */
export function marks({ entities, mentions, dates }) {
  const names = mentions.map((mention) => ({ ...mention, name: entities[mention.entity].name, of: entities[mention.entity] }));
  return [...names, ...dates].sort((a, b) => a.start - b.start);
}
