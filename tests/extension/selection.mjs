/** “Who and when in this selection”, in the menu of the right mouse button. */

import assert from 'node:assert/strict';
import { STORY, longer, page } from './stories.mjs';
import { until } from './tab.mjs';

const SHADOW = `<h1>Reading room</h1><news-line><template shadowrootmode="open">
  <p id="line">Clara Whitmore came to Oslo on 3 June 2021, and Harald Nyman did not.</p></template></news-line>`;

/** @param {string} address */
const framed = (address) => `<h1>Reading room</h1><iframe style="width: 900px; height: 600px" src="${address}"></iframe>`;

/**
 * Selects from one text to another, each the first of an element, and chooses the entry.
 * @param {import('./tab.mjs').Tab} tab
 * @param {{ from: [string, string], to: [string, string], frame?: import('puppeteer-core').Frame }} what selectors with the words
 *   before which the selection begins and behind which it ends
 */
async function choose(tab, { from, to, frame = tab.page.mainFrame() }) {
  await tab.mayRead();
  const at = await frame.evaluate((first, last) => {
    const place = ([selector, words], behind) => {
      const node = live.trees().map((tree) => tree.querySelector(selector)).find(Boolean).firstChild;
      return [node, node.data.indexOf(words) + (behind ? words.length : 0)];
    };
    const [[node, start], [end, until]] = [place(first, false), place(last, true)];
    const tree = node.getRootNode();
    (tree.getSelection ? tree : document).getSelection().setBaseAndExtent(node, start, end, until);
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, start + first[1].length);
    const { left, top, width, height } = range.getBoundingClientRect();
    const box = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: left + width / 2 + box.left, y: top + height / 2 + box.top };
  }, from, to);
  const words = await frame.evaluate(() => live.trees().map((tree) => String(tree.getSelection?.() ?? '')).find(Boolean) ?? '');
  return tab.driver.select(tab.page, { at, words });
}

/** Names and days in the panel, which shows a selection. */
async function listed(tab) {
  const panel = await tab.lists();
  await panel.until(() => document.querySelector('#scope').textContent === 'What you selected.');
  return panel.evaluate(() => [...document.querySelectorAll('#who .row .name, #when .row .name')].map(({ textContent }) => textContent));
}

export function selection(scene, { lacks }) {
  scene('a part of a paragraph: nothing else is marked', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await choose(tab, { from: ['#first', 'Henrik'], to: ['#first', 'Geneva'] });
      await tab.marksAre({ person: ['Henrik Solberg'], organization: ['North Holm Fund'], place: ['Geneva'] });
      assert.deepEqual(await listed(tab), ['Henrik Solberg', 'North Holm Fund', 'Geneva']);
      await until(async () => (await tab.button()).badge === 'on', 'the button');
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
    },
  });

  scene('across paragraphs, with the days counted as on the page', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await choose(tab, { from: ['#second', 'London'], to: ['#third', 'Rosalind Keating'] });
      await tab.marksAre({ person: ['Henrik Solberg', 'Rosalind Keating'], place: ['London'], date: ['11 November 2022', 'Friday'] });
      assert.deepEqual(await listed(tab), ['Henrik Solberg', 'Rosalind Keating', 'London', '11 November 2022', '8 March 2024']);
      // And the whole article afterwards.
      const panel = await tab.lists();
      await panel.click('#other-scope');
      await tab.markOf('Anna Duval');
    },
  });

  scene('in a shadow tree', (site) => site.put(page(SHADOW)), {
    act: async (tab) => {
      await choose(tab, { from: ['#line', 'Clara'], to: ['#line', '2021'] });
      // Where browsers do not say what is selected in there, its words are read all the same.
      const names = await listed(tab);
      for (const name of ['Clara Whitmore', 'Oslo', '3 June 2021']) assert.ok(names.includes(name), `${name} is not in ${names}`);
      for (const words of Object.values(await tab.marked()).flat()) assert.ok(['Clara Whitmore', 'Oslo', '3 June 2021', 'Harald Nyman'].includes(words), words);
    },
  });

  scene('in a frame', (site) => site.put(page(framed(site.put(page(longer(STORY)))))), {
    act: async (tab) => {
      const frame = tab.page.frames()[1];
      await choose(tab, { from: ['#second', 'The Ministry'], to: ['#second', 'London'], frame });
      await until(async () => (await tab.marked(frame)).place?.length === 1, 'one place in the frame');
      const { organization, place } = await tab.marked(frame);
      assert.deepEqual([organization, place], [['Ministry of Waters'], ['London']]);
      assert.deepEqual(await tab.marked(), {});
      assert.deepEqual(await listed(tab), ['Ministry of Waters', 'London']);
    },
  });

  scene('in a frame of another site: its words are read, without marks', (site) => site.put(page(framed(site.put(page(longer(STORY)), { host: 'elsewhere' })))), {
    skip: lacks.menu,
    act: async (tab) => {
      const frame = tab.page.frames()[1];
      const at = await frame.evaluate(() => {
        const { firstChild } = document.querySelector('#second');
        getSelection().setBaseAndExtent(firstChild, 0, firstChild, 'The Ministry of Waters in London'.length);
        const { left, top } = document.querySelector('#second').getBoundingClientRect();
        return { x: left + 20, y: top + 8 };
      });
      const box = await tab.evaluate(() => document.querySelector('iframe').getBoundingClientRect().toJSON());
      await tab.driver.select(tab.page, { at: { x: at.x + box.left, y: at.y + box.top }, words: '' });
      assert.deepEqual(await listed(tab), ['Ministry of Waters', 'London']);
      assert.deepEqual(await tab.marked(), {});
    },
  });

  scene('nothing is selected: no entry, or one sentence', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.mayRead();
      const { x, y } = await tab.evaluate(() => document.querySelector('#first').getBoundingClientRect().toJSON());
      const there = await tab.driver.select(tab.page, { at: { x: x + 30, y: y + 8 }, words: '' });
      if (!there) return assert.deepEqual(await tab.marked(), {});
      await until(async () => (await tab.button()).badge === '!', 'a sentence');
      assert.equal((await tab.button()).title, 'Nothing is selected that could be read: select words of the page first.');
      const panel = await tab.panel();
      await panel.until(() => document.body.dataset.phase === 'failed');
    },
  });
}
