/** The panel beside the page: Chrome's side panel, Firefox's sidebar. */

import { api } from '../api.js';

/**
 * Opens the panel; it stays open where it is. Only while the browser hears a press, and not after any waiting.
 * @param {number} window
 */
export function openPanel(window) {
  const { sidePanel, sidebarAction } = api;
  try {
    const opening = sidePanel ? sidePanel.open({ windowId: window }) : sidebarAction?.open();
    // Not heard as a press: then the reader opens it by the browser's own menu.
    opening?.catch(() => {});
  } catch {
    // As above.
  }
}

/**
 * Whether the panel is open in a window already. To be asked before `openPanel`, in the same breath: then no panel answers
 * that is only coming.
 * @param {number} window
 * @returns {Promise<boolean>}
 */
export function isPanelOpen(window) {
  return api.runtime.sendMessage({ type: 'is beside', window }).then(Boolean, () => false);
}
