/**
 * What the parts of the extension say to each other: plain data, and only to each other. A page cannot reach any of them:
 * its scripts know no address of ours, and what another extension sends is not listened to.
 */

import { api } from './api.js';

/** @typedef {import('./lib/index.js').Analysis} Analysis */
/** @typedef {import('./lib/index.js').LexiconEntry} LexiconEntry */
/** @typedef {import('./lib/index.js').Options} Options */
/** @typedef {import('./lib/export.js').Format} Format */
/** @typedef {import('./dom/index.js').Target} Target */
/** @typedef {import('./page/corrections.js').History} History */

/** What of a page is read: the article in it, all of it, or what is selected. @typedef {'article' | 'page' | 'selection'} Scope */

/** @typedef {{ code: string, message: string }} Refused */

/**
 * A frame of a page, as the panel shows it.
 * @typedef {object} Frame
 * @property {'off' | 'reading' | 'marked' | 'failed'} state
 * @property {string} words what there is to say, mostly of a failure; may be empty
 * @property {string} title
 * @property {string} host of the page, empty where it has none
 * @property {Scope} scope
 * @property {Analysis | null} analysis
 * @property {History | null} history what the reader corrected in this page
 * @property {Target | null} current where the reader is
 * @property {number} missed names and dates that are not painted, because the page has changed
 */

/**
 * To a page.
 * @typedef {{ type: 'is here', page: number }
 *   | { type: 'is on' }
 *   | { type: 'mark', scope: Scope, words?: string }
 *   | { type: 'clear' }
 *   | { type: 'who is there' }
 *   | { type: 'frame' }
 *   | { type: 'reveal', target: Target | null }
 *   | { type: 'correct', history: History, day: string | null, lexicon: LexiconEntry[] }} ToPage
 */

/**
 * To the background: from a page, then from the panel.
 * @typedef {{ type: 'wake' }
 *   | { type: 'analyze', input: { snapshot: string } | { text: string }, options: Options }
 *   | { type: 'button', state: Frame['state'], words: string, page: number }
 *   | { type: 'selected', target: Target }
 *   | { type: 'export', analysis: Analysis, format: Format }
 *   | { type: 'press', tab: number }} ToBackground
 */

/**
 * To the panel: from a page, which has something else to show, and from the background, which asks the panel of a window.
 * @typedef {{ type: 'changed' } | { type: 'is beside', window: number }} ToPanel
 */

/** What to do where all of a page is too much. */
const SELECT = 'select a part of it, and choose “Who and when in this selection” in the menu of the right mouse button.';

export const TOO_LONG = `This page is too long to be read as a whole: ${SELECT}`;

/** Chrome lets no message through that is larger than 64 MiB. */
const TOO_MUCH = {
  code: 'too_much',
  message: `There is more on this page than the browser lets through: ${SELECT}`,
};

/**
 * Answers messages of our own parts. What is not in the list is left to others.
 * @param {Record<string, (message: any, sender: chrome.runtime.MessageSender) => unknown>} answers by the type of the message
 */
export function answer(answers) {
  api.runtime.onMessage.addListener((/** @type {unknown} */ message, sender, respond) => {
    if (sender.id !== api.runtime.id) return false;
    const { type } = /** @type {{ type?: unknown }} */ (Object(message));
    const job = typeof type === 'string' && Object.hasOwn(answers, type) ? answers[type] : undefined;
    if (!job) return false;
    void (async () => job(message, sender))().then(
      (value) => {
        try {
          respond({ value });
        } catch {
          respond({ error: TOO_MUCH });
        }
      },
      (/** @type {unknown} */ error) => respond({ error: refusedBy(error) }),
    );
    // The answer comes later.
    return true;
  });
}

/**
 * Whether a message comes from one of our own pages, and not from our script in a page of somebody else's.
 * @param {chrome.runtime.MessageSender} sender
 */
export function isOurPage({ url = '' }) {
  return url.startsWith(api.runtime.getURL(''));
}

/**
 * @param {unknown} error
 * @returns {Refused}
 */
export function refusedBy(error) {
  const { code, message } = /** @type {Partial<Refused>} */ (Object(error));
  return { code: typeof code === 'string' ? code : 'internal', message: typeof message === 'string' ? message : String(error) };
}

/** What another part could not do. */
export class Refusal extends Error {
  /** @param {Refused} refused */
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks the background. A worker that the browser ended meanwhile is started by the second try.
 * @param {ToBackground} message
 * @returns {Promise<any>}
 */
export async function ask(message) {
  for (let tries = 1; ; tries += 1) {
    try {
      const answered = await api.runtime.sendMessage(message);
      if (answered?.error) throw new Refusal(answered.error);
      if (answered) return answered.value;
      throw new Error('The extension gave no answer.');
    } catch (error) {
      if (error instanceof Refusal || tries > 1 || !isAlive()) throw error;
    }
  }
}

/** Whether there is still somebody to speak to: an extension that is updated or removed leaves its scripts in pages behind. */
export function isAlive() {
  return Boolean(api.runtime?.id);
}

/**
 * Tells what need not be answered, whether anybody listens or not.
 * @param {ToPanel | ToBackground} message
 */
export function tell(message) {
  if (isAlive()) api.runtime.sendMessage(message).catch(() => {});
}

/**
 * Asks one frame of a page, or tells all of them.
 * @param {number} tab
 * @param {ToPage} message
 * @param {number} [frame]
 * @returns {Promise<any>} rejects where none of our scripts is
 */
export async function askPage(tab, message, frame) {
  const answered = await api.tabs.sendMessage(tab, message, frame === undefined ? {} : { frameId: frame });
  if (answered?.error) throw new Refusal(answered.error);
  return answered?.value;
}
