/** The switch for a site whose articles are to be marked without a press. */

import { byId, setText } from '../page/elements.js';
import { canBeAutomatic, sites, turnOff, turnOn } from '../sites.js';

export function createSite() {
  const line = byId('automatic-line');
  const box = byId('automatic', HTMLInputElement);
  const said = byId('automatic-said');
  let host = '';

  box.addEventListener('change', async () => {
    const of = host;
    const on = box.checked;
    setText(said, '');
    try {
      // At once: browsers ask their reader only in the very press.
      const done = on ? await turnOn(of) : await turnOff(of);
      if (done === false) setText(said, 'Not allowed: nothing was changed.');
      else setText(said, on ? `From now on, articles on ${of} are marked when they open.` : `${of} is marked only at your press again.`);
    } catch (error) {
      setText(said, error instanceof Error ? error.message : String(error));
    }
    await show(of);
  });

  /** @param {string} of the host of the page, empty where it has none */
  const show = async (of) => {
    if (of !== host) setText(said, '');
    host = of;
    line.hidden = !canBeAutomatic(of);
    setText(byId('automatic-words'), `Always mark articles on ${of}`);
    const all = await sites();
    if (of === host) box.checked = all.includes(of);
  };
  return { show };
}
