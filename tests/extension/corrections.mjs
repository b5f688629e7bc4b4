/** What the reader knows better, said in the panel: the page's marks follow. */

import assert from 'node:assert/strict';
import { pressRow } from './panel.mjs';
import { FOUND, STORY, page } from './stories.mjs';
import { until } from './tab.mjs';

/** Presses a button of the form in the card. */
async function correct(panel, words) {
  if (!(await panel.evaluate(() => document.querySelector('#card-fold').open))) await panel.click('#card-fold summary');
  const at = await panel.evaluate((wanted) => {
    const all = [...document.querySelectorAll('#card-form button')];
    all.forEach((button, index) => (button.dataset.at = String(index)));
    return all.findIndex((button) => button.textContent.startsWith(wanted));
  }, words);
  await panel.click(`#card-form [data-at="${at}"]`);
}

/** Sets a day as a date field does. */
const setDay = (panel, day) => panel.evaluate((value) => {
  const field = document.querySelector('#day');
  field.value = value;
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}, day);

export function corrections(scene) {
  scene('a name of another type, and undone', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await pressRow(panel, 'Henrik Solberg');
      await correct(panel, 'Organisation');
      await tab.marksAre({
        ...FOUND,
        person: ['Martin Osgood', 'Anna Duval', 'Rosalind Keating', 'Anna Duval'],
        organization: ['Henrik Solberg', 'North Holm Fund', 'Ministry of Waters', 'Henrik Solberg', 'United Nations'],
      });
      await panel.until(() => document.querySelector('#corrections-count').textContent === 'Your corrections (1)');
      await panel.until(() => [...document.querySelectorAll('#who .of-organization .name')].some(({ textContent }) => textContent === 'Henrik Solberg'));
      assert.deepEqual(await tab.evaluate(() => live.touched(window.before)), []);
      await panel.click('#undo');
      await tab.marksAre(FOUND);
      await panel.click('#redo');
      await until(async () => (await tab.marked()).organization.includes('Henrik Solberg'), 'the correction again');
      await panel.click('#undo-all');
      await tab.marksAre(FOUND);
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('what is no name is not marked, until the page is left', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await pressRow(panel, 'Tarn');
      await correct(panel, 'Not a name');
      await tab.marksAre({ ...FOUND, place: ['Geneva', 'London', 'Bristol'] });
      await panel.until(() => [...document.querySelectorAll('#corrections-list li span')].some(({ textContent }) => textContent === '“Tarn” is left unmarked'));
      // It outlives the marks, but not the page.
      await tab.unread();
      await tab.read();
      await tab.marksAre({ ...FOUND, place: ['Geneva', 'London', 'Bristol'] });
      await panel.until(() => document.body.dataset.phase === 'done' && !document.querySelector('#corrections').hidden);
      await tab.page.reload();
      tab.site.requests.length = 0;
      await tab.read();
      await tab.marksAre(FOUND);
      await panel.until(() => document.body.dataset.phase === 'done' && document.querySelector('#corrections').hidden);
    },
  });

  scene('another day of publication moves the dates, and the marks stay where they are', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      const days = () => panel.evaluate(() => [...document.querySelectorAll('#when .name')].map(({ textContent }) => textContent));
      assert.ok((await days()).includes('8 March 2024'));
      await panel.click('.views [data-view="when"]');
      await setDay(panel, '2023-06-14');
      await panel.until(() => document.querySelector('#basis').textContent.includes('14 June 2023'));
      await until(async () => (await days()).includes('9 June 2023'), 'the Friday before');
      await tab.marksAre(FOUND);
      await panel.click('#no-day');
      await until(async () => (await days()).includes('8 March 2024'), 'the Friday as it was');
      assert.equal(await panel.evaluate(() => document.querySelector('#day').value), '');
    },
  });

  scene('words that are a date only with a day: the mark comes and goes', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await panel.click('.views [data-view="when"]');
      await pressRow(panel, '8 March 2024');
      await correct(panel, 'Not a date');
      await tab.marksAre({ ...FOUND, date: FOUND.date.slice(0, 3) });
      await panel.key('Control+z');
      await tab.marksAre(FOUND);
    },
  });
}
