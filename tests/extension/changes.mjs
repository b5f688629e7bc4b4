/** Pages that change under their marks. */

import assert from 'node:assert/strict';
import { ELSE_IN_FERRY, FERRY, FOUND, IN_FERRY, STORY, page } from './stories.mjs';
import { rest, until } from './tab.mjs';

const WORDS = Object.values(FOUND).flat();

/** A feed that grows when its end comes into sight. */
const FEED = `${STORY}<script>
  const more = [['Oda Brandt', 'Stockholm'], ['Clara Whitmore', 'Oslo'], ['Harald Nyman', 'Lisbon']];
  addEventListener('scroll', () => {
    if (innerHeight + scrollY < document.documentElement.scrollHeight - 50 || more.length === 0) return;
    const [name, place] = more.shift();
    const quiet = 'The water under the bridge went on as it always had, brown and slow, and nobody looked up from their work for long.';
    for (const words of [name + ' was asked about the bridge in ' + place + ', and spoke of it at length.', quiet, quiet, quiet, quiet]) {
      const one = document.createElement('p');
      one.textContent = words;
      document.querySelector('article').append(one);
    }
  });
</script><style>p { min-height: 300px }</style>`;

/** A line that counts in every frame. */
const TICKER = `<p id="ticker">0</p>${STORY}<script>
  const ticker = document.querySelector('#ticker').firstChild;
  window.turns = 0;
  requestAnimationFrame(function turn() {
    ticker.data = String(window.turns += 1);
    requestAnimationFrame(turn);
  });
</script>`;

/** The whole article anew in every frame, now and then without its second paragraph, for a while. */
const REDRAWN = `<div id="place">${STORY}</div><script>
  const story = document.querySelector('#place').innerHTML;
  const short = story.replace(/<p id="second">.*/, '<p id="second">Nothing more is known of that at the moment.</p>');
  window.turns = 0;
  window.redraw = (turns) => requestAnimationFrame(function turn() {
    document.querySelector('#place').innerHTML = Math.floor(turns / 20) % 2 ? short : story;
    window.turns += 1;
    turns -= 1;
    if (turns > 0) requestAnimationFrame(turn);
    else document.querySelector('#place').innerHTML = story;
  });
</script>`;

/** The words of one node become others and come back, every few frames. */
const REWRITTEN = `${STORY}<script>
  const node = document.querySelector('#second').firstChild;
  const [story, other] = [node.data, 'Nothing is known of a second test, or of a third one, or of anything that somebody may have asked for.'];
  window.turns = 0;
  window.rewrite = (turns) => requestAnimationFrame(function turn() {
    window.turns += 1;
    node.data = turns > 1 && window.turns % 10 < 5 ? other : story;
    turns -= 1;
    if (turns > 0) requestAnimationFrame(turn);
  });
</script>`;

/** An app that shows another article at another address. */
const APP = `<main>${STORY}</main><template>${FERRY}</template><script>
  window.go = () => {
    document.querySelector('main').replaceChildren(document.querySelector('template').content.cloneNode(true));
    document.title = 'Ferry';
    history.pushState({}, '', '?ferry');
  };
</script>`;

export function changes(scene) {
  scene('a feed that goes on: what comes is marked, what was marked stays', (site) => site.put(page(FEED)), {
    act: async (tab) => {
      await tab.read();
      const names = ['Oda Brandt', 'Clara Whitmore', 'Harald Nyman'];
      await tab.guard([...WORDS, ...names, 'Stockholm', 'Oslo', 'Lisbon']);
      for (const name of names) {
        await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        await tab.markOf(name);
      }
      const { person } = await tab.marked();
      assert.deepEqual(person, [...FOUND.person, ...names]);
      const { wrong, seen } = await tab.guarded();
      assert.ok(seen > 0);
      assert.deepEqual(wrong, []);
      const panel = await tab.lists();
      await panel.until(() => document.querySelector('#who').textContent.includes('Harald Nyman'));
    },
  });

  scene('a page that counts in every frame', (site) => site.put(page(TICKER)), {
    act: async (tab) => {
      await tab.read();
      await tab.guard(WORDS);
      const before = await tab.evaluate(() => window.turns);
      await rest(2500);
      const { frames, wrong } = await tab.guarded();
      assert.deepEqual(wrong, []);
      assert.ok(frames > 10 && (await tab.evaluate(() => window.turns)) > before + 10, `${frames} frames`);
      assert.deepEqual(await tab.marked(), FOUND);
    },
  });

  scene('a page that is drawn anew in every frame', (site) => site.put(page(REDRAWN)), {
    act: async (tab) => {
      await tab.read();
      await tab.guard(WORDS);
      await tab.evaluate(() => window.redraw(150));
      await until(() => tab.evaluate(() => window.turns === 150), '150 frames');
      const { frames, wrong } = await tab.guarded();
      assert.deepEqual(wrong, []);
      assert.ok(frames >= 30, `${frames} frames`);
      await tab.marksAre(FOUND);
      assert.deepEqual((await tab.guarded()).wrong, []);
    },
  });

  scene('words that become others and come back, every few frames', (site) => site.put(page(REWRITTEN)), {
    act: async (tab) => {
      await tab.read();
      await tab.guard(WORDS);
      await tab.evaluate(() => window.rewrite(150));
      await until(() => tab.evaluate(() => window.turns === 150), '150 frames');
      await rest(500);
      const { frames, seen, wrong } = await tab.guarded();
      assert.deepEqual(wrong, []);
      assert.ok(frames >= 30 && seen > frames, `${seen} marks in ${frames} frames`);
      await tab.unread();
      await tab.read();
      await tab.marksAre(FOUND);
    },
  });

  scene('words that become others lose their mark in the very next frame', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const left = await tab.evaluate(async () => {
        document.querySelector('#second').firstChild.data = 'The Ministry of Waters in Lisbon had asked for a second test, somebody said.';
        await new Promise((done) => requestAnimationFrame(done));
        return live.painted(window, 'whowhen-extension');
      });
      assert.deepEqual(left.place, ['Tarn', 'Geneva', 'Bristol']);
      assert.deepEqual(left.date, ['14 March 2024', '2 May 2023', 'Friday']);
      assert.deepEqual(left.person, ['Martin Osgood', 'Anna Duval', 'Henrik Solberg', 'Rosalind Keating', 'Anna Duval']);
    },
  });

  scene('an app that shows another article: the marks go with it', (site) => site.put(page(APP)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await tab.guard([...WORDS, ...IN_FERRY, ...ELSE_IN_FERRY]);
      await tab.evaluate(() => window.go());
      await tab.markOf('Oda Brandt');
      const { person, date } = await tab.marked();
      assert.deepEqual(person, IN_FERRY);
      assert.deepEqual(date, ['3 June 2021', '1 June 2021', '12 January 2020', 'Monday']);
      assert.deepEqual((await tab.guarded()).wrong, []);
      await panel.until(() => document.querySelector('#title').textContent.startsWith('Ferry'));
      assert.equal((await tab.button()).badge, 'on');
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.traces()), []);
    },
  });

  scene('an app that shows no article any more: the marks are gone', (site) => site.put(page(APP)), {
    act: async (tab) => {
      await tab.read();
      await tab.evaluate(() => {
        document.querySelector('main').textContent = '';
        history.pushState({}, '', '?nothing');
      });
      await until(async () => (await tab.evaluate(() => live.traces())).length === 0, 'a page without traces');
      await until(async () => (await tab.button()).badge !== 'on', 'a button without marks');
    },
  });
}
