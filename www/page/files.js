/** Files as articles: what kind they are, their text in the right encoding, and a clear sentence for what cannot be read. */

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
});

/** @typedef {{ kind: 'text' | 'html', content: string, name: string }} Opened */

/** A refusal whose message is fit for people. */
export class Refused extends Error {}

/**
 * Reads the one file that was opened or dropped.
 * @param {readonly File[]} files
 * @returns {Promise<Opened>} rejects with `Refused`
 */
export async function readArticleFile(files) {
  const [file] = files;
  if (!file) throw new Refused('There was no file in that.');
  if (files.length > 1) throw new Refused(`Please open one article at a time: these are ${files.length} files.`);
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const foreign = FOREIGN[ending];
  if (foreign) throw new Refused(`“${file.name}” is ${foreign}. Open it in its own program, copy the text and paste it here.`);
  if (file.size > LARGEST) {
    throw new Refused(`“${file.name}” has ${megabytes(file.size)}. The largest file that can be read has ${megabytes(LARGEST)}.`);
  }
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) throw new Refused(`“${file.name}” could not be read. If it is a folder, open a file in it.`);
  const html = /^x?html?$/.test(ending) || file.type === 'text/html' || file.type === 'application/xhtml+xml';
  const content = decode(bytes, html);
  if (content === null) {
    throw new Refused(`“${file.name}” is not text. Files that can be read: .txt, .md and saved web pages (.html, .htm).`);
  }
  if (content.trim() === '') throw new Refused(`“${file.name}” is empty.`);
  return { kind: html || looksLikePage(content) ? 'html' : 'text', content, name: file.name };
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
 * @param {Uint8Array} bytes
 * @param {boolean} html
 * @returns {string | null} `null` when the bytes are no text
 */
function decode(bytes, html) {
  const marked = markedEncoding(bytes);
  if (marked === null && binary(bytes)) return null;
  const declared = html ? declaredEncoding(bytes) : null;
  for (const label of [marked, declared, 'utf-8']) {
    if (label === null) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding, or one that the browser does not know: the next one.
    }
  }
  // Old files of western Europe; every byte has a meaning here.
  return new TextDecoder('windows-1252').decode(bytes);
}

/**
 * The encoding that a byte order mark tells.
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
function markedEncoding(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
function declaredEncoding(bytes) {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? null;
}

/**
 * Text has no NUL and next to no control characters.
 * @param {Uint8Array} bytes
 * @returns {boolean}
 */
function binary(bytes) {
  const start = bytes.subarray(0, 65536);
  let odd = 0;
  for (const byte of start) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) odd += 1;
  }
  return odd * 200 > start.length;
}

/**
 * @param {number} bytes
 * @returns {string}
 */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}
