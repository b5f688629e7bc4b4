/**
 * Ways in: typing, pasting, dropping, opening files, the samples. A whole new article is opened beside those that are
 * there, and what cannot be read changes nothing.
 */

import { byId, make, press } from './elements.js';
import { readArticleFiles } from './files.js';
import { SAMPLES } from './samples.js';
import { NO_LINKS, isBareLink, richSource, textSource } from './source.js';

/** @typedef {import('./source.js').Source} Source */

/** Refusals that are told one by one. */
const TOLD = 6;

/**
 * @typedef {object} Input
 * @property {() => Source} source what is in the field, or held in its place
 * @property {(source: Source) => void} show puts a source in the field, without telling anyone
 * @property {(message: string, undo?: () => void) => void} say
 * @property {() => void} focus goes to the field, or to what stands in its place
 */

/**
 * @param {object} on
 * @param {() => void} on.edit the text has changed under the writer's hands
 * @param {() => void} on.anew the writer is about to type another article over the one in the field
 * @param {(sources: Source[]) => string} on.open new articles are there; the answer is what to say of it, or nothing
 * @param {() => void} on.clear
 * @param {() => void} on.plain the page that is held is to become text in the field
 * @returns {Input}
 */
export function createInput(on) {
  const field = byId('text', HTMLTextAreaElement);
  const details = byId('source', HTMLDetailsElement);
  const picker = byId('file', HTMLInputElement);
  /** What was shown last; the field may have been typed into since. @type {Source} */
  let shown = textSource('');

  const source = () => {
    if (shown.held !== undefined || shown.content === field.value) return shown;
    shown = textSource(field.value, shown.name);
    return shown;
  };

  /** @param {Source} next */
  const show = (next) => {
    const held = next.held !== undefined;
    const focused = document.activeElement === field || byId('held').contains(document.activeElement);
    // Telling it the text that it has would move the cursor.
    if (field.value !== (held ? '' : next.content)) field.value = held ? '' : next.content;
    // A field may write line ends its own way; what was brought stays what it was.
    shown = held || field.value === next.content ? next : { ...next, content: field.value };
    field.hidden = held;
    byId('held').hidden = !held;
    byId('held-words').textContent = next.held ?? '';
    setName(next.name);
    if (held || next.content === '') details.open = true;
    if (focused) focus();
  };

  const focus = () => {
    if (field.hidden) details.open ? byId('edit').focus() : byId('source-summary').focus();
    else if (details.open) field.focus({ preventScroll: true });
    else byId('source-summary').focus();
  };

  /**
   * @param {Source[]} sources
   * @param {'folded' | 'open'} how whether the field is still of use to who brought them
   */
  const open = (sources, how) => {
    say('');
    const said = on.open(sources);
    // A page held as HTML keeps "Edit it as plain text" in sight.
    details.open = how === 'open' || shown.content === '' || shown.held !== undefined;
    field.scrollTop = 0;
    if (said !== '') say(said);
    return said;
  };

  /** @type {Input['say']} */
  const say = (message, undo) => {
    const box = byId('message');
    const focused = box.contains(document.activeElement);
    box.replaceChildren();
    if (message === '') {
      if (focused) focus();
      return;
    }
    box.append(make('p', '', message));
    if (undo) box.append(' ', press('link', 'Undo', undo));
    box.append(' ', press('link', 'Dismiss', () => say('')));
    // Pasting and dropping work from far down an article, too.
    box.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };

  /** @param {readonly File[]} files */
  const openFiles = async (files) => {
    const { sources, refusals } = await readArticleFiles(files);
    const said = sources.length > 0 ? open(sources, 'folded') : '';
    if (refusals.length === 0) return;
    const more = refusals.length - TOLD;
    const told = more > 1 ? [...refusals.slice(0, TOLD), `${more} more files could not be read.`] : refusals;
    const others = sources.length === 0 ? 'Nothing was changed.' : sources.length === 1 ? 'The other file was opened.' : 'The other files were opened.';
    say([...told, said === '' ? others : said].join(' '));
  };

  /**
   * A whole article that was pasted or dropped.
   * @param {{ text: string, html: string }} flavours
   * @param {'folded' | 'open'} how
   */
  const take = ({ text, html }, how) => {
    if (isBareLink(text)) say(`${NO_LINKS} Nothing was changed.`);
    else open([richSource(html, text)], how);
  };

  field.addEventListener('beforeinput', () => {
    // What was said concerned the text as it was: an Undo that outlived it would throw the new one away.
    say('');
    if (!isWhole(field)) return;
    shown = textSource(shown.content);
    setName('');
    if (field.value !== '') on.anew();
  });
  field.addEventListener('input', () => on.edit());
  byId('edit').addEventListener('click', () => on.plain());
  byId('open').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    const files = [...(picker.files ?? [])];
    // The same file can be chosen again.
    picker.value = '';
    if (files.length > 0) void openFiles(files);
  });
  for (const [id, { name, text }] of Object.entries(SAMPLES)) {
    byId(id).addEventListener('click', () => {
      open([{ kind: 'text', content: text, name }], 'folded');
      // The button is gone with the welcome, and the focus must not be lost.
      byId('open').focus();
    });
  }
  byId('new').addEventListener('click', () => {
    open([textSource('')], 'open');
    focus();
  });
  byId('clear').addEventListener('click', () => on.clear());
  listenToPaste({ say, openFiles, take });
  listenToDrops({ say, openFiles, take });
  return { source, show, say, focus };
}

