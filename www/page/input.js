/**
 * Ways in: typing, pasting, dropping, opening a file, the sample. Whatever replaces an article can be undone, and what
 * cannot be read changes nothing.
 */

import { byId, make } from './elements.js';
import { looksLikePage, readArticleFile, Refused } from './files.js';
import { SAMPLE } from './sample.js';

/**
 * @typedef {object} Source
 * @property {'text' | 'html'} kind
 * @property {string} content
 * @property {string} name of the file, or what else it is; empty for typed and pasted text
 */

/**
 * @typedef {object} Input
 * @property {() => Source} source
 * @property {(source: Source) => void} show puts a source in the field, without telling anyone
 * @property {(message: string, undo?: () => void) => void} say
 */

/**
 * @param {object} on
 * @param {() => void} on.edit the text has changed under the writer's hands
 * @param {() => void} on.anew the writer is about to put another article in the field
 * @param {(source: Source) => void} on.replace another article is there
 * @param {() => string} on.plainText the text that was read from the present source
 * @returns {Input}
 */
export function createInput(on) {
  const field = byId('text', HTMLTextAreaElement);
  const details = byId('source', HTMLDetailsElement);
  const picker = byId('file', HTMLInputElement);
  const held = byId('held');
  /** A page that was opened as HTML; while it is there the field is hidden. @type {Source | null} */
  let page = null;
  let name = '';

  const source = () => {
    if (page) return page;
    const kind = looksLikePage(field.value) ? /** @type {const} */ ('html') : /** @type {const} */ ('text');
    return { kind, content: field.value, name };
  };

  /** @param {Source} next */
  const show = (next) => {
    // HTML typed or pasted as source is text in the field like any other.
    page = next.kind === 'html' && next.name !== '' ? next : null;
    name = next.name;
    field.value = page ? '' : next.content;
    field.scrollTop = 0;
    field.hidden = page !== null;
    held.hidden = page === null;
    setName(name);
  };

  /** @param {Source} next */
  const replace = (next) => {
    say('');
    show(next);
    // A page held as HTML keeps "Edit it as plain text" in sight.
    details.open = next.content === '' || page !== null;
    on.replace(next);
  };

  /** @type {Input['say']} */
  const say = (message, undo) => {
    const box = byId('message');
    box.replaceChildren();
    if (message === '') return;
    box.append(make('p', '', message));
    if (undo) box.append(' ', button('Undo', undo));
    box.append(' ', button('Dismiss', () => box.replaceChildren()));
  };

  /** @param {readonly File[]} files */
  const openFiles = async (files) => {
    try {
      replace(await readArticleFile(files));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(`${error.message} Nothing was changed.`);
    }
  };

  field.addEventListener('beforeinput', () => {
    // What was said concerned the text as it was: an Undo that outlived it would throw the new one away.
    say('');
    const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!all) return;
    setName((name = ''));
    if (field.value !== '') on.anew();
  });
  field.addEventListener('input', () => on.edit());
  byId('edit').addEventListener('click', () => {
    replace({ kind: 'text', content: on.plainText(), name: '' });
    details.open = true;
    field.focus();
  });
  byId('open').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    const files = [...(picker.files ?? [])];
    // The same file can be chosen again.
    picker.value = '';
    if (files.length > 0) void openFiles(files);
  });
  byId('sample').addEventListener('click', () => replace({ kind: 'text', content: SAMPLE, name: 'Sample article' }));
  byId('clear').addEventListener('click', () => {
    replace({ kind: 'text', content: '', name: '' });
    field.focus();
  });
  listenToPaste(say, openFiles, (content) => replace({ kind: 'text', content, name: '' }));
  listenToDrops(say, openFiles, (content) => replace({ kind: 'text', content, name: '' }));
  return { source, show, say };
}

/** @param {string} name */
function setName(name) {
  byId('source-name').textContent = name === '' ? 'Your article' : name;
}

/**
 * @param {string} label
 * @param {() => void} action
 * @returns {HTMLElement}
 */
function button(label, action) {
  const element = make('button', 'link', label);
  element.setAttribute('type', 'button');
  element.addEventListener('click', action);
  return element;
}

/**
 * Pasting works anywhere on the page; in a field the browser itself puts the plain text in.
 * @param {Input['say']} say
 * @param {(files: File[]) => void} openFiles
 * @param {(text: string) => void} replace
 */
function listenToPaste(say, openFiles, replace) {
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const text = data.getData('text/plain');
    if (text === '' && data.files.length > 0) {
      event.preventDefault();
      const pictures = [...data.files].every((file) => file.type.startsWith('image/'));
      if (pictures) say('The clipboard holds a picture, not text. Nothing was changed.');
      else openFiles([...data.files]);
      return;
    }
    const inField = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
    if (inField || text.trim() === '') return;
    event.preventDefault();
    replace(text);
  });
}

/**
 * @param {Input['say']} say
 * @param {(files: File[]) => void} openFiles
 * @param {(text: string) => void} replace
 */
function listenToDrops(say, openFiles, replace) {
  /** @param {DragEvent} event */
  const ours = (event) =>
    event.dataTransfer?.types.includes('Files') || !(event.target instanceof HTMLTextAreaElement);

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
    const text = data.getData('text/plain');
    if (data.types.includes('Files')) openFiles([...data.files]);
    else if (data.types.includes('text/uri-list')) {
      say('This page fetches nothing. Open the link, copy the article and paste it here. Nothing was changed.');
    } else if (text.trim() !== '') replace(text);
  });
}
