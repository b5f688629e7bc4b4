/** Files as articles: what kind they are, their text in the right encoding, and a clear sentence for what cannot be read. */

import { decode, isBinary } from './encodings.js';
import { NO_LINKS, looksLikePage } from './source.js';

/** @typedef {import('./source.js').Source} Source */

/** Largest file that is read: what the engine takes by default. */
const LARGEST = 10 * 1024 * 1024;

/** Files that people try and that are no text, by the end of their names. */
const FOREIGN = /** @type {Record<string, string>} */ ({
  pdf: 'a PDF',
  doc: 'a Word document',
  docx: 'a Word document',
  odt: 'an OpenDocument text',
  rtf: 'a rich text file',
  pages: 'a Pages document',
  epub: 'an e-book',
  msg: 'an Outlook message',
});

/** A refusal whose message is fit for people. */
export class Refused extends Error {}

/**
 * Reads files one after the other, so that the bytes of one are in memory at a time.
 * @param {readonly File[]} files
 * @returns {Promise<{ sources: Source[], refusals: string[] }>} a sentence for each file that cannot be read
 */
export async function readArticleFiles(files) {
  /** @type {Source[]} */
  const sources = [];
  /** @type {string[]} */
  const refusals = files.length === 0 ? ['There was no file in that.'] : [];
  for (const file of files) {
    try {
      sources.push(await readArticleFile(file));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusals.push(error.message);
    }
  }
  return { sources, refusals };
}

/**
 * @param {File} file
 * @returns {Promise<Source>} rejects with `Refused`
 */
async function readArticleFile(file) {
  const { name } = file;
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const foreign = FOREIGN[ending];
  if (foreign) throw new Refused(`“${name}” is ${foreign}. Open it in its own program, copy the text and paste it here.`);
  if (ending === 'url' || ending === 'webloc') throw new Refused(`“${name}” is a link. ${NO_LINKS}`);
  if (file.size > LARGEST) {
    throw new Refused(`“${name}” has ${megabytes(file.size)}. The largest file that can be read has ${megabytes(LARGEST)}.`);
  }
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) throw new Refused(`“${name}” could not be read. If it is a folder, open a file in it.`);
  if (/^(eml|mht|mhtml)$/.test(ending) || file.type === 'message/rfc822') return mailSource(name, bytes);
  if (isBinary(bytes)) {
    throw new Refused(`“${name}” is not text. Files that can be read: .txt, .md, saved web pages (.html, .mht) and mails (.eml).`);
  }
  const html = /^x?html?$/.test(ending) || file.type === 'text/html' || file.type === 'application/xhtml+xml';
  const content = decode(bytes, null, html ? 'html' : 'text');
  if (content.trim() === '') throw new Refused(`“${name}” is empty.`);
  if (!html && !looksLikePage(content)) return { kind: 'text', content, name };
  return { kind: 'html', content, name, held: 'This web page is read as it is, with its own headline and date.' };
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Promise<Source>} rejects with `Refused`
 */
async function mailSource(name, bytes) {
  // Few people open mails: the module comes with the first.
  const reader = await import('./eml.js').catch(() => null);
  if (!reader) throw new Refused('The part of this page that reads mails could not be loaded.');
  const mail = reader.readMail(bytes);
  if (!mail) throw new Refused(`“${name}” is not a mail or saved page that can be read.`);
  const { html, text, subject, from, savedPage } = mail;
  const content = html ?? text;
  if (content === null) throw new Refused(`“${name}” has no text that can be read. Attachments are not opened.`);
  // The day of a saved page is the day of saving.
  const day = savedPage ? null : mail.day;
  const title = savedPage ? subject || name : [subject || name, from].filter((part) => part !== '').join(' – ');
  if (html === null) return { kind: 'text', content, name: title, day };
  const what = savedPage ? 'This web page is read as it is, with its own headline and date.' : 'This mail is read as it is.';
  return { kind: 'html', content, name: title, held: what, day, ...(text === null ? {} : { plain: text }) };
}

/**
 * @param {number} bytes
 * @returns {string}
 */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}
