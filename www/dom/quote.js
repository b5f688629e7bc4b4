/**
 * Finds words of one text in another by the words around them: 32 characters before and behind. Only what is there exactly
 * is found, and only where it is clear which one is meant. White space is folded; where a line ends, it need not be.
 */

/** Characters of context on each side. */
const CONTEXT = 32;
/** Texts are searched by the sum over this many characters. */
const PROBE = 64;

/** What lies before a letter: another letter, white space, or the beginning of a line or block. */
const BLANK = 1;
const EDGE = 2;

/**
 * A text without its white space. `at` says where each letter stands in the text, `gap` what lies before each letter, and
 * at the end what lies behind the last.
 * @typedef {{ letters: string, at: Uint32Array, gap: Uint8Array }} Squeezed
 */

/** @typedef {{ start: number, end: number }} Stretch */

/**
 * Words with what is around them. `closed` where the context ends with the block.
 * @typedef {Stretch & { closed: boolean }} Around
 */

/**
 * @param {string} text
 * @param {number[]} cuts where blocks begin or end, ascending
 * @returns {Squeezed}
 */
export function squeezed(text, cuts) {
  const at = new Uint32Array(text.length);
  const gap = new Uint8Array(text.length + 1);
  const parts = [];
  let [count, from, cut, before] = [0, 0, 0, EDGE];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const blank = isBlank(code);
    if (blank || isNothing(code)) {
      if (from < index) parts.push(text.slice(from, index));
      from = index + 1;
      if (blank && before === 0) before = BLANK;
      continue;
    }
    for (; cut < cuts.length && cuts[cut] <= index; cut += 1) before = EDGE;
    at[count] = index;
    gap[count] = before;
    before = 0;
    count += 1;
  }
  parts.push(text.slice(from));
  gap[count] = EDGE;
  // As the engine is given it, as long as before.
  const letters = parts.join('').replace(/\p{Surrogate}/gu, '\ufffd');
  return { letters, at: at.subarray(0, count), gap: gap.subarray(0, count + 1) };
}

/** @param {number} code */
function isBlank(code) {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || (code >= 1 && code <= 4);
  return code >= 0xa0 && /\s/.test(String.fromCharCode(code));
}

/**
 * What is never seen and may stand inside a word: a soft hyphen, a place to break a line or not to.
 * @param {number} code
 */
function isNothing(code) {
  return code === 0xad || code === 0x200b || code === 0x2060;
}

/**
 * Finds stretches of one text in another.
 * @param {Squeezed} from
 * @param {Stretch[]} stretches of its text
 * @param {Squeezed} into
 * @returns {(Stretch | undefined)[]} for each, letters of `into`
 */
export function findStretches(from, stretches, into) {
  const wanted = stretches.map(({ start, end }) => ({ start: lowerBound(from.at, start), end: lowerBound(from.at, end) }));
  const found = findWith(from, wanted, into, across);
  // Where the page has something else before or behind a block, its own words must do.
  const missing = wanted.map((want, index) => (found[index] ? undefined : want));
  if (!missing.some(Boolean)) return found;
  const within = findWith(from, missing, into, inside);
  return found.map((stretch, index) => stretch ?? within[index]);
}

/**
 * The words with what is around them, wherever blocks end.
 * @param {Squeezed} text
 * @param {Stretch} want
 * @returns {Around}
 */
function across({ letters }, { start, end }) {
  return { start: Math.max(0, start - CONTEXT), end: Math.min(letters.length, end + CONTEXT), closed: false };
}

/**
 * The words with what is around them in the same block.
 * @param {Squeezed} text
 * @param {Stretch} want
 * @returns {Around}
 */
function inside(text, want) {
  const most = across(text, want);
  let [{ start }, { end }] = [want, want];
  while (start > most.start && text.gap[start] !== EDGE) start -= 1;
  while (end < most.end && text.gap[end] !== EDGE) end += 1;
  return { start, end, closed: true };
}

/**
 * @param {Squeezed} from
 * @param {(Stretch | undefined)[]} wanted
 * @param {Squeezed} into
 * @param {typeof across} context
 */
