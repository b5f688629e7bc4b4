/** Pages that rest: what is marked, that it can be seen, and that nothing of the page changes. */

import assert from 'node:assert/strict';
import { FOUND, STORY, page } from './stories.mjs';
import { PREFIX, until } from './tab.mjs';

/** Nothing at all is allowed. */
const NOTHING = "default-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** As a large site has it: many hosts, one for scripts, and nothing evaluated. */
const LARGE = [
  "default-src 'none'", "base-uri 'self'",
  'child-src assets.courier.example courier.example/assets-cdn/worker/ courier.example/assets/',
  "connect-src 'self' uploads.courier.example status.courier.example collector.courier.example api.courier.example wss://alive.courier.example",
  'font-src assets.courier.example', "form-action 'self' courier.example objects.courier.example", "frame-ancestors 'none'",
  'frame-src viewscreen.courier.example notebooks.courier.example',
  "img-src 'self' data: blob: assets.courier.example media.courier.example camo.courier.example avatars.courier.example",
  "manifest-src 'self'", 'media-src courier.example user-images.courier.example/', 'script-src assets.courier.example',
  "style-src 'unsafe-inline' assets.courier.example",
  'worker-src assets.courier.example courier.example/assets-cdn/worker/ courier.example/assets/',
].join('; ');

/**
 * Marks and unmarks a page. In between its marks must be right and visible, and it must be as it was.
 * @param {import('./tab.mjs').Tab} tab
 * @param {Record<string, string[]>} found
 */
export async function markAndUnmark(tab, found) {
  await tab.read();
  assert.deepEqual(await tab.marked(), found);
  const { badge, title } = await tab.button();
  assert.equal(badge, 'on');
  assert.match(title, /^\d+ names? and \d+ dates? are marked\.\nPress to remove the marks\.$/);
  const look = await tab.evaluate((prefix) => {
    const element = live.trees().map((tree) => tree.querySelector('#first')).find(Boolean);
    const { backgroundColor, textDecorationLine } = getComputedStyle(element, `::highlight(${prefix}-person)`);
    return { backgroundColor, textDecorationLine };
  }, PREFIX);
  assert.deepEqual(look, { backgroundColor: 'rgb(220, 232, 255)', textDecorationLine: 'underline' });
  assert.deepEqual(await tab.evaluate(() => live.touched(window.before)), [], 'while it is marked');
  await tab.unread();
  assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), [], 'after it was marked');
}

/** An article of many paragraphs, each with two names and a date of its own: enough of them for a megabyte. */
function long() {
  const given = ['Anna', 'Clara', 'Harald', 'Martin', 'Oda', 'Rosalind', 'Henrik'];
  const family = ['Duval', 'Osgood', 'Keating', 'Brandt', 'Nyman', 'Whitmore', 'Solberg', 'Lindqvist'];
  const paragraphs = [];
  for (let at = 0, size = 0; size < 1_000_000; at += 1) {
    const name = `${given[at % 7]} ${family[at % 8]}`;
    const words = `<p>${name} wrote to the harbour office on ${(at % 28) + 1} May ${1990 + (at % 30)} that the water had risen again, and that the quay, the sheds and the old crane beside them would have to be looked after before the winter came; nobody answered for weeks. ${name} then went there herself, measured the walls, counted the stones that were loose and put all of it on paper, sheet after sheet.</p>`;
    paragraphs.push(words);
    size += words.length;
  }
  return { html: `<article><h1>Letters to the harbour office</h1>${paragraphs.join('\n')}</article>`, count: paragraphs.length };
}

const HEADLINES = ['Anna Duval opens the bridge in Geneva', 'Ferry of Harald Nyman late again on 3 June 2021', 'Clara Whitmore wins in Oslo', 'Rain in Bristol until Friday'];

const NEWS = ['Anna Duval said that the bridge was open.', 'Harald Nyman spoke of the engine on 3 June 2021.', 'Clara Whitmore was glad of it.'].map((words) => `<div class="box"><a href="#">${words}</a></div>`).join('');

const scopes = () => ['#scope', '#other-scope'].map((id) => document.querySelector(id).textContent);
const WHOLE = ['The whole page, as it is.', 'Look for an article'];

