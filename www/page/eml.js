/**
 * Mails and pages that a browser saved as one file (`.eml`, `.mht`): MIME, as far as an article is in it. Attachments are
 * never opened. Nothing here throws at odd input: what is not understood is left out.
 */

import { decode } from './encodings.js';

/**
 * @typedef {object} Mail
 * @property {string | null} html
 * @property {string | null} text
 * @property {string} subject empty where there is none
 * @property {string} from the sender's name, else the address
 * @property {string | null} day of its Date header, as the sender's clock had it
 * @property {boolean} savedPage a web page that a browser saved: its day is the day of saving
 */

/** A header's values by its name in small letters; of several the first. @typedef {Map<string, string>} Head */

/** Deeper than any mail program nests, and more parts than any newsletter has. */
const DEEPEST = 10;
const MOST_PARTS = 500;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * @param {Uint8Array} bytes
 * @returns {Mail | null} `null` when it is no mail
 */
export function readMail(bytes) {
  const { head, body } = split(toBinary(bytes));
  if (!['from', 'date', 'subject', 'mime-version', 'content-type'].some((name) => head.has(name))) return null;
  const from = words(head.get('from') ?? '');
  const savedPage = head.has('snapshot-content-location') || /saved by/i.test(from);
  const texts = { html: /** @type {string[]} */ ([]), text: /** @type {string[]} */ ([]) };
  collect(head, body, { texts, depth: 0, left: { parts: MOST_PARTS } });
  // A saved page comes with its frames, which are pages too; a mail's text may be cut in two by a picture.
  const html = savedPage ? texts.html.slice(0, 1) : texts.html;
  return {
    html: html.length > 0 ? html.join('\n') : null,
    text: texts.text.length > 0 ? texts.text.join('\n\n') : null,
    subject: words(head.get('subject') ?? ''),
    from: sender(from),
    day: dayOf(head.get('date') ?? ''),
    savedPage,
  };
}

/**
 * Gathers the texts of a part and of the parts in it.
 * @param {Head} head
 * @param {string} body
 * @param {{ texts: { html: string[], text: string[] }, depth: number, left: { parts: number } }} into
 */
function collect(head, body, into) {
  const { type, parameters } = typeOf(head);
  const boundary = parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary) {
    if (into.depth >= DEEPEST) return;
    for (const part of partsOf(body, boundary)) {
      into.left.parts -= 1;
      if (into.left.parts < 0) return;
      const inner = split(part);
      collect(inner.head, inner.body, { ...into, depth: into.depth + 1 });
    }
    return;
  }
  if (/^\s*attachment/i.test(head.get('content-disposition') ?? '')) return;
  const kind = /^(text\/html|application\/xhtml\+xml)$/.test(type) ? 'html' : type === 'text/plain' ? 'text' : null;
  if (kind === null) return;
  const charset = parameters.get('charset') ?? null;
  const content = decode(toBytes(decoded(head, body)), charset, kind).replaceAll('\r\n', '\n');
  const flowed = kind === 'text' && /^flowed$/i.test(parameters.get('format') ?? '');
  const text = flowed ? unflow(content, /^yes$/i.test(parameters.get('delsp') ?? '') ? 'joined' : 'spaced') : content;
  if (text.trim() !== '') into.texts[kind].push(text);
}

/**
 * Headers and body of a mail or of one of its parts.
 * @param {string} raw a character a byte
 * @returns {{ head: Head, body: string }}
 */
function split(raw) {
  /** @type {Head} */
  const head = new Map();
  // A part may begin with its blank line: then it has no headers.
  const opening = /^\r?\n/.exec(raw);
  const blank = opening ?? /\r?\n\r?\n/.exec(raw);
  const top = blank ? raw.slice(0, blank.index) : raw;
  for (const line of top.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+):(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined || head.has(name.toLowerCase())) continue;
    head.set(name.toLowerCase(), value.trim());
  }
  return { head, body: blank ? raw.slice(blank.index + blank[0].length) : '' };
}

/**
 * The media type and its parameters; plain text unless stated.
 * @param {Head} head
 * @returns {{ type: string, parameters: Map<string, string> }}
 */
function typeOf(head) {
  const stated = head.get('content-type') ?? 'text/plain';
  const parameters = new Map();
  for (const [, name, quoted, bare] of stated.matchAll(/;\s*([\w-]+)\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/g)) {
    if (name) parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  }
  return { type: /^[^;\s]*/.exec(stated)?.[0].toLowerCase() ?? '', parameters };
}

