/**
 * The default look: a tint and a line of its own for each type, the same as on WhoWhen's own page (`page/marks.css`). It
 * comes as a constructed sheet, which needs no element and no `style-src`.
 */

import * as dom from './nodes.js';

/** @typedef {import('../lib/index.js').EntityType | 'date'} MarkType */

/** @type {readonly MarkType[]} */
export const TYPES = ['person', 'organization', 'place', 'group', 'event', 'work', 'date'];

/**
 * Tint and line in light and in dark, then the line itself. A date is boxed on our page; a highlight can have no box.
 * @type {Record<MarkType, { light: [string, string], dark: [string, string], line: string }>}
 */
const LOOKS = {
  person: { light: ['#dce8ff', '#1c57b3'], dark: ['#1d3459', '#8db6ff'], line: 'underline solid 2px' },
  organization: { light: ['#ece3fb', '#6c3bb0'], dark: ['#382a57', '#c4a3ff'], line: 'underline double 1.5px' },
  place: { light: ['#d9f0de', '#1d7038'], dark: ['#1a3d27', '#7fd499'], line: 'underline dotted 2.5px' },
  group: { light: ['#fbe5d4', '#9c4a0c'], dark: ['#4a2c17', '#f2a871'], line: 'underline dashed 2px' },
  event: { light: ['#fbe0e8', '#ad2350'], dark: ['#4e1f31', '#ff94b5'], line: 'underline wavy 1.25px' },
  work: { light: ['#e4e7ec', '#4d5768'], dark: ['#343a45', '#b3bdcd'], line: 'underline overline solid 1px' },
  date: { light: ['#fdf1c9', '#8a6400'], dark: ['#43370f', '#ecc659'], line: 'overline solid 2px' },
};
/** The page's own letters may be of any colour, so that a tint brings the ink that can be read on it. */
const INK = { light: '#1c1e22', dark: '#e6e5e1' };
const CURRENT = { light: ['#0b57d0', '#ffffff'], dark: ['#8ab4f8', '#16181c'] };

/** @typedef {'light' | 'dark'} Scheme */

/**
 * @param {string} prefix
 * @param {Scheme} scheme
 * @param {(name: string) => string} select
 */
function rules(prefix, scheme, select) {
  const all = (/** @type {(type: MarkType) => string} */ look) => TYPES.map((type) => `${select(`${prefix}-${type}`)}{${look(type)}}`).join('');
  const tints = `${all((type) => `background-color:${LOOKS[type][scheme][0]};color:${INK[scheme]};text-decoration-color:${LOOKS[type][scheme][1]};text-shadow:none`)}
${select(`${prefix}-current`)}{background-color:${CURRENT[scheme][0]};color:${CURRENT[scheme][1]};text-decoration-color:currentColor}`;
  // In the system's own colours only the lines stay, and tell the types apart.
  return `${all((type) => `text-decoration:${LOOKS[type].line} currentColor;text-underline-offset:0.16em`)}
@media (forced-colors:none){${tints}}
@media (forced-colors:active){${select(`${prefix}-current`)}{background-color:Highlight;color:HighlightText}}`;
}

/**
 * @param {string} prefix
 * @param {Scheme} scheme
 */
function css(prefix, scheme) {
  // Two lists of rules: a browser that does not know one selector drops all that is listed with it.
  const marks = rules(prefix, scheme, (name) => `mark.${prefix}.${name}`);
  return `${rules(prefix, scheme, (name) => `::highlight(${name})`)}
${marks}
mark.${prefix}{text-decoration-skip-ink:none}
mark.${prefix}.${prefix}-date{text-decoration-line:none;outline:1px solid currentColor;outline-offset:-1px}
@media (forced-colors:none){mark.${prefix}.${prefix}-date{outline-color:${LOOKS.date[scheme][1]}}}
mark.${prefix}.${prefix}-current{outline:2.5px solid currentColor;outline-offset:1px}`;
}

/**
 * The sheets that are in use in a tree, by their rules, and how many use them.
 * @type {WeakMap<Node, Map<string, { sheet: CSSStyleSheet, users: number }>>}
 */
const adopted = new WeakMap();

/**
 * Gives documents and shadow roots the sheet, once each, however many ask.
 * @param {Iterable<Node>} roots
 * @param {{ prefix: string, scheme: Scheme, more: string }} look `more` are rules that come after the default ones
 * @returns {() => void} takes it away again
 */
export function adopt(roots, { prefix, scheme, more }) {
  const rules = `${css(prefix, scheme)}${more && `\n${more}`}`;
  /** @type {Node[]} */
  const taken = [];
  for (const root of roots) {
    const view = dom.windowOf(dom.documentOf(root));
    const sheets = dom.sheetsOf(root);
    if (!view || !sheets) continue;
    const uses = adopted.get(root) ?? new Map();
    adopted.set(root, uses);
    const use = uses.get(rules) ?? { sheet: sheetFor(view, rules), users: 0 };
    uses.set(rules, use);
    use.users += 1;
    // The page may have set its own list meanwhile.
    if (!sheets.includes(use.sheet)) dom.setSheets(root, [...sheets, use.sheet]);
    taken.push(root);
  }
  return () => {
    for (const root of taken.splice(0)) {
      const use = adopted.get(root)?.get(rules);
      if (!use || --use.users > 0) continue;
      adopted.get(root)?.delete(rules);
      const sheets = dom.sheetsOf(root) ?? [];
      if (sheets.includes(use.sheet)) dom.setSheets(root, [...sheets].filter((sheet) => sheet !== use.sheet));
    }
  };
}

/**
 * A sheet of this window; another window's cannot be adopted.
 * @param {Window & typeof globalThis} view
 * @param {string} rules
 */
function sheetFor(view, rules) {
  const known = made.get(view) ?? new Map();
  made.set(view, known);
  let sheet = known.get(rules);
  if (!sheet) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(rules);
    known.set(rules, sheet);
  }
  return sheet;
}
/** @type {WeakMap<Window, Map<string, CSSStyleSheet>>} */
const made = new WeakMap();
