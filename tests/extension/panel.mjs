/** The panel beside the page: lists, details, the walk in the page, and clicks on the page's marks. */

import assert from 'node:assert/strict';
import { FOUND, STORY, page } from './stories.mjs';
import { until } from './tab.mjs';

/** With words that belong to no article. */
const FOOTED = `${STORY}
  <footer class="footer"><p>Clara Whitmore in Oslo spoke at length about the ferries of the north, and about what they cost.</p></footer>`;

/** Tall enough that one paragraph is in sight at a time. */
const TALL = page(STORY, '<style>p, h1 { margin: 0 0 900px }</style>');

const text = (panel, selector) => panel.evaluate((one) => document.querySelector(one).textContent, selector);
const rows = (panel, list) => panel.evaluate((id) => {
  const partOf = (row, part) => row.querySelector(part).textContent;
  return [...document.querySelectorAll(`#${id} .row`)].map((row) => [partOf(row, '.name'), Number.parseInt(partOf(row, '.count'), 10)]);
}, list);

/**
 * Presses the row of a name or a day.
 * @param {any} panel
 * @param {string} name
 */
export async function pressRow(panel, name) {
  const thing = await panel.until((wanted) => {
    const rows = [...document.querySelectorAll('#who .row, #when .row')];
    return rows.find((row) => row.querySelector('.name').textContent === wanted)?.dataset.thing;
  }, name);
  await panel.click(`:is(#who, #when) .row[data-thing="${thing}"]`);
  await panel.until((wanted) => document.querySelector('#walker:not([hidden]) #walker-name')?.textContent === wanted, name);
}

/** Until the walk stands on words in the page, in sight. */
export const standsOn = (tab, words) =>
  until(async () => {
    const at = await tab.current();
    return at?.words === words && at.inSight && at;
  }, `${words} as where the walk stands`);

/** Name, type and facts of the card. */
const card = (panel) => panel.until(() => {
  const shown = document.querySelector('#card:not([hidden])');
  if (!shown) return null;
  const facts = Object.fromEntries([...shown.querySelectorAll('dt')].map((label) => [label.textContent, label.nextElementSibling.textContent]));
  return { name: shown.querySelector('#card-name').textContent, type: shown.querySelector('#card-type').textContent, facts, quotes: shown.querySelectorAll('.quote').length };
});