/**
 * @param {string} body
 * @param {string} boundary
 * @returns {Generator<string>}
 */
function* partsOf(body, boundary) {
  const mark = `--${boundary}`;
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== '\n') continue;
    const after = /^(--)?[ \t]*(\r?\n|$)/.exec(body.slice(at + mark.length, at + mark.length + 100));
    // Another boundary may begin with the same characters.
    if (!after) continue;
    if (start >= 0) yield body.slice(start, at).replace(/\r?\n$/, '');
    start = at + mark.length + after[0].length;
    if (after[1]) return;
  }
  // A mail that was cut off.
  if (start >= 0) yield body.slice(start);
}

/**
 * @param {Head} head
 * @param {string} body
 * @returns {string} a character a byte
 */
function decoded(head, body) {
  const encoding = (head.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return fromBase64(body);
  if (encoding === 'quoted-printable') return fromQuoted(body.replace(/[ \t]+(?=\r?\n)/g, '').replace(/=\r?\n/g, ''));
  return body;
}

/** @param {string} text */
function fromBase64(text) {
  const letters = text.replace(/[^A-Za-z0-9+/]/g, '');
  // One letter left over holds no byte.
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters);
}

/** @param {string} text */
function fromQuoted(text) {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * The words of a header: encoded words (RFC 2047) are decoded, and neighbours together, because a letter may be cut in two.
 * @param {string} value
 * @returns {string}
 */
function words(value) {
  const runs = value.split(/((?:=\?[^?\s]+\?[bq]\?[^?]*\?=\s*)+)/i);
  const spoken = runs.map((run, index) => {
    if (index % 2 === 0) return decode(toBytes(run), null, 'text');
    /** @type {{ charset: string, bytes: string }[]} */
    const pieces = [];
    for (const [, charset = '', how, text = ''] of run.matchAll(/=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi)) {
      const bytes = how?.toLowerCase() === 'b' ? fromBase64(text) : fromQuoted(text.replaceAll('_', ' '));
      const last = pieces.at(-1);
      if (last?.charset === charset.toLowerCase()) last.bytes += bytes;
      else pieces.push({ charset: charset.toLowerCase(), bytes });
    }
    const space = /\s$/.test(run) ? ' ' : '';
    return pieces.map(({ charset, bytes }) => decode(toBytes(bytes), charset, 'text')).join('') + space;
  });
  return spoken.join('').replace(/\s+/g, ' ').trim();
}

/**
 * @param {string} from
 * @returns {string}
 */
function sender(from) {
  const name = from.replace(/<[^>]*>/g, '').replace(/^[\s"']+|[\s"']+$/g, '');
  return name === '' ? (/<([^>]*)>/.exec(from)?.[1] ?? '') : name;
}

/**
 * @param {string} date as RFC 5322 writes it
 * @returns {string | null} `YYYY-MM-DD`
 */
function dayOf(date) {
  const [, day = '', name = '', written = ''] = /(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4}|\d{2})\b/.exec(date) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  const year = written.length === 4 ? Number(written) : Number(written) + (Number(written) < 50 ? 2000 : 1900);
  const stated = new Date(Date.UTC(year, month - 1, Number(day)));
  // "31 Feb" is no day, and there were no mails before the net.
  if (stated.getUTCDate() !== Number(day) || year < 1970) return null;
  return stated.toISOString().slice(0, 10);
}

/**
 * Text whose long lines the sender's program broke (RFC 3676): a line that ends in a space goes on in the next.
 * @param {string} text
 * @param {'joined' | 'spaced'} how whether that space is no part of the text
 * @returns {string}
 */
function unflow(text, how) {
  let out = '';
  for (const line of text.split('\n')) {
    const stuffed = line.startsWith(' ') ? line.slice(1) : line;
    const soft = stuffed.endsWith(' ') && stuffed !== '-- ';
    out += soft ? (how === 'joined' ? stuffed.slice(0, -1) : stuffed) : `${stuffed}\n`;
  }
  return out;
}

/**
 * Bytes as a string of one character a byte, in which the ASCII of MIME is easily found.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function toBinary(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** @param {string} binary */
function toBytes(binary) {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
