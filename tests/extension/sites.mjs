/** Sites whose articles are marked without a press: wished for in the panel, and taken back there or in the options. */

import assert from 'node:assert/strict';
import { FERRY, IN_FERRY, STORY, longer, page } from './stories.mjs';
import { rest, until } from './tab.mjs';

const SHOP = `<h1>Shop</h1><ul><li><a href="#">Nets</a></li><li><a href="#">Ropes of Harald Nyman</a></li></ul>
  <form><input value="Oslo"><button>Buy</button></form>`;

/** What the browser has allowed, and what it would run. */
const rights = (driver) => driver.background(async () => ({
  origins: (await chrome.permissions.getAll()).origins,
  scripts: (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id),
}));
const NONE = { origins: [], scripts: [] };
const ALL = { origins: ['*://localhost/*'], scripts: ['localhost'] };

/** Turns it on as a reader does. */
async function turnOn(tab, t, driver) {
  t.after(() => driver.background(async () => {
    await chrome.scripting.unregisterContentScripts();
    const { origins } = await chrome.permissions.getAll();
    if (origins.length > 0) await chrome.permissions.remove({ origins });
  }));
  await driver.allow('localhost');
  await tab.read();
  const panel = await tab.lists();
  assert.deepEqual(await rights(driver), NONE);
  await panel.click('#automatic');
  await panel.until(() => document.querySelector('#automatic-said').textContent === 'From now on, articles on localhost are marked when they open.');
  assert.deepEqual(await rights(driver), ALL);
  return panel;
}

export function sites(scene, driver) {
  scene('articles of a chosen site are marked when they open, other pages and other sites are not', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      const panel = await turnOn(tab, t, driver);
      const { site } = tab;
      await tab.go(site.put(page(longer(FERRY))));
      await tab.markOf('Oda Brandt');
      assert.deepEqual((await tab.marked()).person, IN_FERRY);
      await until(async () => (await tab.button()).badge === 'on', 'the button');
      await panel.until(() => document.querySelector('#title').textContent.startsWith('Ferry') && document.querySelector('#automatic').checked);
      // A press takes the marks away, and they stay away.
      await tab.unread();
      await rest(1500);
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);

      await tab.go(site.put(page(SHOP)));
      await rest(1500);
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
      assert.equal((await tab.button()).badge, '');

      await tab.go(site.put(page(longer(FERRY)), { host: 'elsewhere' }));
      await rest(1000);
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
      assert.equal((await tab.button()).badge, '');
    },
  });

  scene('turned off in the panel: permission and script are gone', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      const panel = await turnOn(tab, t, driver);
      await panel.click('#automatic');
      await panel.until(() => document.querySelector('#automatic-said').textContent === 'localhost is marked only at your press again.');
      assert.deepEqual(await rights(driver), NONE);
      await tab.go(tab.site.put(page(longer(FERRY))));
      await rest(1000);
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
    },
  });

  scene('turned off in the options', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      const panel = await turnOn(tab, t, driver);
      await panel.click('#options');
      const options = await tab.options();
      await options.until(() => document.querySelector('#sites li')?.firstChild.textContent === 'localhost');
      await options.click('#sites button');
      await options.until(() => document.querySelector('#sites').children.length === 0 && !document.querySelector('#no-sites').hidden);
      assert.deepEqual(await rights(driver), NONE);
      await options.close();
    },
  });

  scene('taken back in the browser’s own settings', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      await turnOn(tab, t, driver);
      await driver.background(() => chrome.permissions.remove({ origins: ['*://localhost/*'] }));
      await until(async () => JSON.stringify(await rights(driver)) === JSON.stringify(NONE), 'the end of the script');
    },
  });
}
