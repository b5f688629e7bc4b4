/** Brings our script into a page, at the reader's press, and says in one sentence why that is not possible. */

import { api } from '../api.js';
import { askPage, refusedBy, tell } from '../messages.js';
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
/** What may be over in a moment. */
const PASSING = /was removed|was closed|No tab with|No frame with|cannot be edited right now|back\/?forward cache|prerender/i;
const AGAIN = 'The page was just changing: press again.';
/** Milliseconds until it is tried once more. */
const MOMENT = 300;
const CLOSED = 'The browser keeps extensions out of this page: it is one of its own, or a PDF.';
const HIDDEN = 'This page has a frame with the name “chrome” or “browser”, and that keeps every extension from working in it.';
const NOT_PRESSED = 'The browser lets WhoWhen onto this page only when you press its button in the toolbar, or its keys.';

/**
 * The button: marks the page, or removes the marks where there are some.
 * @param {number} tab
 * @param {'press' | 'panel'} from where: only a press on what belongs to the browser opens a page to us
 * @returns {Promise<string>} what hinders it, empty where nothing does
 */
export async function press(tab, from) {
  if (!(await isOn(tab))) return bring(tab, from);
  await askPage(tab, { type: 'clear' }).catch(() => {});
  return '';
}

/**
 * The button where the panel was closed: marks the page, where it is not marked yet.
 * @param {number} tab
 * @returns {Promise<string>} what hinders it, empty where nothing does
 */
export async function mark(tab) {
  return (await isOn(tab)) ? '' : bring(tab, 'press');
}

/**
 * @param {number} tab
 * @param {'press' | 'panel'} from
 */
async function bring(tab, from) {
  const injected = inject(tab, { allFrames: true }, [SCRIPT, PRESS]);
  wake();
  const hindered = await injected;
  const problem = hindered === CLOSED && from === 'panel' ? NOT_PRESSED : hindered;
  if (problem !== '') await say(tab, problem);
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
  else await say(tab, problem);
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
    // A page may never end to load; our script waits as long as it makes sense.
    const ran = await api.scripting.executeScript({ target: { tabId: tab, ...where }, files, injectImmediately: true });
    const first = 'allFrames' in where ? 0 : where.frameIds[0];
    // Firefox keeps scripts out of its own pages without a word: there is nothing in the list, or nothing that is something.
    // So it may be, too, where a page was just changing.
    const there = ran.find((one) => one?.frameId === first);
    if (there) return there.result ? '' : HIDDEN;
    if (!('allFrames' in where)) return CLOSED;
    await moment();
    return inject(tab, { frameIds: [0] }, files);
  } catch (error) {
    const { message } = refusedBy(error);
    const passing = PASSING.test(message);
    if (passing) await moment();
    // A frame that went away meanwhile: the page itself is what counts.
    if ('allFrames' in where) return inject(tab, { frameIds: [0] }, files);
    return passing ? AGAIN : (REASONS.find(([said]) => said.test(message))?.[1] ?? CLOSED);
  }
}

function moment() {
  return new Promise((resolve) => setTimeout(resolve, MOMENT));
}

/**
 * Says on the button and in the panel what hinders us: there is nobody in the page who could.
 * @param {number} tab
 * @param {string} problem
 */
async function say(tab, problem) {
  await show(tab, 'failed', problem);
  tell({ type: 'changed' });
}
