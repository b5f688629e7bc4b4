/**
 * Whether a page is light or dark, as it is and not as its reader's system is set: most pages know one of them only. Letters
 * are looked at, because what is behind them may be a picture.
 */

/** @import {Scheme} from './sheet.js' */

import * as dom from './nodes.js';

/** How many places are looked at. */
const SAMPLES = 9;

/**
 * @param {Window & typeof globalThis} view
 * @param {Node[]} texts some of which stand for all
 * @returns {Scheme}
 */
export function schemeOf(view, texts) {
  const step = Math.max(1, Math.floor(texts.length / SAMPLES));
  let [light, dark] = [0, 0];
  for (let at = 0; at < texts.length; at += step) {
    const parent = dom.parentNode(texts[at]);
    const host = dom.nodeType(parent) === dom.ELEMENT ? parent : dom.hostOf(parent);
    const ink = host && luminance(view, view.getComputedStyle(host).color);
    if (ink === undefined) continue;
    // Dark letters stand on a light ground.
    if (ink < 0.4) light += 1;
    else dark += 1;
  }
  if (light === dark) return view.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return dark > light ? 'dark' : 'light';
}

/**
 * How bright a colour is, from 0 to 1, about.
 * @param {Window & typeof globalThis} view
 * @param {string} colour as a computed style has it
 * @returns {number | undefined}
 */
function luminance(view, colour) {
  const [red, green, blue] = partsOf(view, colour) ?? [];
  return blue === undefined ? undefined : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/**
 * @param {Window & typeof globalThis} view
 * @param {string} colour
 * @returns {number[] | undefined} red, green and blue, up to 255
 */
function partsOf(view, colour) {
  const plain = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)/.exec(colour);
  if (plain) return plain.slice(1).map(Number);
  // Other notations are the browser's affair.
  const canvas = view.OffscreenCanvas && new view.OffscreenCanvas(1, 1).getContext('2d');
  if (!canvas) return undefined;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
