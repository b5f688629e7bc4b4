/** Which tab the panel stands beside, and the frames of its page that have something to show. */

import { api } from '../api.js';
import { answer, askPage } from '../messages.js';

/** @typedef {import('../messages.js').Frame} Frame */

/** @typedef {{ tab: number | null, frames: Map<number, Frame> }} Beside */

/**
 * @param {object} on
 * @param {(beside: Beside, how: 'same page' | 'other page') => void} on.changed
 * @param {(frame: number, target: import('../dom/index.js').Target) => void} on.selected a mark in the page was pressed
 */
export async function watch({ changed, selected }) {
  const { id: window } = await api.windows.getCurrent();
  /** @type {number | null} */
  let tab = null;
  /** @type {Map<number, Frame>} */
  let frames = new Map();

  /** Asks a frame what it has to show. */
  const look = async (/** @type {number} */ frame) => {
    const of = tab;
    if (of === null) return;
    try {
      const shown = await askPage(of, { type: 'frame' }, frame);
      if (of !== tab) return;
      if (shown.state === 'off') frames.delete(frame);
      else frames.set(frame, shown);
    } catch {
      // It has gone on.
      frames.delete(frame);
    }
    if (of === tab) changed({ tab, frames }, 'same page');
  };

  /** @param {number | null} to */
  const turnTo = (to) => {
    tab = to;
    frames = new Map();
    changed({ tab, frames }, 'other page');
    call();
  };

  const call = () => {
    // Where none of our scripts is, nobody answers, and that is the answer.
    if (tab !== null) askPage(tab, { type: 'who is there' }).catch(() => {});
  };

  // Another window's panel gives no answer.
  api.runtime.onMessage.addListener((/** @type {any} */ message, sender, respond) => {
    if (sender.id === api.runtime.id && message?.type === 'is beside' && message.window === window) respond(true);
    return false;
  });
  answer({
    changed: (_, sender) => {
      // Without a tab it comes from the background: there is news on the button.
      if (sender.tab === undefined) changed({ tab, frames }, 'same page');
      else if (sender.tab.id === tab) void look(sender.frameId ?? 0);
    },
    selected: ({ target }, sender) => {
      if (sender.tab?.id === tab) selected(sender.frameId ?? 0, target);
    },
  });
  api.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId === window) turnTo(tabId);
  });
  api.tabs.onUpdated.addListener((tabId, { status }) => {
    if (tabId !== tab || status === undefined) return;
    // Another page, or only another address of the same: what is still there says so.
    for (const frame of frames.size > 0 ? frames.keys() : [0]) void look(frame);
    call();
  });
  const [active] = await api.tabs.query({ active: true, windowId: window });
  turnTo(active?.id ?? null);
}
