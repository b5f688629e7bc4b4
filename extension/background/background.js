/**
 * The background: answers the button, the keys, the menu and our own pages. It remembers nothing, so that the browser can
 * end it whenever it rests and start it again; listeners are therefore all here, and set at once.
 */

import { api } from '../api.js';
import { answer, isOurPage } from '../messages.js';
import { forget } from '../sites.js';
import { showFor } from './button.js';
import { analyze, exportAs, wake } from './engine.js';
import { mark, markSelection, press } from './injection.js';
import { isPanelOpen, openPanel } from './open-panel.js';

const SELECTION = 'selection';

api.action.onClicked.addListener(({ id, windowId }) => {
  const open = isPanelOpen(windowId);
  // Before any waiting: the browser opens a panel only while it still hears the press.
  openPanel(windowId);
  if (id === undefined) return;
  // Who has closed the panel of a marked page wants it back, and the marks to stay.
  void open.then((was) => (was ? press(id, 'press') : mark(id)));
});

api.commands.onCommand.addListener((command, tab) => {
  if (command === 'mark' && tab?.id !== undefined) void press(tab.id, 'press');
});

api.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId !== SELECTION || tab?.id === undefined) return;
  openPanel(tab.windowId);
  void markSelection(tab.id, { frame: info.frameId ?? 0, words: info.selectionText ?? '' });
});

api.runtime.onInstalled.addListener(() => {
  // Menus are kept by the browser; one that is there already would be an error.
  void api.contextMenus.removeAll().then(() => {
    api.contextMenus.create({ id: SELECTION, title: 'Who and when in this selection', contexts: ['selection'] });
  });
});

api.permissions.onRemoved.addListener(({ origins = [] }) => void forget(origins));

answer({
  wake,
  analyze: ({ input, options }) => analyze(input, options),
  export: ({ analysis, format }) => exportAs(analysis, format),
  button: (said, sender) => showFor(sender, said),
  press: ({ tab }, sender) => (isOurPage(sender) ? press(tab, 'panel') : undefined),
  // Chrome hears the press on a mark through this message, Firefox does not.
  selected: (_, { tab }) => (tab ? openPanel(tab.windowId) : undefined),
});
