/** Articles that do not stand in the document itself: shadow trees and frames. */

import assert from 'node:assert/strict';
import { markAndUnmark } from './marks.mjs';
import { FERRY, FOUND, IN_FERRY, STORY, longer, page } from './stories.mjs';
import { until } from './tab.mjs';

const [, HEADLINE, BYLINE, FIRST, SECOND, THIRD] = /(<h1>.*<\/h1>)\n(<p>.*<\/p>)\n(<p.*<\/p>)\n(<p.*<\/p>)\n(<p.*<\/p>)/.exec(STORY);

/** Two levels; half of the article in each of them, and some of it slotted. */
const SHADOW = `
<news-page><template shadowrootmode="open"><style>p { margin: 1em }</style><main>
  <news-story><template shadowrootmode="open">
    <article>${HEADLINE}${BYLINE}<slot name="first"></slot><slot></slot></article>
  </template>${FIRST.replace('<p', '<p slot="first"')}${SECOND}<slot name="third"></slot></news-story>
</main></template>${THIRD.replace('<p', '<p slot="third"')}</news-page>`;

const FRAME = 'style="width: 900px; height: 600px"';

export function trees(scene) {
  scene('shadow trees and slots', (site) => site.put(page(SHADOW)), { act: (tab) => markAndUnmark(tab, FOUND) });

  const framed = {
    'a frame of the same site': (site) => `<iframe ${FRAME} src="${site.put(page(longer(STORY)))}"></iframe>`,
    'a frame that the page has written': () => `<iframe ${FRAME} srcdoc="${page(longer(STORY)).replaceAll('"', '&quot;')}"></iframe>`,
  };
  for (const [title, frame] of Object.entries(framed)) {
    scene(`${title}: its article is marked, and is in the panel`, (site) => site.put(page(`<h1>Reading room</h1>${frame(site)}`)), {
      act: async (tab) => {
        const inner = tab.page.frames()[1];
        await inner.evaluate(() => (window.before = live.all()));
        await tab.read();
        await tab.markOf('Rosalind Keating', inner);
        assert.deepEqual(await tab.marked(inner), FOUND);
        assert.deepEqual(await tab.marked(), {});
        const panel = await tab.lists();
        await panel.until(() => document.querySelector('#title').textContent === 'Bridge over the Tarn reopens');
        assert.equal((await tab.button()).badge, 'on');
        assert.deepEqual(await inner.evaluate(() => live.touched(window.before)), []);
        await tab.unread();
        for (const one of [inner, tab.page.mainFrame()]) assert.deepEqual(await one.evaluate(() => live.changes(window.before)), []);
      },
    });
  }

  /** A frame of another site. */
  const foreign = (site) => `<iframe ${FRAME} src="${site.put(page(longer(FERRY)), { host: 'elsewhere' })}"></iframe>`;

  scene('a frame of another site is left alone', (site) => site.put(page(`${STORY}${foreign(site)}`)), {
    act: async (tab) => {
      const inner = tab.page.frames()[1];
      await inner.evaluate(() => (window.before = live.all()));
      await markAndUnmark(tab, FOUND);
      assert.deepEqual(await inner.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('a page that is nothing but a frame of another site says so', (site) => site.put(page(foreign(site))), {
    act: async (tab) => {
      await tab.read();
      const { badge, title } = await tab.button();
      assert.equal(badge, '!');
      assert.equal(title, 'There are no words in this page itself: they stand in a frame of another site. Open that frame in a tab of its own.');
      const panel = await tab.panel();
      await panel.until(() => document.body.dataset.phase === 'failed');
      assert.equal(await panel.evaluate(() => document.querySelector('#problem').textContent), title);
    },
  });

  scene('two articles in two frames: the panel lets choose', (site) => site.put(page(`${STORY}<iframe ${FRAME} src="${site.put(page(longer(FERRY)))}"></iframe>`)), {
    act: async (tab) => {
      await tab.read();
      const inner = tab.page.frames()[1];
      await tab.markOf('Clara Whitmore', inner);
      assert.deepEqual((await tab.marked(inner)).person, IN_FERRY);
      const panel = await tab.lists();
      const chosen = await panel.until(() => {
        const { options, value } = document.querySelector('#frames:not([hidden]) #frame') ?? { options: [] };
        return options.length === 2 && { titles: [...options].map(({ text }) => text), value };
      });
      assert.deepEqual(chosen.titles.toSorted(), ['Bridge over the Tarn reopens', 'Ferry to Lundholm is late again']);
      await panel.evaluate(() => {
        const chooser = document.querySelector('#frame');
        chooser.value = [...chooser.options].find(({ text }) => text.startsWith('Ferry')).value;
        chooser.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await panel.until(() => document.querySelector('#title').textContent.startsWith('Ferry'));
      await panel.until(() => document.querySelector('#who').textContent.includes('Clara Whitmore'));
      assert.ok(!(await panel.evaluate(() => document.querySelector('#who').textContent)).includes('Anna Duval'));
      await tab.unread();
      await until(async () => (await inner.evaluate(() => live.traces())).length === 0, 'the end of the marks in the frame');
    },
  });
}
