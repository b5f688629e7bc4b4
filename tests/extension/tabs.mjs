/** The panel goes with its window: other tabs, other pages, and pages that are loaded again. */

import assert from 'node:assert/strict';
import { FERRY, FOUND, IN_FERRY, STORY, longer, page } from './stories.mjs';
import { rest, until } from './tab.mjs';

const phase = (panel, wanted) => panel.until((one) => document.body.dataset.phase === one, wanted);
const title = (panel, wanted) => panel.until((one) => document.body.dataset.phase === 'done' && document.querySelector('#title').textContent.startsWith(one), wanted);

export function tabs(scene, driver) {
  scene('two tabs: each has its own lists, and closing one shows the other', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      await tab.read();
      const panel = await tab.lists();
      const other = await driver.open(t, (site) => site.put(page(FERRY)));
      await other.page.bringToFront();
      await phase(panel, 'empty');
      assert.equal((await other.button()).badge, '');
      await other.read();
      await title(panel, 'Ferry');
      assert.deepEqual((await other.marked()).person, IN_FERRY);
      await tab.page.bringToFront();
      await title(panel, 'Bridge');
      assert.equal((await tab.button()).badge, 'on');
      assert.deepEqual(await tab.marked(), FOUND);
      await other.page.bringToFront();
      await title(panel, 'Ferry');
      await other.page.close();
      await tab.page.bringToFront();
      await title(panel, 'Bridge');
    },
  });

  scene('a page that is loaded again, and one that goes on to another, are not read until the press', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await tab.page.reload();
      await phase(panel, 'empty');
      assert.equal((await tab.button()).badge, '');
      assert.deepEqual(await tab.marked(), {});
      await tab.read();
      await title(panel, 'Bridge');
      await tab.go(tab.site.put(page(longer(FERRY))));
      await phase(panel, 'empty');
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
      await tab.read();
      await title(panel, 'Ferry');
      assert.deepEqual((await tab.marked()).person, IN_FERRY);
    },
  });

  scene('a page that is left while it is read', (site) => site.put(page(STORY.repeat(1000))), {
    act: async (tab) => {
      await tab.press();
      await until(async () => (await tab.button()).badge !== '', 'a page that is read');
      await tab.go(tab.site.put(page(FERRY)));
      const panel = await tab.panel();
      await phase(panel, 'empty');
      await until(async () => (await tab.button()).badge === '', 'a button that says nothing');
      await rest(500);
      assert.equal((await tab.button()).badge, '');
      await tab.read();
      await title(panel, 'Ferry');
    },
  });

  scene('the way back: button, panel and page say the same', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await tab.go(tab.site.put(page(FERRY)));
      await phase(panel, 'empty');
      await tab.evaluate(() => history.back());
      tab.site.requests.length = 0;
      await until(() => tab.evaluate(() => document.body.textContent.includes('Anna Duval')), 'the page before');
      // Browsers may keep a page as it was left, marks and all.
      const kept = (await tab.evaluate(() => live.traces())).length > 0;
      await phase(panel, kept ? 'done' : 'empty');
      await until(async () => (await tab.button()).badge === (kept ? 'on' : ''), `a button for a page that was ${kept ? '' : 'not '}kept`);
      if (!kept) await tab.read();
      await tab.marksAre(FOUND);
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
    },
  });

  scene('two presses at once are as good as none, and a third one marks', (site) => site.put(page(STORY.repeat(20))), {
    act: async (tab) => {
      await tab.evaluate(() => (window.before = live.all()));
      await tab.press();
      await tab.press();
      await rest(1500);
      const { badge } = await tab.button();
      const traces = await tab.evaluate(() => live.traces());
      // Whether the second press found the first one at work or not: button and page say the same.
      assert.equal(badge === 'on', traces.length > 0, `${badge} ${traces}`);
      if (badge === 'on') await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });
}