function findWith(from, wanted, into, context) {
  const keys = wanted.map((want) => {
    if (!want || want.start >= want.end) return undefined;
    const around = context(from, want);
    return { want, around, key: from.letters.slice(around.start, around.end) };
  });
  const all = new Set(keys.flatMap((key) => (key ? [key.key] : [])));
  const [before, after] = [occurrences(from.letters, all), occurrences(into.letters, all)];
  /**
   * Words with the same surroundings are looked at once.
   * @type {Map<string, [number[], number[]]>}
   */
  const fitting = new Map();
  return keys.map((one) => {
    if (!one) return undefined;
    const { want, around, key } = one;
    const shape = `${want.start - around.start} ${gapsOf(from, want)} ${key}`;
    let both = fitting.get(shape);
    if (!both) {
      const fits = (/** @type {Squeezed} */ text) => (/** @type {number} */ at) => isSame(from, one, text, at);
      both = [(before.get(key) ?? []).filter(fits(from)), (after.get(key) ?? []).filter(fits(into))];
      fitting.set(shape, both);
    }
    // As often there as here, and in the same order: then it is clear which is which.
    const [here, there] = both;
    const at = here.length === there.length ? there[lowerBound(here, around.start)] : undefined;
    if (at === undefined) return undefined;
    const start = at + want.start - around.start;
    return { start, end: start + want.end - want.start };
  });
}

/**
 * Whether an occurrence is cut into words as the original is, and a block begins and ends where it does there.
 * @param {Squeezed} from
 * @param {{ want: Stretch, around: Around }} original
 * @param {Squeezed} text
 * @param {number} at where the occurrence with its context begins
 */
function isSame(from, { want, around }, text, at) {
  const shift = at - around.start;
  for (let index = want.start + 1; index < want.end; index += 1) {
    if (Boolean(from.gap[index]) !== Boolean(text.gap[index + shift])) return false;
  }
  for (const edge of [want.start, want.end]) {
    if (isWordEdge(from, edge) !== isWordEdge(text, edge + shift)) return false;
  }
  // Context that is short because a block ends there is as short in the page.
  if (!around.closed) return true;
  if (want.start - around.start < CONTEXT && text.gap[at] !== EDGE) return false;
  return around.end - want.end >= CONTEXT || text.gap[around.end + shift] === EDGE;
}

/**
 * Whether no word goes on across a place.
 * @param {Squeezed} text
 * @param {number} at
 */
function isWordEdge({ letters, gap }, at) {
  return gap[at] !== 0 || !/^[\p{L}\p{N}\p{M}]{2}$/u.test(letters.slice(at - 1, at + 1));
}

/**
 * @param {Squeezed} text
 * @param {Stretch} stretch
 */
function gapsOf({ gap }, { start, end }) {
  return Array.from(gap.subarray(start, end + 1), (value) => (value ? 1 : 0)).join('');
}

/**
 * All places of several strings in a text, in one pass for each length of up to `PROBE`: sums that roll along the text say
 * where to look.
 * @param {string} text
 * @param {Set<string>} keys
 * @returns {Map<string, number[]>} ascending
 */
function occurrences(text, keys) {
  const [sums, powers] = rolling(text);
  /** @type {Map<number, Map<number, string[]>>} */
  const byLength = new Map();
  for (const key of keys) {
    const length = Math.min(key.length, PROBE);
    const bySum = byLength.get(length) ?? new Map();
    byLength.set(length, bySum);
    const sum = sumOf(key, length);
    bySum.set(sum, [...(bySum.get(sum) ?? []), key]);
  }
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [length, bySum] of byLength) {
    // Most sums are nobody's; a table of bits says so sooner than a map.
    const some = new Uint8Array(1 << 16);
    for (const sum of bySum.keys()) some[bucket(sum)] = 1;
    for (let at = 0; at + length <= text.length; at += 1) {
      const sum = (sums[at + length] - Math.imul(sums[at], powers[length])) | 0;
      if (some[bucket(sum)] === 0) continue;
      for (const key of bySum.get(sum) ?? []) {
        if (!text.startsWith(key, at)) continue;
        const list = places.get(key);
        if (list) list.push(at);
        else places.set(key, [at]);
      }
    }
  }
  return places;
}

const BASE = 0x01000193;

/** @param {number} sum */
function bucket(sum) {
  return Math.imul(sum, 0x9e3779b1) >>> 16;
}

/**
 * @param {string} text
 * @returns {[Int32Array, Int32Array]} sums of all beginnings of the text, and powers of the base
 */
function rolling(text) {
  const sums = new Int32Array(text.length + 1);
  const powers = new Int32Array(PROBE + 1).fill(1);
  for (let at = 0; at < text.length; at += 1) sums[at + 1] = Math.imul(sums[at], BASE) + text.charCodeAt(at);
  for (let power = 1; power <= PROBE; power += 1) powers[power] = Math.imul(powers[power - 1], BASE);
  return [sums, powers];
}

/**
 * @param {string} key
 * @param {number} length
 */
function sumOf(key, length) {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum = (Math.imul(sum, BASE) + key.charCodeAt(at)) | 0;
  return sum;
}

/**
 * The first index whose value is not below.
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 */
export function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
