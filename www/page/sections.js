/** The text cut into what is drawn: sections (blocks, and what lies between them) and units (children of the article). */

/** @typedef {import('../lib/index.js').Block['kind']} BlockKind */
/** @typedef {{ kind: BlockKind, start: number, end: number }} Section */

/**
 * The whole text as sections: the blocks, and what lies between them where that is more than white space. An engine that
 * leaves a stretch out must not make it disappear from the page.
 * @param {string} text
 * @param {readonly Section[]} blocks
 * @returns {Section[]}
 */
export function sections(text, blocks) {
  /** @type {Section[]} */
  const all = [];
  let at = 0;
  for (const { kind, start, end } of blocks) {
    pushLines(all, text, at, start);
    all.push({ kind, start, end });
    at = end;
  }
  pushLines(all, text, at, text.length);
  return all;
}

/**
 * Lines of the text between two positions, as paragraphs; blank lines are dropped.
 * @param {Section[]} all
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function pushLines(all, text, start, end) {
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    if (line.trim() !== '') all.push({ kind: 'paragraph', start: at, end: at + line.length });
    at += line.length + 1;
  }
}

/**
 * Sections that are drawn as one child of the article: the items of a list; a dateline with the paragraph whose line it
 * opens; every other section alone.
 * @param {string} text
 * @param {readonly Section[]} all
 * @returns {Section[][]}
 */
export function units(text, all) {
  /** @type {Section[][]} */
  const grouped = [];
  for (const section of all) {
    const unit = grouped.at(-1);
    const before = unit?.at(-1);
    const sameList = before?.kind === 'item' && section.kind === 'item';
    const sameLine =
      before?.kind === 'dateline' &&
      section.kind === 'paragraph' &&
      !text.slice(before.end, section.start).includes('\n');
    if (unit && (sameList || sameLine)) unit.push(section);
    else grouped.push([section]);
  }
  return grouped;
}