export function panel(scene) {
  scene('lists, counts and the timeline', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      assert.equal(await text(panel, '#title'), 'Bridge over the Tarn reopens');
      assert.equal(await text(panel, '#scope'), 'The article on this page.');
      assert.equal(await text(panel, '#summary'), '4 people, 3 organisations, 4 places, 4 dates from 11 November 2022 to 14 March 2024.');
      assert.deepEqual(await rows(panel, 'who'), [
        ['Anna Duval', 2], ['Henrik Solberg', 2], ['Martin Osgood', 1], ['Rosalind Keating', 1],
        ['North Holm Fund', 1], ['Ministry of Waters', 1], ['United Nations', 1],
        ['Tarn', 1], ['Geneva', 1], ['London', 1], ['Bristol', 1],
      ]);
      await panel.click('.views [data-view="when"]');
      assert.deepEqual(await rows(panel, 'when'), [['11 November 2022', 1], ['2 May 2023', 1], ['8 March 2024', 1], ['14 March 2024', 1]]);
      const moments = await panel.evaluate(() => [...document.querySelectorAll('#timeline-list .moment')].map((moment) => moment.textContent));
      assert.deepEqual(moments, ['11 November 2022', '2 May 2023', '8 March 2024', '14 March 2024']);
      assert.equal(await text(panel, '#basis'), 'Counted from Thursday 14 March 2024, the day that the page states.');
      await panel.click('#timeline-list .moment');
      await standsOn(tab, '11 November 2022');
    },
  });

  scene('a row leads to its place in the page, n and p go on, Escape ends it', (site) => site.put(TALL), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await pressRow(panel, 'Rosalind Keating');
      assert.equal((await standsOn(tab, 'Rosalind Keating')).first, 'third');
      assert.ok(await tab.evaluate(() => scrollY > 1000));
      await pressRow(panel, 'Anna Duval');
      assert.equal((await standsOn(tab, 'Anna Duval')).first, 'first');
      const count = (words) => panel.until((wanted) => document.querySelector('#walker-count').textContent === wanted, words);
      await count('1 of 2');
      await panel.key('n');
      await count('2 of 2');
      await until(async () => (await tab.current())?.first === 'third', 'the second place');
      await panel.key('p');
      await count('1 of 2');
      await until(async () => (await tab.current())?.first === 'first', 'the first place');
      // The row again is the next place, too.
      await pressRow(panel, 'Anna Duval');
      await count('2 of 2');
      await panel.key('Escape');
      await panel.key('Escape');
      await panel.until(() => document.querySelector('#walker').hidden && document.querySelector('#card').hidden);
      await until(async () => (await tab.current()) === null, 'a page where nobody stands');
      assert.deepEqual(await tab.marked(), FOUND);
    },
  });

  scene('details of a person, a place and a date', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await pressRow(panel, 'Anna Duval');
      const person = await card(panel);
      assert.deepEqual([person.name, person.type, person.facts.Role, person.quotes], ['Anna Duval', 'Person', 'engineer', 2]);
      await pressRow(panel, 'London');
      const place = await card(panel);
      assert.deepEqual([place.name, place.type, place.facts.Country, place.facts.Kind], ['London', 'Place', 'United Kingdom', 'Capital city']);
      await panel.click('.views [data-view="when"]');
      await pressRow(panel, '8 March 2024');
      const date = await card(panel);
      assert.deepEqual([date.name, date.type, date.quotes], ['8 March 2024', 'Date', 1]);
      assert.match(JSON.stringify(date.facts), /14 March 2024/);
      await standsOn(tab, 'Friday');
      // A quotation leads to its place.
      await panel.click('.views [data-view="who"]');
      await pressRow(panel, 'Henrik Solberg');
      await panel.click('#card .quotes li:last-child .quote');
      await until(async () => (await tab.current())?.first === 'second', 'the place that is quoted');
      await panel.click('#card-close');
      await panel.until(() => document.querySelector('#card').hidden);
    },
  });

  scene('a click on a mark opens its details', (site) => site.put(TALL), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      for (const [words, name, view] of [['Bristol', 'Bristol', 'who'], ['2 May 2023', '2 May 2023', 'when'], ['Rosalind Keating', 'Rosalind Keating', 'who']]) {
        const { x, y } = await tab.placeOf(words);
        await tab.page.mouse.click(x, y);
        await panel.until((wanted) => document.querySelector('#card:not([hidden]) #card-name')?.textContent === wanted, name);
        assert.equal(await panel.evaluate(() => document.body.dataset.view), view);
        assert.equal(await panel.evaluate(() => document.querySelector('.row[aria-current] .name').textContent), name);
      }
      // A link is still a link.
      const { x, y } = await tab.placeOf('Martin Osgood');
      await tab.page.mouse.click(x, y);
      await until(() => tab.evaluate(() => location.hash === '#martin'), 'where the link leads');
      await panel.until(() => document.querySelector('#card:not([hidden]) #card-name')?.textContent === 'Martin Osgood');
      await tab.marksAre(FOUND);
    },
  });

  scene('the whole page instead of the article, and back', (site) => site.put(page(FOOTED)), {
    act: async (tab) => {
      await tab.read();
      assert.deepEqual(await tab.marked(), FOUND);
      const panel = await tab.lists();
      await panel.click('#other-scope');
      await panel.until(() => document.querySelector('#scope').textContent === 'The whole page, as it is.');
      await tab.markOf('Clara Whitmore');
      await panel.click('#other-scope');
      await panel.until(() => document.querySelector('#scope').textContent === 'The article on this page.');
      await tab.marksAre(FOUND);
    },
  });

  scene('the panel removes the marks, and reads the page again', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await panel.click('#remove');
      await panel.until(() => document.body.dataset.phase === 'empty');
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
      assert.equal((await tab.button()).badge, '');
      await panel.click('#press');
      await tab.markOf('Anna Duval');
      await panel.until(() => document.body.dataset.phase === 'done');
      assert.deepEqual(await tab.marked(), FOUND);
    },
  });

  scene('a type that is switched off leaves the page, also after it is loaded again, and the options', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await panel.click('#legend [data-type="place"]');
      const { place: _, ...rest } = FOUND;
      await tab.marksAre(rest);
      await tab.page.reload();
      tab.site.requests.length = 0;
      await panel.until(() => document.body.dataset.phase === 'empty');
      await tab.read();
      assert.deepEqual(await tab.marked(), rest);
      await tab.lists();
      assert.equal(await panel.evaluate(() => document.querySelector('#legend [data-type="place"]').ariaPressed), 'false');
      await panel.click('#options');
      const options = await tab.options();
      const boxes = await options.until(() => {
        const all = [...document.querySelectorAll('#types input[type="checkbox"]')].map(({ checked, parentElement }) => [parentElement.textContent, checked]);
        // Before the settings have come, none is checked.
        return all.some(([, checked]) => checked) && all.some(([, checked]) => !checked) && all;
      });
      assert.deepEqual(boxes.filter(([, checked]) => !checked).map(([words]) => words), ['Places']);
      // Switched on there, it is in the page again.
      const at = boxes.findIndex(([words]) => words === 'Places');
      await options.click(`#types tr:nth-child(${at + 1}) input[type="checkbox"]`);
      await options.until(() => [...document.querySelectorAll('#types input[type="checkbox"]')].every(({ checked }) => checked));
      // Once it is written, everybody knows.
      await panel.until(() => document.querySelector('#legend [data-type="place"]').ariaPressed === 'true');
      await options.close();
      await tab.page.bringToFront();
      await tab.marksAre(FOUND);
    },
  });
}