/** @param {string} name */
function setName(name) {
  byId('source-name').textContent = name === '' ? 'Your article' : name;
}

/**
 * Whether what comes into the field takes the place of all that is in it.
 * @param {HTMLTextAreaElement} field
 * @returns {boolean}
 */
function isWhole(field) {
  return field.selectionStart === 0 && field.selectionEnd === field.value.length;
}

/**
 * What pasting and dropping lead to.
 * @typedef {object} Ways
 * @property {Input['say']} say
 * @property {(files: File[]) => Promise<void>} openFiles
 * @property {(flavours: { text: string, html: string }, how: 'folded' | 'open') => void} take
 */

/**
 * Pasting works anywhere on the page; in the middle of a text the browser itself puts the plain words in.
 * @param {Ways} ways
 */
function listenToPaste({ say, openFiles, take }) {
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const { target } = event;
    const article = target instanceof HTMLTextAreaElement && target.id === 'text' ? target : null;
    const otherField = !article && (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement);
    const [text, html] = [data.getData('text/plain'), data.getData('text/html')];
    if (otherField) return;
    if (text.trim() === '' && data.files.length > 0) {
      event.preventDefault();
      const pictures = [...data.files].every((file) => file.type.startsWith('image/'));
      if (pictures) say('The clipboard holds a picture, not text. Nothing was changed.');
      else void openFiles([...data.files]);
      return;
    }
    if ((article && !isWhole(article)) || (text.trim() === '' && html.trim() === '')) return;
    event.preventDefault();
    take({ text, html }, article ? 'open' : 'folded');
    if (!article || article.hidden) return;
    // As if the browser had put it in: whoever pastes may go on writing.
    article.setSelectionRange(article.value.length, article.value.length);
  });
}

/** @param {Ways} ways */
function listenToDrops({ say, openFiles, take }) {
  /** Words dropped on a text go into it, where they were dropped. @param {DragEvent} event */
  const ours = ({ dataTransfer, target }) =>
    dataTransfer?.types.includes('Files') || !(target instanceof HTMLTextAreaElement) || target.value === '';

  document.addEventListener('dragover', (event) => {
    if (!ours(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    document.body.classList.toggle('dragging', event.dataTransfer?.types.includes('Files') ?? false);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dragging');
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dragging');
    const data = event.dataTransfer;
    if (!data || !ours(event)) return;
    // Also for what is refused: the browser must not leave this page for the file.
    event.preventDefault();
    const [text, html] = [data.getData('text/plain'), data.getData('text/html')];
    // A picture that is dragged from a page comes with its address, and often as a file.
    if (data.types.includes('Files')) void openFiles([...data.files]);
    else if (data.types.includes('text/uri-list')) say(`${NO_LINKS} Nothing was changed.`);
    else if (text.trim() !== '' || html.trim() !== '') take({ text, html }, 'folded');
  });
}
