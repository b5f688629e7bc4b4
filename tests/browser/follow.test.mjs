/** A page that changes under its marks: no frame shows a mark on other words, and words that have gone elsewhere are found. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLive, STORY } from './live.mjs';

/** Paints the page so that it is followed, and collects what it tells. */
async function follow(page, options = {}) {
  await page.evaluate(async (options) => {
    await live.look();
    window.changes = [];
    window.painting = live.highlight(document, live.analysis, { mode: 'highlights', follow: true, ...options });
    painting.on('change', (change) => changes.push(change));
    window.frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    window.people = () => live.painted().person ?? [];
  }, options);
}

test('words that are replaced lose their mark before the next frame, and get it back where they return', async (t) => {
  const { page, trouble } = await openLive(t, STORY);
  await follow(page);
  const [before, next, rested] = await page.evaluate(async () => {
    const before = people();
    const text = document.querySelector('#first').firstChild;
    text.data = text.data.replace('Anna Duval', 'Some other');
    await frame();
    const next = people();
    await new Promise((resolve) => painting.on('change', resolve));
    return [before, next, people()];
  });
  assert.equal(before.filter((name) => name === 'Anna Duval').length, 2);
  assert.equal(next.filter((name) => name === 'Anna Duval').length, 1);
  assert.ok(!next.some((name) => /other/.test(name)), String(next));
  // The names behind it in the same node have moved by no letter: their marks stay.
  assert.ok(next.includes('Henrik Solberg'));
  assert.deepEqual(rested, next);

  const back = await page.evaluate(async () => {
    const text = document.querySelector('#first').firstChild;
    text.data = text.data.replace('Some other', 'Anna Duval');
    await new Promise((resolve) => painting.on('change', resolve));
    return [people(), painting.missed];
  });
  assert.deepEqual(back, [before, 0]);
  assert.deepEqual(trouble, []);
});

test('letters put in before a name move it: no frame has the mark on other letters', async (t) => {
  const { page } = await openLive(t, STORY);
  await follow(page);
  const [next, rested] = await page.evaluate(async () => {
    document.querySelector('#first').firstChild.insertData(0, 'Yesterday, ');
    await frame();
    const next = live.painted();
    await new Promise((resolve) => painting.on('change', resolve));
    return [next, live.painted()];
  });
  const all = (types) => Object.values(types).flat();
  const words = ['Anna Duval', 'Henrik Solberg', 'North Holm Fund', 'Geneva', '2 May 2023'];
  for (const found of all(next)) assert.ok(!/^(Yes|day|,)/.test(found), found);
  for (const word of words) assert.ok(all(rested).includes(word), `${word} is not in ${all(rested)}`);
});

test('a paragraph that is drawn anew with other nodes keeps its marks, a removed one loses them', async (t) => {
  const { page } = await openLive(t, STORY);
  await follow(page);
  const [anew, removed, missed] = await page.evaluate(async () => {
    const second = document.querySelector('#second');
    second.replaceWith(second.cloneNode(true));
    await new Promise((resolve) => painting.on('change', resolve));
    const anew = live.painted();
    document.querySelector('#second').remove();
    await new Promise((resolve) => painting.on('change', resolve));
    return [anew, live.painted(), painting.missed];
  });
  assert.ok(anew.organization.includes('Ministry of Waters'));
  assert.ok(!removed.organization.includes('Ministry of Waters'));
  assert.equal(missed, 4);
});

test('words put between the halves of a marked name take its mark', async (t) => {
  const { page } = await openLive(t, STORY.replace('Henrik Solberg of', 'Henrik <b>Solberg</b> of'));
  await follow(page);
  const [before, next] = await page.evaluate(async () => {
    const before = people();
    const half = document.querySelector('#first b');
    half.before('Otto and Maria ');
    await frame();
    return [before, people()];
  });
  assert.ok(before.includes('Henrik Solberg'), String(before));
  assert.ok(!next.some((name) => name.includes('Otto')), String(next));
});

test('what becomes a place to write in loses its marks', async (t) => {
  const { page } = await openLive(t, STORY);
  await follow(page);
  const after = await page.evaluate(async () => {
    document.querySelector('#first').contentEditable = 'true';
    await new Promise((resolve) => painting.on('change', resolve));
    return live.painted();
  });
  assert.ok(!after.place.includes('Geneva'), String(after.place));
  assert.ok(after.place.includes('London'));
});

test('a shadow tree is followed, too, and new text is counted', async (t) => {
  const { page } = await openLive(t, `<div><template shadowrootmode="open">${STORY}</template></div>`);
  await follow(page);
  const [next, changes] = await page.evaluate(async () => {
    const tree = document.querySelector('div').shadowRoot;
    tree.querySelector('#third').textContent = 'Nobody was there at all.';
    await frame();
    const next = people();
    await new Promise((resolve) => painting.on('change', resolve));
    return [next, changes];
  });
  assert.ok(!next.some((name) => /Keating/.test(name)));
  assert.deepEqual(changes, [{ added: 'Nobody was there at all.'.length, missed: 5 }]);
});

