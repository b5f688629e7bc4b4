/** What the reader has chosen, kept in this browser. */

import { api } from './api.js';
import { TYPES as ALL } from './page/types.js';

/** @typedef {import('./lib/index.js').EntityType | 'date'} MarkType */

/**
 * @typedef {object} Settings
 * @property {MarkType[]} off types that are not marked
 * @property {'tint' | 'lines'} look whether marks have a ground of their own or only a line
 * @property {Partial<Record<MarkType, string>>} colours of the ground, `#rrggbb`, where it is not the usual one
 */

/** @type {readonly MarkType[]} */
export const TYPES = ALL.map(({ type }) => type);

/** @type {Settings} */
const USUAL = { off: [], look: 'tint', colours: {} };

const KEY = 'settings';

/** @returns {Promise<Settings>} */
export async function settings() {
  return checked((await api.storage.local.get(KEY))[KEY]);
}

/** Changes are written one after the other: each keeps what the one before has changed. @type {Promise<unknown>} */
let written = Promise.resolve();

/** @param {Partial<Settings>} part */
export function change(part) {
  const write = async () => api.storage.local.set({ [KEY]: { ...(await settings()), ...part } });
  written = written.then(write, write);
  return written;
}

export async function reset() {
  await api.storage.local.remove(KEY);
}

/**
 * Tells of every change, wherever it was made.
 * @param {(now: Settings) => void} listener
 */
export function onSettings(listener) {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) listener(checked(changes[KEY].newValue));
  });
}

/**
 * What is stored, as far as it can be used: an older version may have written it.
 * @param {unknown} stored
 * @returns {Settings}
 */
function checked(stored) {
  const { off, look, colours } = /** @type {Partial<Settings>} */ (Object(stored));
  return {
    off: TYPES.filter((type) => Array.isArray(off) && off.includes(type)),
    look: look === 'lines' ? 'lines' : USUAL.look,
    colours: Object.fromEntries(TYPES.flatMap((type) => {
      const colour = Object(colours)[type];
      return typeof colour === 'string' && /^#[0-9a-f]{6}$/.test(colour) ? [[type, colour]] : [];
    })),
  };
}

/**
 * The rules of CSS that the settings come to, after the usual look.
 * @param {Settings} settings
 * @param {(type: MarkType) => string} select the selector of a type
 * @returns {string}
 */
export function rulesOf({ look, colours }, select) {
  return TYPES.map((type) => {
    const colour = colours[type];
    if (look === 'lines') return `${select(type)}{background-color:transparent;color:currentcolor${colour ? `;text-decoration-color:${colour}` : ''}}`;
    if (!colour) return '';
    const ink = inkOn(colour);
    return `${select(type)}{background-color:${colour};color:${ink};text-decoration-color:color-mix(in srgb,${colour} 40%,${ink})}`;
  }).join('');
}

/**
 * Black or white, whichever can be read better on a colour (WCAG 2.2, relative luminance).
 * @param {string} colour `#rrggbb`
 * @returns {'#000000' | '#ffffff'}
 */
export function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue);
  return light > 0.179 ? '#000000' : '#ffffff';
}
