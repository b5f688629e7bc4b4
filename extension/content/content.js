/**
 * In the page: reads it, asks the background, paints. All that is known of the page is here, and goes with it. It adds no
 * node to the page and changes none.
 */

import { api } from '../api.js';
import * as dom from '../dom/nodes.js';
import { Refusal, answer, isAlive, tell } from '../messages.js';
import { onSettings, settings } from '../settings.js';
import { createMarks } from './marks.js';
import { PageProblem, addressOf, isWorthReading, read } from './read.js';
import { createRepeat } from './repeat.js';
import { settled } from './settled.js';

/** @typedef {import('../messages.js').Frame} Frame */
/** @typedef {import('../messages.js').Scope} Scope */
/** @typedef {import('./read.js').Read} Read */

/** Where the first of our scripts says that it is here. No element of the page can have this name. */
const HERE = Symbol.for('whowhen');

/** Milliseconds after which an article of the same page is looked for. */
const SOON = [1000, 4000];

/** No other page has begun at this moment. */
const PAGE = performance.timeOrigin;

/** The page itself, and no frame in it. */
const TOP = window === window.top;

function start() {
  /** @type {Frame['state']} */
  let state = 'off';
  let words = '';
  /** @type {Read | null} */
  let known = null;
  /** What was wished to be read: of a page without an article all is known, and one may still come. @type {Scope} */
  let wished = 'article';
  /** What the reader said of the article at this address. @type {{ address: string, history: Frame['history'], day: string | null, lexicon: import('../messages.js').LexiconEntry[] }} */
  let said = nothingSaid();
  /** @type {Frame['current']} */
  let current = null;
  /** @type {import('../settings.js').Settings | undefined} */
  let chosen;
  /** Counts wishes: an answer to an earlier one is dropped. */
  let wish = 0;

  const marks = createMarks({
    selected: (target) => {
      current = target;
      tell({ type: 'selected', target });
    },
    changed: (change) => {
      // The extension was updated or removed, and this script with its marks was left behind.
      if (!isAlive()) marks.clear();
      else if (known?.address !== addressOf()) moveOn();
      else if (change.much && wished !== 'selection') repeat.soon();
    },
  });
  const repeat = createRepeat(() => again());

  /**
   * @param {Frame['state']} next
   * @param {string} [say]
   */
  const turn = (next, say = '') => {
    state = next;
    words = say;
    // Of several frames the first answer counts: where nothing is on, there is none.
    if (state === 'marked' || state === 'reading') answers['is on'] = () => true;
    else delete answers['is on'];
    tellButton();
    tell({ type: 'changed' });
  };

  /** Of frames only what was found counts for the page. */
  const tellButton = () => {
    if (TOP || state === 'marked') tell({ type: 'button', state, words, page: PAGE });
  };

  const clear = () => {
    wish += 1;
    repeat.stop();
    marks.clear();
    known = null;
    current = null;
    turn('off');
  };

  /** What the reader has chosen; asked once, and told of every change. */
  const wear = async () => {
    const stored = chosen ?? (await settings());
    chosen ??= stored;
    return chosen;
  };

  /** @param {Text[]} nodes */
  const prepare = async (nodes) => {
    const mine = wish;
    // What is wrong with them, if anything, is said when all is there.
    const now = await wear().catch(() => null);
    if (now && mine === wish) marks.prepare(nodes, now);
  };

  /** @param {Read} next */
  const show = async (next) => {
    const mine = wish;
    const now = await wear();
    if (mine !== wish) return;
    known = next;
    current = null;
    marks.paint(next, now);
    turn('marked', countsOf(next.analysis));
  };

  /**
   * Reads and marks. What was marked stays until there is something else.
   * @param {Scope} scope
   * @param {{ words?: string, quiet?: boolean }} [how] words that are selected; quiet where nobody asked
   */
  const mark = async (scope, { words: selected, quiet = false } = {}) => {
    const mine = (wish += 1);
    wished = scope;
    repeat.stop();
    if (said.address !== addressOf()) said = nothingSaid();
    if (!quiet) turn('reading');
    try {
      await settled();
      if (mine !== wish) return;
      const next = await read(scope, { ...said, words: selected, article: quiet, meanwhile: quiet ? undefined : prepare });
      if (mine !== wish) return;
      if (next) await show(next);
      else if (known) clear();
    } catch (error) {
      if (mine !== wish) return;
      if (quiet || !(TOP || scope === 'selection')) return clear();
      marks.clear();
      known = null;
      turn('failed', problemOf(error));
    }
  };

  /** The page has changed: reads it again, where there is something else to be read. */
  const again = async () => {
    if (!known) return;
    const mine = wish;
    try {
      const next = await read(wished, { ...said, unless: known.snapshot });
      if (mine === wish && next) await show(next);
    } catch {
      // What is marked is right; it only is not all.
    }
  };

  /** The same page shows another article, which takes its time to come. What was selected is gone. */
  const moveOn = () => {
    if (wished === 'selection') return clear();
    const mine = (wish += 1);
    repeat.stop();
    marks.clear();
    known = null;
    turn('reading');
    setTimeout(() => mine === wish && void mark('article'), SOON[0]);
  };

  /**
   * The reader wishes it, of this frame and all others.
   * @param {Scope} scope
   * @param {string} [selected]
   */
  const request = async (scope, selected) => {
    if (!TOP) await settled();
    if (TOP || scope === 'selection' || isWorthReading()) void mark(scope, { words: selected });
  };

  /** @type {Record<string, (message: any) => unknown>} */
  const answers = {
    'is here': ({ page }) => {
      // The page before this one was heard late, and this one is heard again.
      if (page !== PAGE) tellButton();
      return true;
    },
    mark: ({ scope, words: selected }) => void request(scope, selected),
    clear,
    'who is there': () => void (state !== 'off' && tell({ type: 'changed' })),
    frame: () => frame(),
    reveal: ({ target }) => {
      current = target;
      return marks.reveal(target);
    },
    correct: ({ history, day, lexicon }) => {
      said = { address: addressOf(), history, day, lexicon };
      return known ? correct() : undefined;
    },
  };

  /** With what the reader said; what was selected is read as it was. */
  const correct = async () => {
    const mine = (wish += 1);
    repeat.stop();
    const next = await read(wished, { ...said, before: known ?? undefined });
    if (mine === wish && next) await show(next);
  };

  /** @returns {Frame} */
  const frame = () => ({
    state,
    words,
    title: known?.analysis.article.title?.text ?? dom.titleOf(document),
    host: location.hostname,
    scope: known?.scope ?? 'article',
    analysis: known?.analysis ?? null,
    history: said.history,
    current,
    missed: marks.missed(),
  });

  answer(answers);
  onSettings((now) => {
    chosen = now;
    marks.dress(now);
  });
  // The way back may lead to this page as it was left; the browser has forgotten meanwhile what the button said.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && state !== 'off') turn(state, words);
  });

  /** On a site that the reader has chosen: marks the article that is there, or comes. */
  const automatic = () => {
    const look = () => {
      if (state === 'off') void mark('article', { quiet: true });
    };
    look();
    // One page may lead through many articles, each of which takes its time to come.
    const { navigation } = /** @type {{ navigation?: EventTarget }} */ (/** @type {unknown} */ (globalThis));
    navigation?.addEventListener('navigatesuccess', () => SOON.forEach((wait) => setTimeout(look, wait)));
  };
  return { press: () => void request('article'), automatic };
}

/** @returns {{ address: string, history: Frame['history'], day: string | null, lexicon: import('../messages.js').LexiconEntry[] }} */
function nothingSaid() {
  return { address: addressOf(), history: null, day: null, lexicon: [] };
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function problemOf(error) {
  if (error instanceof PageProblem || error instanceof Refusal) return error.message;
  if (!isAlive()) return 'The extension was updated: load this page anew, then press again.';
  return `This page could not be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** @param {import('../messages.js').Analysis} analysis */
function countsOf({ entities, dates, notes }) {
  const other = notes.find(({ code }) => code === 'not_english');
  const names = `${entities.length} ${entities.length === 1 ? 'name' : 'names'}`;
  const found = `${names} and ${dates.length} ${dates.length === 1 ? 'date' : 'dates'} are marked.`;
  return other ? `${found} ${other.message}` : found;
}

// The second press brings this file again; the first one's script is still here.
const place = /** @type {Record<symbol, ReturnType<typeof start> | undefined>} */ (/** @type {unknown} */ (globalThis));
if (api) place[HERE] ??= start();
