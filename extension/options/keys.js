/** The keys, and the way to the place where the browser lets its reader change them. */

import { api } from '../api.js';
import { byId, make, setText } from '../page/elements.js';

const CHROME = 'chrome://extensions/shortcuts';
const NONE = 'not set';

/** Firefox opens its own page for it. @type {{ openShortcutSettings?: () => Promise<void> }} */
const commands = /** @type {any} */ (api.commands);

export async function drawKeys() {
  await showKeys();
  // Changed in another tab.
  addEventListener('focus', () => void showKeys());
  byId('change-keys').addEventListener('click', async () => {
    try {
      if (commands.openShortcutSettings) await commands.openShortcutSettings();
      else await api.tabs.create({ url: CHROME });
    } catch {
      setText(byId('keys-said'), 'Open the browser’s page of extensions; its menu has an entry for keyboard shortcuts.');
    }
  });
}

async function showKeys() {
  const all = await api.commands.getAll();
  byId('keys').replaceChildren(...all.flatMap(({ description, shortcut, name }) => {
    const words = description || (name === '_execute_action' ? 'Mark who and when on this page, or remove the marks' : (name ?? ''));
    return [make('dt', '', shortcut ? make('kbd', '', shortcut) : NONE), make('dd', '', words)];
  }));
}
