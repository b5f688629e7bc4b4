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