test('on a page that changes in every frame, every frame is right, and looking again does not fill the time', async (t) => {
  const { page, trouble } = await openLive(t, `${STORY}<p id="clock">0</p>`);
  await follow(page);
  const { wrong, frames, looks, seen } = await page.evaluate(async () => {
    const allowed = new Set(Object.values(live.wanted()).flat());
    const article = document.querySelector('article');
    const html = article.innerHTML;
    const until = performance.now() + 2500;
    const wrong = [];
    let frames = 0;
    while (performance.now() < until) {
      // Drawn anew, and every other time with a name gone.
      const template = document.createElement('template');
      template.innerHTML = frames % 2 === 0 ? html : html.replaceAll('Henrik Solberg', 'the other man');
      article.replaceChildren(template.content);
      document.querySelector('#clock').textContent = String(frames);
      await frame();
      frames += 1;
      for (const words of Object.values(live.painted()).flat()) if (words !== '' && !allowed.has(words)) wrong.push(words);
    }
    return { wrong, frames, looks: changes.length, seen: painting.painted };
  });
  t.diagnostic(`${frames} frames, looked at again ${looks} times, ${seen} marks at the end`);
  assert.deepEqual(wrong, []);
  assert.ok(looks > 0 && looks <= frames, `${looks} looks in ${frames} frames`);
  assert.deepEqual(trouble, []);
});

test('clear ends it, and nothing is told any more', async (t) => {
  const { page } = await openLive(t, STORY);
  await follow(page);
  const [changes, left] = await page.evaluate(async () => {
    document.querySelector('#first').remove();
    painting.clear();
    await new Promise((resolve) => setTimeout(resolve, 800));
    document.querySelector('#second').remove();
    await new Promise((resolve) => setTimeout(resolve, 800));
    return [window.changes, [...CSS.highlights.keys()]];
  });
  assert.deepEqual([changes, left], [[], []]);
});

test('rules of the caller come behind the usual look, and go with it', async (t) => {
  const { page } = await openLive(t, STORY);
  const [look, after] = await page.evaluate(async () => {
    await live.look();
    const colour = (type) => getComputedStyle(document.querySelector('#first'), `::highlight(whowhen-${type})`).backgroundColor;
    const usual = live.highlight(document, live.analysis, { mode: 'highlights', prefix: 'usual' });
    const painting = live.highlight(document, live.analysis, { mode: 'highlights', styles: '::highlight(whowhen-person){background-color:rgb(1, 2, 3)}' });
    const look = [colour('person'), colour('place') !== 'rgb(1, 2, 3)', document.adoptedStyleSheets.length];
    painting.clear();
    usual.clear();
    return [look, document.adoptedStyleSheets.length];
  });
  assert.deepEqual(look, ['rgb(1, 2, 3)', true, 2]);
  assert.equal(after, 0);
});

test('the look fits the page and not its reader’s system, in other notations of colours, too', async (t) => {
  const ground = (page) => page.evaluate(async () => {
    await live.look();
    window.painting = live.highlight(document, live.analysis, { mode: 'highlights' });
    const [red] = getComputedStyle(document.querySelector('#first'), '::highlight(whowhen-person)').backgroundColor.match(/\d+/g).map(Number);
    return red > 128 ? 'light' : 'dark';
  });
  for (const colorScheme of ['light', 'dark']) {
    for (const [style, wanted] of [
      ['', 'light'],
      ['<style>body{background:#fff;color:oklch(25% 0.02 260)}</style>', 'light'],
      ['<style>body{background:#101418;color:#dde}</style>', 'dark'],
      ['<style>body{background:black;color:color(display-p3 0.9 0.9 0.8)}</style>', 'dark'],
      ['<style>:root{color-scheme:light dark}</style>', colorScheme],
    ]) {
      const { page } = await openLive(t, style + STORY, { context: { colorScheme } });
      assert.equal(await ground(page), wanted, `${style} for a reader who prefers ${colorScheme}`);
    }
  }
});

test('a page that turns dark with its reader’s system turns its marks, too', async (t) => {
  const { page } = await openLive(t, `<style>:root{color-scheme:light dark}</style>${STORY}`, { context: { colorScheme: 'light' } });
  await page.evaluate(async () => {
    await live.look();
    window.painting = live.highlight(document, live.analysis, { mode: 'highlights' });
    window.red = () => Number(/\d+/.exec(getComputedStyle(document.querySelector('#first'), '::highlight(whowhen-person)').backgroundColor)[0]);
  });
  assert.ok((await page.evaluate(() => red())) > 128);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => red() < 128);
  const sheets = await page.evaluate(() => (painting.clear(), document.adoptedStyleSheets.length));
  assert.equal(sheets, 0);
});

test('styles and events that are none are refused with what to give', async (t) => {
  const { page } = await openLive(t, STORY);
  const said = await page.evaluate(async () => {
    await live.look();
    const messages = [];
    for (const job of [
      () => live.highlight(document, live.analysis, { styles: 7 }),
      () => live.highlight(document, live.analysis, {}).on('changes', () => {}),
    ]) try { job(); } catch (error) { messages.push(`${error.code}: ${error.message}`); }
    return messages;
  });
  assert.match(said[0], /^invalid_input: `styles` .*CSS/);
  assert.match(said[1], /^invalid_input: .*'change'/);
});
