/** Bytes as text: which encoding they are in, and whether they are text at all. */

/**
 * The text of some bytes. What they are said to be is believed if it fits, then UTF-8, then the encoding of old files.
 * @param {Uint8Array} bytes
 * @param {string | null} said the encoding as something outside of the text states it
 * @param {'text' | 'html'} kind HTML may state its encoding itself
 * @returns {string}
 */
export function decode(bytes, said, kind) {
  const declared = kind === 'html' ? declaredEncoding(bytes) : null;
  for (const label of [markedEncoding(bytes), said, declared, 'utf-8']) {
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
 * Whether bytes are no text: text has no NUL and next to no control characters.
 * @param {Uint8Array} bytes
 * @returns {boolean}
 */
export function isBinary(bytes) {
  if (markedEncoding(bytes) !== null) return false;
  const start = bytes.subarray(0, 65536);
  let odd = 0;
  for (const byte of start) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) odd += 1;
  }
  return odd * 200 > start.length;
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
