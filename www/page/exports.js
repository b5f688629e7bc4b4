/**
 * The export menu: a button that opens a list of formats, each to be copied or saved. What a format holds is written by
 * the engine; here it only goes to the clipboard or into a file, and never anywhere else.
 */

import { formats } from './lib/export.js';
import { byId, make, setText } from './elements.js';
import { fileName, hasDefiniteDay } from './file-names.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('../lib/export.js').Format} Format */
/** @typedef {import('../lib/export.js').FormatInfo} FormatInfo */

/** The formats in the order of the menu, and what each is good for. @type {[name: Format, use: string][]} */
const MENU = [
  ['csv', 'a line for each mention, for spreadsheets'],
  ['icalendar', 'an entry for each definite day'],
  ['html', 'the article with its marks, for any browser'],
  ['text', 'lists of who and when'],
  ['json', 'all of it, for programs'],
  ['jsonld', 'names and days of a news article'],
  ['webannotation', 'marks that annotation tools read'],
  ['timeml', 'dates as TIMEX3, for linguists'],
  ['spacy', 'names and dates, for displaCy'],
];

const NO_DAY = 'No date in this article is a definite day.';
/** Without it, Excel takes a table's letters for those of another alphabet. */
const BYTE_ORDER_MARK = '\ufeff';
/** Milliseconds for which a saved file is kept at hand: some browsers ask the reader first where it shall go. */
const KEEP = 60_000;

/**
 * @param {(analysis: Analysis, format: Format) => Promise<string>} exportAs
 * @returns {{ show: (analysis: Analysis | null) => void }}
 */
export function createExports(exportAs) {
  const box = byId('export');
  const opener = byId('export-open');
  const panel = byId('export-panel');
  const said = byId('export-said');
  /** @type {Analysis | null} */
  let analysis = null;
  /** Counts what was asked for: an answer to an earlier wish says nothing any more. */
  let wish = 0;

  /** @param {boolean} open */
  const set = (open) => {
    wish += 1;
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) panel.scrollIntoView({ block: 'nearest' });
    setText(said, '');
  };
  const close = () => {
    // The focus must not vanish with the list.
    const inside = panel.contains(document.activeElement);
    set(false);
    if (inside) opener.focus();
  };

  /**
   * Does one thing with one format, and says how that went.
   * @param {(text: Promise<string>) => Promise<string>} how
   * @param {Format} name
   */
  const carryOut = async (how, name) => {
    const present = analysis;
    if (!present) return;
    const mine = (wish += 1);
    setText(said, '');
    let words;
    try {
      words = await how(exportAs(present, name));
    } catch (error) {
      words = error instanceof Error ? error.message : String(error);
    }
    if (mine === wish) setText(said, words);
  };

  /** @type {HTMLButtonElement[]} */
  const ofDays = [];
  const days = make('span', 'use');
  for (const [name, use] of MENU) {
    const format = formats[name];
    const copied = `Copied as ${format.label}.`;
    const copy = command('Copy', format.label, () => carryOut((text) => copyText(text, copied), name));
    const save = command('Save', format.label, () =>
      carryOut(async (text) => saveText(await text, format, fileName(analysis?.article.title?.text ?? '')), name),
    );
    const hint = name === 'icalendar' ? days : make('span', 'use');
    setText(hint, use);
    if (name === 'icalendar') ofDays.push(copy, save);
    byId('export-formats').append(make('li', '', make('span', 'format', format.label), hint, copy, save));
  }
  const entryOfDays = days.textContent ?? '';

  opener.addEventListener('click', () => set(panel.hidden !== false));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    close();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!panel.hidden && event.target instanceof Node && !box.contains(event.target)) set(false);
  });
  box.addEventListener('focusout', (event) => {
    // Gone on by Tab: an open list would hide what has the focus now.
    if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) set(false);
  });

  /** @param {Analysis | null} next */
  const show = (next) => {
    analysis = next;
    if (!next) close();
    const none = !next || !hasDefiniteDay(next);
    // A button with the focus that is switched off loses it.
    if (none && ofDays.some((button) => button === document.activeElement)) close();
    for (const button of ofDays) button.disabled = none;
    setText(days, none ? NO_DAY : entryOfDays);
  };
  return { show };
}

/**
 * @param {'Copy' | 'Save'} what
 * @param {string} format
 * @param {() => void} action
 * @returns {HTMLButtonElement}
 */
function command(what, format, action) {
  const button = /** @type {HTMLButtonElement} */ (make('button', '', what, make('span', 'unseen', ` as ${format}`)));
  button.type = 'button';
  button.addEventListener('click', action);
  return button;
}

/**
 * Gives the clipboard a promise, so that it is asked at the very press: Safari refuses who comes later.
 * @param {Promise<string>} text
 * @param {string} done
 * @returns {Promise<string>} what to say
 */
async function copyText(text, done) {
  const written = writeClipboard(text);
  // Whether the text itself failed is looked at first.
  written.catch(() => {});
  await text;
  try {
    await written;
    return done;
  } catch {
    return 'The browser does not let this page use the clipboard. Save the file instead.';
  }
}

/** @param {Promise<string>} text */
async function writeClipboard(text) {
  if (typeof ClipboardItem !== 'function') return navigator.clipboard.writeText(await text);
  const blob = text.then((words) => new Blob([words], { type: 'text/plain' }));
  blob.catch(() => {});
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/**
 * @param {string} text
 * @param {FormatInfo} format
 * @param {string} name of the file, without its ending
 * @returns {string} what to say
 */
function saveText(text, { extension, mediaType }, name) {
  const mark = extension === 'csv' && !text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const url = URL.createObjectURL(new Blob([mark, text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP);
  return `Saved as ${link.download}.`;
}
