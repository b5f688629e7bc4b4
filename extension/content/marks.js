/** What is painted in the page, and what becomes of it when the page or the settings change. */

import { highlight } from '../dom/index.js';
import { schemeOf } from '../dom/scheme.js';
import { adopt } from '../dom/sheet.js';
import { rulesOf, TYPES } from '../settings.js';

/** @typedef {import('../settings.js').Settings} Settings */
/** @typedef {import('./read.js').Read} Read */

/** Names of highlights begin so; a page that uses WhoWhen itself has others. */
const PREFIX = 'whowhen-extension';
/** From so much new text, or so large a part of lost marks, there is something else to read. */
const MUCH = 200;
const PART = 0.1;

/**
 * @param {object} on
 * @param {(target: import('../dom/index.js').Target) => void} on.selected a mark was pressed
 * @param {(change: { much: boolean }) => void} on.changed the page has changed, and the marks fit it again
 */
export function createMarks({ selected, changed }) {
  /** @type {import('../dom/index.js').Highlighting | null} */
  let painting = null;
  /** @type {Read | null} */
  let painted = null;
  let release = () => {};

  /**
   * Brings the rules into the page before there is anything to be painted: it then computes its styles anew while the
   * engine works, and not after.
   * @param {Text[]} nodes of which some will be marked
   * @param {Settings} settings
   */
  const prepare = (nodes, settings) => {
    const former = release;
    release = adopt([document], { prefix: PREFIX, scheme: schemeOf(window, nodes), more: stylesOf(settings) });
    former();
  };

  const clear = () => {
    painting?.clear();
    painting = null;
    painted = null;
    release();
    release = () => {};
  };

  /**
   * @param {Read} next
   * @param {Settings} settings
   */
  const paint = (next, settings) => {
    const { analysis, reading } = next;
    const before = painting;
    painting = highlight(document, analysis, {
      reading,
      prefix: PREFIX,
      mode: 'highlights',
      follow: true,
      styles: stylesOf(settings),
      types: TYPES.filter((type) => !settings.off.includes(type)),
    });
    painted = next;
    // Not before: what is marked in both does not flicker.
    before?.clear();
    release();
    // Scripts of the page can make clicks, too; readers do not.
    painting.on('select', ({ target, originalEvent }) => originalEvent.isTrusted && selected(target));
    const all = analysis.mentions.length + analysis.dates.length;
    let came = 0;
    painting.on('change', ({ added, missed }) => {
      came += added;
      const much = came >= MUCH || missed > PART * all;
      if (much) came = 0;
      changed({ much });
    });
  };

  return {
    clear,
    prepare,
    paint,
    /** @param {Settings} settings */
    dress: (settings) => {
      if (painted) paint(painted, settings);
    },
    /** @param {import('../dom/index.js').Target | null} target */
    reveal: (target) => painting?.reveal(target) ?? false,
    missed: () => painting?.missed ?? 0,
  };
}

/** @param {Settings} settings */
function stylesOf(settings) {
  return rulesOf(settings, (type) => `::highlight(${PREFIX}-${type})`);
}
