/** What the toolbar button says of a page. The browser keeps it, and forgets it when the tab goes on to another page. */

import { api } from '../api.js';

const PRESS = 'Mark who and when on this page';

/** @type {Record<import('../messages.js').Frame['state'], { badge: string, title: (words: string) => string }>} */
const STATES = {
  off: { badge: '', title: () => PRESS },
  reading: { badge: '…', title: () => 'Reading this page…' },
  marked: { badge: 'on', title: (words) => `${words}\nPress to remove the marks.` },
  failed: { badge: '!', title: (words) => words },
};

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
