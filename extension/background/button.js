/** What the toolbar button says of a page. The browser keeps it, and forgets it when the tab goes on to another page. */

import { api } from '../api.js';
import { askPage } from '../messages.js';

const PRESS = 'Mark who and when on this page';

/** @type {Record<import('../messages.js').Frame['state'], { badge: string, title: (words: string) => string }>} */
const STATES = {
  off: { badge: '', title: () => PRESS },
  reading: { badge: '…', title: () => 'Reading this page…' },
  marked: { badge: 'on', title: (words) => `${words}\nPress to remove the marks.` },
  failed: { badge: '!', title: (words) => words },
};

/**
 * What a page has to say; nothing where the tab has gone on to another meanwhile.
 * @param {chrome.runtime.MessageSender} sender
 * @param {{ state: import('../messages.js').Frame['state'], words: string, page: number }} said
 */
export async function showFor({ tab, frameId = 0 }, { state, words, page }) {
  if (tab?.id === undefined) return;
  await show(tab.id, state, words);
  // Afterwards, and not before: the browser forgets what was said until then. Whatever is there now is asked: a page that
  // was left may be kept for the way back, and would answer when it is come back to.
  const isThere = await askPage(tab.id, { type: 'is here', page }, frameId).then(Boolean, () => false);
  if (!isThere) await show(tab.id, 'off', '');
}

/**
 * @param {number} tab
 * @param {import('../messages.js').Frame['state']} state
 * @param {string} words
 */
export async function show(tab, state, words) {
  const { badge, title } = STATES[state] ?? STATES.off;
  try {
    await Promise.all([
      api.action.setBadgeText({ tabId: tab, text: badge }),
      api.action.setBadgeBackgroundColor({ tabId: tab, color: state === 'failed' ? '#8f1d1d' : '#1f2a44' }),
      api.action.setTitle({ tabId: tab, title: title(words) }),
    ]);
  } catch {
    // The tab is gone.
  }
}
