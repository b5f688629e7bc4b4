/** A page that is still on its way. */

import * as dom from '../dom/nodes.js';

/** Milliseconds after which what is there is read: some pages never end. What comes later is read when it is there. */
const LONGEST = 2000;

/** Until the page is there, or is there as far as it will be waited for. @returns {Promise<void>} */
export async function settled() {
  if (dom.readyState(document) !== 'loading') return;
  await new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      dom.unlisten(document, 'DOMContentLoaded', end);
      done(undefined);
    };
    const timer = setTimeout(end, LONGEST);
    dom.listen(document, 'DOMContentLoaded', end);
  });
}
