/** Brings our script into a page, at the reader's press, and says in one sentence why that is not possible. */

import { api } from '../api.js';
import { askPage, refusedBy } from '../messages.js';
import { show } from './button.js';
import { wake } from './engine.js';

const SCRIPT = 'content.js';
/** Starts at once: while the engine is being loaded, the background hears and says nothing. */
const PRESS = 'press.js';

/** What browsers say of a page that they keep extensions out of, and what to say of it. @type {[RegExp, string][]} */
const REASONS = [
  [/extensions gallery|restricted|addons\.mozilla/i, 'The browser lets no extension onto this site.'],
  [/chrome:|about:|edge:|devtools:|view-source:|moz-extension:|chrome-extension:|Cannot access a|different extension/i, 'This is a page of the browser itself, and no extension can read it.'],
  [/file:/i, 'To read files of this computer, allow it first: “Allow access to file URLs” in the browser’s settings of this extension.'],
  [/error page|showing error/i, 'This page could not be loaded, so there is nothing to read.'],
];
const NOT_ALLOWED = 'The browser lets WhoWhen onto a page only when you press its button in the toolbar or its keys there. Where that does not help, the page belongs to the browser, or is a PDF, and cannot be read.';

/**
 * The button: marks the page, or removes the marks where there are some.
 * @param {number} tab
 * @returns {Promise<string>} what hinders it, empty where nothing does
 */
export async function press(tab) {
  if (await isOn(tab)) {
    await askPage(tab, { type: 'clear' });
    return '';
  }
  const injected = inject(tab, { allFrames: true }, [SCRIPT, PRESS]);
  wake();
  const problem = await injected;
  if (problem !== '') {
    await show(tab, 'failed', problem);
    tellPanel();
  }
  return problem;
}

/**
 * @param {number} tab
 * @param {{ frame: number, words: string }} selection the words are all that is known of a frame of another site
 */
export async function markSelection(tab, { frame, words }) {
  let to = frame;
  let problem = await inject(tab, { frameIds: [frame] }, [SCRIPT]);
  if (problem !== '' && frame !== 0) {
    to = 0;
    problem = await inject(tab, { frameIds: [0] }, [SCRIPT]);
  }
  if (problem === '') void askPage(tab, { type: 'mark', scope: 'selection', words }, to).catch(() => {});
  else {
    await show(tab, 'failed', problem);
    tellPanel();
  }
}

/** @param {number} tab */
async function isOn(tab) {
  // Frames answer only where they are on, so that the first answer says it.
  return askPage(tab, { type: 'is on' }).then(Boolean, () => false);
}

/**
 * @param {number} tab
 * @param {{ allFrames: true } | { frameIds: number[] }} where
 * @param {string[]} files
 * @returns {Promise<string>} what hinders it
 */
async function inject(tab, where, files) {
  try {
    await api.scripting.executeScript({ target: { tabId: tab, ...where }, files });
    return '';
  } catch (error) {
    // A frame that went away meanwhile: the page itself is what counts.
    if ('allFrames' in where) return inject(tab, { frameIds: [0] }, files);
    const { message } = refusedBy(error);
    return REASONS.find(([said]) => said.test(message))?.[1] ?? NOT_ALLOWED;
  }
}

/** There is nobody in the page who could tell it. */
function tellPanel() {
  api.runtime.sendMessage({ type: 'changed' }).catch(() => {});
}
