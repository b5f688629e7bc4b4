/** Our own pages in the reader's colours. */

import { rulesOf } from '../settings.js';

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** @param {import('../settings.js').Settings} settings */
export function dress(settings) {
  sheet.replaceSync(rulesOf(settings, (type) => `.${type}.sample`));
}