export function marks(scene) {
  scene('whatever goes wrong or is asked of anybody would be seen by these tests', (site) => site.put(page('<script>window.ask = () => fetch("http://elsewhere.example/one").catch(() => { throw new Error("nobody there"); })</script>')), {
    trouble: /nobody there|elsewhere\.example/,
    act: async (tab) => {
      await tab.evaluate(() => void window.ask());
      await until(async () => tab.site.requests.includes('http://elsewhere.example/one'), 'the request');
      await until(async () => (await tab.trouble()).some((words) => words.includes('nobody there')), 'the error');
      tab.site.requests.length = 0;
    },
  });

  scene('a plain page', (site) => site.put(page(STORY)), { act: (tab) => markAndUnmark(tab, FOUND) });

  for (const [title, policy] of [['nothing', NOTHING], ['little, as large sites do', LARGE]]) {
    scene(`a page that allows ${title}`, (site) => site.put(page(STORY), { headers: { 'Content-Security-Policy': policy } }), {
      act: (tab) => markAndUnmark(tab, FOUND),
    });
  }

  scene('a page in a sandbox without an origin', (site) => site.put(page(STORY), { headers: { 'Content-Security-Policy': 'sandbox' } }), {
    act: (tab) => markAndUnmark(tab, FOUND),
  });

  const { html, count } = long();
  scene('a page of a megabyte', (site) => site.put(page(html)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      assert.match(await panel.evaluate(() => document.querySelector('#summary').textContent), /^56 people, .* 420 dates from 1 May 1990 to 28 May 2019\.$/);
      const { person, date } = await tab.marked();
      assert.ok(person.includes('Anna Duval') && date.includes('1 May 1990'), `${person.slice(0, 5)} ${date.slice(0, 5)}`);
      // What is far away is painted when it comes near.
      await tab.evaluate(() => document.querySelector('article').lastElementChild.scrollIntoView());
      const last = `${((count - 1) % 28) + 1} May ${1990 + ((count - 1) % 30)}`;
      await tab.markOf(last);
      assert.deepEqual(await tab.evaluate(() => live.touched(window.before)), []);
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('a list of headlines is no article: the whole page is marked, and the panel says so', (site) => site.put(page(`<ul>${HEADLINES.map((words) => `<li><a href="#">${words}</a></li>`).join('')}</ul>`)), {
    act: async (tab) => {
      await tab.read();
      const { person, place, date } = await tab.marked();
      assert.deepEqual({ person, place, date }, {
        person: ['Anna Duval', 'Harald Nyman', 'Clara Whitmore'], place: ['Geneva', 'Oslo', 'Bristol'], date: ['3 June 2021', 'Friday'],
      });
      const panel = await tab.lists();
      assert.deepEqual(await panel.evaluate(scopes), WHOLE);
    },
  });

  scene('short news without an article: the whole page is marked, and the panel says so', (site) => site.put(page(NEWS)), {
    act: async (tab) => {
      await tab.read();
      const { person, date } = await tab.marked();
      assert.deepEqual({ person, date }, { person: ['Anna Duval', 'Harald Nyman', 'Clara Whitmore'], date: ['3 June 2021'] });
      const panel = await tab.lists();
      assert.deepEqual(await panel.evaluate(scopes), WHOLE);
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('a page without names and dates', (site) => site.put(page('<article><h1>On walking</h1><p>Walking is good for the legs and for the head. It costs nothing, and nearly everybody can do it nearly everywhere.</p></article>')), {
    act: async (tab) => {
      await tab.read();
      assert.deepEqual(await tab.marked(), {});
      assert.match((await tab.button()).title, /^0 names and 0 dates are marked\./);
      await tab.lists();
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('a page in another language is marked with a warning', (site) => site.put(page('<article><h1>Die Brücke ist wieder offen</h1><p>Die Brücke über den Fluss ist seit gestern wieder für alle offen, sagte die Bürgermeisterin am Abend vor vielen Leuten auf dem Platz.</p><p>Der Umbau hatte länger gedauert als geplant, weil das Wasser im Frühling zu hoch stand und die Arbeiter warten mussten.</p></article>').replace('lang="en"', 'lang="de"')), {
    act: async (tab) => {
      await tab.read();
      const { badge, title } = await tab.button();
      assert.equal(badge, 'on');
      assert.match(title, /English/);
      const panel = await tab.lists();
      assert.match(await panel.evaluate(() => document.querySelector('#warning:not([hidden])').textContent), /English/);
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });
}
