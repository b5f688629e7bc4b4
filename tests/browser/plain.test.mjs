/** A page as plain text: its lines as a reader sees them, any part of it, and every letter where it stands. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { FOLDER, openLive, STORY } from './live.mjs';

/** Reads in the page; a selection is made from the texts where it begins and ends. */
function read(page, { from, to, root } = {}) {
  return page.evaluate(async ({ from, to, root }) => {
    await live.load();
    const place = (words, edge) => {
      for (const tree of live.trees()) {
        const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.data.indexOf(words);
          if (at >= 0) return [walker.currentNode, at + (edge === 'end' ? words.length : 0)];
        }
      }
    };
    let range;
    if (from) {
      const [[startContainer, startOffset], [endContainer, endOffset]] = [place(from, 'start'), place(to, 'end')];
      range = new StaticRange({ startContainer, startOffset, endContainer, endOffset });
    }
    const reading = live.readText(root ? document.querySelector(root) : document, range);
    const { text, nodes, sources } = reading;
    const wrong = sources.filter(({ start, end, node, offset }) => {
      const there = nodes[node].data.slice(offset, offset + end - start);
      return there.replace(/\s/g, ' ') !== text.slice(start, end).replace(/\s/g, ' ');
    });
    const analysis = await live.analyze(reading);
    const painting = live.highlight(document, { ...analysis, sources }, { reading, mode: 'highlights' });
    const painted = live.painted();
    const wanted = live.wanted(analysis);
    const { missed } = painting;
    painting.clear();
    return { text, wrong: wrong.length, painted, wanted, missed };
  }, { from, to, root });
}

test('short lines run on as sentences, long ones are paragraphs, and line ends of the source are none', async (t) => {
  const { page } = await openLive(t, '<h2>One</h2><p>Two\n  and <b>more</b></p><div>Three<br>Four</div><ul><li>Five<li>Six</ul><pre>Seven\nEight</pre><p style="white-space: pre-line">Nine\nTen</p><p hidden>Not</p><textarea>Not this</textarea>');
  assert.equal((await read(page)).text, 'One. Two   and more. Three. Four. Five. Six. Seven\nEight. Nine\nTen');
  const long = 'The council met for the third time this week and heard what the engineers of the river had to say of the old bridge.';
  const { page: other } = await openLive(t, `<h2>Is it safe?</h2><p>${long}</p><p>${long}</p>`);
  assert.equal((await read(other)).text, `Is it safe? ${long}\n\n${long}`);
});

test('a list of headlines is read as a whole', async (t) => {
  const lines = ['Home', 'World', 'Anna Duval leaves the Lakes Bank', 'Harald Nyman to meet Clara Whitmore in Oslo on 3 June 2021', 'Log in'];
  const { page } = await openLive(t, `<ul>${lines.map((line) => `<li><a href="#">${line}</a>`).join('')}</ul>`);
  const { painted } = await read(page);
  assert.deepEqual(painted.person, ['Anna Duval', 'Harald Nyman', 'Clara Whitmore']);
  assert.deepEqual(painted.date, ['3 June 2021']);
});

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.html'))) {
  test(`${name}: every letter stands where it is said to, and every mark is right`, async (t) => {
    const { page, trouble } = await openLive(t, name);
    const { wrong, painted, wanted, missed } = await read(page);
    const fold = (words) => words.join('').replace(/\s+/g, '').replace(/[\ud800-\udfff]/g, '\ufffd');
    assert.equal(wrong, 0);
    for (const [type, words] of Object.entries(wanted)) assert.equal(fold(painted[type] ?? []), fold(words), type);
    assert.equal(missed, 0);
    assert.deepEqual(trouble, []);
  });
}

test('of a selection only what is in it, to the letter', async (t) => {
  const { page } = await openLive(t, STORY);
  const within = await read(page, { from: 'Henrik Solberg of', to: 'in Geneva' });
  assert.equal(within.text, 'Henrik Solberg of the North Holm Fund in Geneva');
  assert.deepEqual(within.painted, { person: ['Henrik Solberg'], organization: ['North Holm Fund'], place: ['Geneva'] });

  const across = await read(page, { from: 'in Geneva', to: 'Ministry of Waters' });
  assert.equal(across.text, 'in Geneva on 2 May 2023. The Ministry of Waters');
  assert.deepEqual(across.painted, { place: ['Geneva'], date: ['2 May 2023'], organization: ['Ministry of Waters'] });
});

test('a selection in a shadow tree, and one around it', async (t) => {
  const { page } = await openLive(t, `<p>Before it, Otto Brandt spoke.</p><div><template shadowrootmode="open">${STORY}</template></div><p>Behind it, Maria Lund spoke.</p>`);
  const inside = await read(page, { from: 'The Ministry', to: 'in London' });
  assert.equal(inside.text, 'The Ministry of Waters in London');
  const around = await read(page, { from: 'Otto Brandt', to: 'Maria Lund' });
  assert.ok(around.text.startsWith('Otto Brandt spoke. Bridge over the Tarn reopens. By '));
  assert.ok(around.text.endsWith('at the time.\n\nBehind it, Maria Lund'));
});

test('what is no page, and a page with nothing', async (t) => {
  const { page } = await openLive(t, '<p> </p><input value="words">');
  assert.equal((await read(page)).text, '');
  const said = await page.evaluate(() => {
    try {
      live.readText('body');
    } catch (error) {
      return `${error.code}: ${error.message}`;
    }
  });
  assert.match(said, /^invalid_input: Only an element or a document can be read/);
});
