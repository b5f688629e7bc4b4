/** Leads the articles of the session: opened, turned to, closed and brought back. Nothing that was brought is lost. */

import { countOf, NOTHING_SAID } from './corrections.js';
import { byId } from './elements.js';
import { createInput } from './input.js';
import { MOST, knownOf, titleOf } from './session.js';
import { isEmpty } from './source.js';
import { createTabs } from './tabs.js';
import { dayInWords } from './timewords.js';

/** @typedef {import('./session.js').Doc} Doc */
/** @typedef {import('./source.js').Source} Source */

/**
 * @param {object} parts
 * @param {ReturnType<typeof import('./session.js').createSession>} parts.session
 * @param {ReturnType<typeof import('./day.js').createDay>} parts.day
 * @param {ReturnType<typeof import('./correcting.js').createCorrections>} parts.corrections
 * @param {() => void} parts.read reads the present article
 * @param {() => void} parts.edit its text has changed under the writer's hands
 * @param {(doc: Doc) => void} parts.leave an article may go out of sight
 * @param {(doc: Doc) => void} parts.turn an article comes into sight
 */
export function createDesk({ session, day, corrections, read, edit, leave, turn }) {
  /** The present article, with what its fields say now. */
  const keep = () => {
    const doc = session.current();
    doc.source = input.source();
    doc.day = day.value();
    doc.corrections = corrections.history();
    return doc;
  };

  /** Before another article comes into sight. */
  const putDown = () => leave(keep());

  /** One button leads to an empty field, or closes the present one of several. */
  const nameClear = () => {
    const several = session.docs().length > 1;
    byId('clear').textContent = several ? 'Close' : 'Clear';
    byId('clear').ariaLabel = several ? 'Close this article' : null;
  };

  /** Shows the session's present article. */
  const takeUp = () => {
    const doc = session.current();
    input.show(doc.source);
    day.set(doc.day);
    corrections.load(doc.corrections);
    nameClear();
    turn(doc);
  };

  /**
   * Opens whole articles, each in a place of its own, and shows the first.
   * @param {Source[]} sources
   * @returns {string} what to say of it
   */
  const open = (sources) => {
    putDown();
    const opened = sources.map((source) => session.open(source));
    const [first] = opened;
    if (!first) return `There are ${MOST} articles here, and that is the most: close one first. Nothing was changed.`;
    session.select(first);
    takeUp();
    const left = opened.filter((doc) => doc === null).length;
    if (left > 0) return `${left} of the files ${left === 1 ? 'was' : 'were'} not opened: ${MOST} articles are the most.`;
    return first.day === null ? '' : `The day of publication was set to ${dayInWords(first.day)}, the day of the mail.`;
  };

  /** @param {Doc} doc */
  const select = (doc) => {
    if (doc === session.current()) return;
    input.say('');
    putDown();
    session.select(doc);
    takeUp();
  };

  /**
   * Closes an article, which can be undone; the last one leaves an empty field.
   * @param {Doc} doc
   * @param {'tab' | 'field'} from where the reader is
   */
  const close = (doc, from) => {
    input.say('');
    putDown();
    const before = session.current();
    const closed = session.close(doc);
    // The way back must be in sight, and it is at the top.
    if (session.current() !== before) session.current().place = { block: null, top: 0 };
    takeUp();
    if (closed.standIn || from === 'field' || session.docs().length === 1) input.focus();
    if (isEmpty(doc.source)) return;
    input.say(closed.standIn ? 'The article was removed.' : `“${titleOf(doc)}” was closed.`, () => {
      putDown();
      session.restore(closed);
      takeUp();
      input.say('');
    });
  };

  /** The page that is held becomes text, and keeps the day that it states. */
  const editAsText = () => {
    const doc = keep();
    const { source, corrections: before } = doc;
    const analysis = knownOf(doc);
    const content = source.plain ?? analysis?.text ?? '';
    if (content === '') {
      input.say('This page has not been read yet, so there is no text of it to edit.');
      return;
    }
    input.show({ kind: 'text', content, name: source.name });
    const stated = doc.day ?? analysis?.article.published?.date ?? null;
    if (stated === doc.day) read();
    else corrections.setDay(stated);
    input.focus();
    const kept = stated === null ? '' : ` Its day of publication is kept: ${dayInWords(stated)}.`;
    input.say(`The page was replaced by its text.${kept}`, () => {
      input.show(source);
      day.set(before.now.day);
      corrections.load(before);
      read();
      input.say('');
    });
  };

  const input = createInput({
    edit,
    anew: () => {
      const before = corrections.history();
      day.set(null);
      corrections.load(NOTHING_SAID);
      if (countOf(before) === 0) return;
      const onlyDay = before.now.entries.length === 0;
      const said = onlyDay ? 'The day of publication was cleared: it' : 'Your corrections were cleared: they';
      input.say(`${said} belonged to the article before.`, () => {
        input.say('');
        day.set(before.now.day);
        corrections.load(before);
        read();
      });
    },
    open,
    clear: () => close(session.current(), 'field'),
    plain: editAsText,
  });
  const tabs = createTabs(
    { strip: byId('tabs'), list: byId('tab-list'), session },
    { select, close: (doc) => close(doc, 'tab') },
  );

  return {
    keep,
    say: input.say,
    showTabs: tabs.show,
    /**
     * Another source of the same article turned out to be the better one.
     * @param {Doc} doc
     * @param {Source} source
     */
    exchange: (doc, source) => {
      doc.source = source;
      if (doc === session.current()) input.show(source);
    },
  };
}
