/** The panel goes with its window: other tabs, other pages, and pages that are loaded again. */

import assert from 'node:assert/strict';
import { FERRY, FOUND, IN_FERRY, STORY, longer, page } from './stories.mjs';

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

  scene('a page that is left while it is read', (site) => site.put(page(STORY.repeat(300))), {
    act: async (tab) => {
      await tab.press();
      await tab.go(tab.site.put(page(FERRY)));
      const panel = await tab.panel();
      await phase(panel, 'empty');
      await tab.read();
      await title(panel, 'Ferry');
    },
  });

  scene('two presses at once are as good as none, and a third one marks', (site) => site.put(page(STORY.repeat(20))), {
    act: async (tab) => {
      await tab.evaluate(() => (window.before = live.all()));
      await tab.press();
      await tab.press();
      await new Promise((done) => setTimeout(done, 1500));
      const { badge } = await tab.button();
      const traces = await tab.evaluate(() => live.traces());
      // Whether the second press found the first one at work or not: button and page say the same.
      assert.equal(badge === 'on', traces.length > 0, `${badge} ${traces}`);
      if (badge === 'on') await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });
}
