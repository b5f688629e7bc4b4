/** What a reader meets: clicks on letters and beside them, moves, scrolling to a mention, the look in all colours. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openLive, STORY } from './live.mjs';

const MODES = ['highlights', 'marks'];

/** Paints the page and collects what is selected and hovered; gives the boxes of the first and the last letter of mentions. */
async function paint(page, mode, element = 'document') {
  return page.evaluate(
    async ([mode, element]) => {
      await live.look(new Function(`return ${element}`)());
      const painting = live.highlight(new Function(`return ${element}`)(), live.analysis, { mode });
      live.told = [];
      for (const kind of ['select', 'hover']) {
        live[`off${kind}`] = painting.on(kind, ({ target, range, rect, originalEvent }) => {
          const { clientX, clientY } = originalEvent;
          const inside = clientX >= rect.left && clientX <= rect.right && clientY >= rect.top && clientY <= rect.bottom;
          live.told.push({ kind, target, words: live.wordsOf(range), inside });
        });
      }
      live.painting = painting;
    },
    [mode, element],
  );
}

/** Boxes of letters of words in the page, as they stand in the drawn text. */
function letters(page, words, inside = 'document') {
  return page.evaluate(
    ([words, inside]) => {
      const nodes = live.trees(new Function(`return ${inside}`)()).flatMap((tree) => {
        const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('script, style, title')) found.push(walker.currentNode);
        return found;
      });
      const text = nodes.map((node) => node.data).join('');
      const at = text.indexOf(words);
      const box = (index) => {
        let rest = index;
        for (const node of nodes) {
          if (rest < node.data.length) {
            const range = document.createRange();
            range.setStart(node, rest);
            range.setEnd(node, rest + 1);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { left, right, y: (top + bottom) / 2 };
          }
          rest -= node.data.length;
        }
        return undefined;
      };
      const boxes = Array.from({ length: words.length }, (_, index) => box(at + index));
      return { boxes, before: box(at - 1), after: box(at + words.length) };
    },
    [words, inside],
  );
}

const told = (page) => page.evaluate(() => live.told.splice(0));

for (const mode of MODES) {
  describe(`the pointer, with ${mode}`, () => {
    for (const [name, html, words, inside] of [
      ['text', STORY, 'Henrik Solberg'],
      ['several elements', STORY.replace('Henrik Solberg of', 'Hen<b>rik <i>Sol</i></b>berg of'), 'Henrik Solberg'],
      ['text from right to left', `<div dir="rtl">${STORY.replace('met Henrik', 'פגש את Henrik')}</div>`, 'Henrik Solberg'],
      ['a link', STORY.replace('Henrik Solberg of', '<a href="#solberg">Henrik Solberg</a> of'), 'Henrik Solberg'],
      ['scaled text', `<div style="transform:scale(0.8) rotate(2deg)">${STORY}</div>`, 'Henrik Solberg'],
      ['a shadow tree', '<x-story></x-story>', 'Henrik Solberg'],
      ['text that cannot be selected', `<div style="user-select:none">${STORY}</div>`, 'Henrik Solberg'],
    ]) {
      test(`in ${name}: first, middle and last letter, and not beside`, async (t) => {
        const { page, trouble } = await openLive(t, html);
        if (html.includes('x-story')) await page.evaluate((html) => (document.querySelector('x-story').attachShadow({ mode: 'open' }).innerHTML = html), STORY);
        await paint(page, mode);
        const { boxes, before, after } = await letters(page, words, inside);
        const at = (box, part) => page.mouse.click(box.left + (box.right - box.left) * part, box.y);
        for (const [box, part] of [[boxes[0], 0.1], [boxes[0], 0.9], [boxes[7], 0.5], [boxes.at(-1), 0.1], [boxes.at(-1), 0.9]]) {
          await at(box, part);
          const selects = (await told(page)).filter(({ kind }) => kind === 'select');
          assert.equal(selects.length, 1, `${JSON.stringify(box)} ${part}`);
          const [{ target, inside }] = selects;
          const said = await page.evaluate(({ mention }) => live.analysis.text.slice(live.analysis.mentions[mention].start, live.analysis.mentions[mention].end), target);
          assert.equal(said, words);
          assert.ok(inside);
          // Or the next click would be the second of a double click.
          await page.mouse.move(5, 5);
          await page.mouse.click(990, 790);
          await told(page);
        }
        for (const [box, part] of [[before, 0.5], [before, 0.75], [after, 0.25], [after, 0.5]]) {
          await at(box, part);
          assert.deepEqual((await told(page)).filter(({ kind }) => kind === 'select'), []);
        }
        if (name === 'a link') assert.match(page.url(), /#solberg$/, 'a link stays a link');
        assert.deepEqual(trouble, []);
      });
    }

    test('hovering tells once for each mention; listeners can be taken away', async (t) => {
      const { page } = await openLive(t, STORY);
      await paint(page, mode);
      const { boxes, after } = await letters(page, 'Anna Duval');
      const move = (box) => page.mouse.move((box.left + box.right) / 2, box.y);
      for (const box of [boxes[0], boxes[3], boxes[9], after, boxes[9]]) await move(box);
      const hovers = await told(page);
      assert.deepEqual(hovers.map(({ kind, words }) => `${kind} ${words}`), ['hover Anna Duval', 'hover Anna Duval']);
      await page.evaluate(() => (live.offhover(), live.offhover(), live.offselect()));
      await page.mouse.move(5, 5);
      await move(boxes[2]);
      await page.mouse.click((boxes[2].left + boxes[2].right) / 2, boxes[2].y);
      assert.deepEqual(await told(page), []);
    });

    test('selecting text is no select, neither by dragging nor by a double click', async (t) => {
      const { page } = await openLive(t, STORY);
      await paint(page, mode);
      const { boxes } = await letters(page, 'Anna Duval');
      await page.mouse.move(boxes[1].left, boxes[1].y);
      await page.mouse.down();
      await page.mouse.move(boxes[8].left, boxes[8].y, { steps: 4 });
      await page.mouse.up();
      assert.ok((await page.evaluate(() => String(getSelection()))).length > 4);
      assert.deepEqual((await told(page)).filter(({ kind }) => kind === 'select'), []);
      await page.mouse.dblclick(boxes[7].left + 2, boxes[7].y);
      assert.equal((await told(page)).filter(({ kind }) => kind === 'select').length, 1);
    });

    test('Enter on a link is no select, and a page that stops events is no hindrance', async (t) => {
      const { page } = await openLive(t, STORY.replace('Henrik Solberg of', '<a id="link" href="#solberg">Henrik Solberg</a> of'));
      await page.evaluate(() => document.querySelector('#first').addEventListener('click', (event) => event.stopImmediatePropagation()));
      await paint(page, mode);
      await page.focus('#link');
      await page.keyboard.press('Enter');
      assert.match(page.url(), /#solberg$/);
      assert.deepEqual(await told(page), []);
      await page.click('#link');
      assert.equal((await told(page)).filter(({ kind }) => kind === 'select').length, 1);
    });

    test('after clear nothing is told', async (t) => {
      const { page } = await openLive(t, STORY);
      await paint(page, mode);
      const { boxes } = await letters(page, 'Anna Duval');
      await page.evaluate(() => live.painting.clear());
      await page.mouse.click(boxes[2].left + 2, boxes[2].y);
      assert.deepEqual(await told(page), []);
    });
  });

  describe(`reveal, with ${mode}`, () => {
    const FAR = `<div style="height:3000px">Far</div><div id="box" style="height:200px;overflow:auto"><div style="height:1500px"></div>${STORY}<div style="height:1500px"></div></div><div style="height:3000px"></div>`;
    for (const reducedMotion of ['reduce', 'no-preference']) {
      test(`through two scrolled boxes, ${reducedMotion}`, async (t) => {
        const { page } = await openLive(t, FAR, { context: { reducedMotion } });
        await paint(page, mode);
        const seen = await page.evaluate(async () => {
          const { mentions } = live.analysis;
          const last = mentions.length - 1;
          const told = live.painting.reveal({ mention: last });
          const at = scrollY;
          for (let before = -1; before !== scrollY + document.querySelector('#box').scrollTop; ) {
            before = scrollY + document.querySelector('#box').scrollTop;
            await new Promise((done) => setTimeout(done, 300));
          }
          const range = live.painted()['current'];
          const mark = document.querySelector('.whowhen-current');
          const place = mark ?? document.querySelector('#third');
          const [rect, box] = [place.getBoundingClientRect(), document.querySelector('#box').getBoundingClientRect()];
          const words = mark ? mark.textContent : range?.join('');
          const visible = rect.top >= box.top && rect.bottom <= box.bottom && rect.top >= 0 && rect.bottom <= innerHeight;
          return { told, words, want: live.analysis.text.slice(mentions[last].start, mentions[last].end), visible, jumped: at > 2000 };
        });
        assert.deepEqual({ told: seen.told, words: seen.words, visible: seen.visible }, { told: true, words: seen.want, visible: true });
        assert.equal(seen.jumped, reducedMotion === 'reduce');
      });
    }

    test('what is gone, hidden or switched off is not revealed', async (t) => {
      const { page } = await openLive(t, `${STORY}<details><summary>More</summary><p>Nothing.</p></details>`);
      await paint(page, mode);
      const seen = await page.evaluate(() => {
        const { painting, analysis } = live;
        const of = (id) => analysis.mentions.findIndex(({ start }) => live.rangesOf(live.reading, analysis, { start, end: start + 1 }).some(({ startContainer }) => document.querySelector(id).contains(startContainer)));
        const place = analysis.mentions.findIndex(({ type }) => type === 'place');
        const mention = analysis.mentions.findLastIndex(({ start }) => start < analysis.text.indexOf('Ministry'));
        const there = painting.reveal({ mention });
        document.querySelector('#first').style.display = 'none';
        const hidden = painting.reveal({ mention });
        document.querySelector('#first').remove();
        const gone = painting.reveal({ mention });
        painting.show(['date']);
        const off = painting.reveal({ mention: place });
        const left = [...document.querySelectorAll('.whowhen-current')].length + (live.painted().current ?? []).length;
        painting.clear();
        return { there, hidden, gone, off, left, after: painting.reveal({ date: 0 }) };
      });
      assert.deepEqual(seen, { there: true, hidden: false, gone: false, off: false, left: 0, after: false });
    });
  });

  test(`${mode}: each type has its own line in all colours, tints only where colours are the page's`, async (t) => {
    for (const [context, tint] of [[{ colorScheme: 'light' }, '220, 232, 255'], [{ colorScheme: 'dark' }, '29, 52, 89'], [{ forcedColors: 'active' }, undefined]]) {
      const { page } = await openLive(t, `<style>:root{color-scheme:light dark}</style>${STORY}`, { context });
      await paint(page, mode);
      const looks = await page.evaluate((mode) => {
        const first = document.querySelector('#first');
        return ['person', 'organization', 'place', 'group', 'event', 'work', 'date'].map((type) => {
          let style = getComputedStyle(first, `::highlight(whowhen-${type})`);
          if (mode === 'marks') {
            const mark = document.body.appendChild(document.createElement('mark'));
            mark.className = `whowhen whowhen-${type}`;
            style = getComputedStyle(mark);
          }
          return { line: `${style.textDecorationLine} ${style.textDecorationStyle} ${mode === 'marks' ? style.outlineStyle : ''}`, tint: style.backgroundColor };
        });
      }, mode);
      assert.equal(new Set(looks.map(({ line }) => line)).size, 7, JSON.stringify(looks));
      assert.ok(looks.every(({ line }) => /underline|overline|solid/.test(line)));
      if (tint) assert.equal(looks[0].tint, `rgb(${tint})`);
      else assert.equal(new Set(looks.map(({ tint }) => tint)).size, 1);
    }
  });

  test(`${mode}: the look reaches into shadow trees, without styles it does not come`, async (t) => {
    const { page } = await openLive(t, '<x-story></x-story><p>Out here, Anna Duval waited.</p>');
    await page.evaluate((html) => (document.querySelector('x-story').attachShadow({ mode: 'open' }).innerHTML = html), STORY);
    const seen = await page.evaluate(async (mode) => {
      await live.look();
      const root = document.querySelector('x-story').shadowRoot;
      const tint = () => {
        const mark = root.querySelector('mark.whowhen-person');
        return mode === 'marks' ? getComputedStyle(mark).backgroundColor : getComputedStyle(root.querySelector('#first'), '::highlight(whowhen-person)').backgroundColor;
      };
      const before = live.all();
      const one = live.highlight(document, live.analysis, { mode });
      const two = live.highlight(document, live.analysis, { mode });
      const first = [tint(), root.adoptedStyleSheets.length];
      one.clear();
      const second = [tint(), root.adoptedStyleSheets.length];
      two.clear();
      const changes = live.changes(before);
      const plain = live.highlight(document, live.analysis, { mode, styles: false });
      const third = [root.adoptedStyleSheets.length, plain.painted > 0];
      return { first, second, third, changes };
    }, mode);
    assert.deepEqual(seen, { first: ['rgb(220, 232, 255)', 1], second: ['rgb(220, 232, 255)', 1], third: [0, true], changes: [] });
  });
}

test('of very many, those near the reader are in the highlights, wherever the reader goes', async (t) => {
  const many = Array.from({ length: 900 }, (_, at) => `<p id="p${at}">It was Anna Duval who came ${at} times.</p>`).join('');
  const { page, trouble } = await openLive(t, many);
  const look = () => page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
    const ranges = [...(CSS.highlights.get('whowhen-person') ?? [])];
    const seen = [...document.querySelectorAll('p')].filter((p) => {
      const { top, bottom } = p.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    const without = seen.filter((p) => !ranges.some((range) => p.contains(range.startContainer)));
    return { count: ranges.length, without: without.map(({ id }) => id), seen: seen.length };
  });
  const made = await page.evaluate(async () => {
    await live.look();
    live.before = live.all();
    live.spans = [...live.analysis.text.matchAll(/Anna Duval/g)].map(({ index }) => ({ start: index, end: index + 10, type: 'person', entity: 0, score: 0.9 }));
    const analysis = { ...live.analysis, mentions: live.spans, dates: [] };
    live.painting = live.highlight(document, analysis);
    return { spans: live.spans.length, at: live.painted().person.length, painted: live.painting.painted };
  });
  // For the first frame already.
  assert.ok(made.at > 5 && made.at < 300, `${made.at} ranges`);
  assert.deepEqual({ ...made, at: 0 }, { spans: 900, at: 0, painted: 900 });
  for (const place of [0, 15_000, 3_000, 30_000]) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), place);
    const { count, without, seen } = await look();
    assert.ok(seen > 5);
    assert.deepEqual(without, []);
    assert.ok(count < 300, `${count} ranges`);
  }
  // What is far away may be all that another had: its highlight stays registered.
  assert.equal(await page.evaluate(() => (live.highlight(document, { ...live.analysis, mentions: live.spans.slice(0, 3), dates: [] }).clear(), CSS.highlights.has('whowhen-person'))), true);
  assert.equal(await page.evaluate(() => (dispatchEvent(new Event('beforeprint')), live.painted().person.length)), 900);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.ok((await look()).count < 300);
  assert.equal(await page.evaluate(() => live.painting.reveal({ mention: 2 })), true);
  assert.deepEqual(await page.evaluate(() => (live.painting.clear(), live.changes(live.before))), []);
  assert.deepEqual(trouble, []);
});

for (const [how, style] of [['in one element', ''], ['in one element with columns, where lines do not follow each other downwards', 'columns:2;height:200px']]) {
  test(`of very many ${how}, those near the reader are in the highlights`, async (t) => {
    const { page, trouble } = await openLive(t, `<p style="${style}">${'It was Anna Duval who came on foot. '.repeat(3000)}</p>`);
    const seen = await page.evaluate(async () => {
      await live.look();
      live.before = live.all();
      const spans = [...live.analysis.text.matchAll(/Anna Duval/g)].map(({ index }) => ({ start: index, end: index + 10, type: 'person', entity: 0, score: 0.9 }));
      live.painting = live.highlight(document, { ...live.analysis, mentions: spans, dates: [] });
      const text = document.querySelector('p').firstChild;
      const all = [...text.data.matchAll(/Anna Duval/g)].map(({ index }) => index);
      const look = async () => {
        for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
        const painted = new Set([...CSS.highlights.get('whowhen-person')].map(({ startOffset }) => startOffset));
        const inSight = all.filter((at) => {
          const range = new Range();
          range.setStart(text, at);
          range.setEnd(text, at + 10);
          const { top, bottom, left, right } = range.getBoundingClientRect();
          return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
        });
        return { inSight: inSight.length, without: inSight.filter((at) => !painted.has(at)), painted: painted.size };
      };
      const places = [];
      for (const part of [0, 0.5, 0.1, 1]) {
        const root = document.scrollingElement;
        scrollTo({ top: part * root.scrollHeight, left: part * root.scrollWidth, behavior: 'instant' });
        places.push(await look());
      }
      return { places, painted: live.painting.painted };
    });
    assert.equal(seen.painted, 3000);
    for (const { inSight, without, painted } of seen.places) {
      assert.ok(inSight > 5, `${inSight} in sight`);
      assert.deepEqual(without, []);
      if (style === '') assert.ok(painted < 1500, `${painted} ranges`);
    }
    assert.deepEqual(await page.evaluate(() => (live.painting.clear(), live.changes(live.before))), []);
    assert.deepEqual(trouble, []);
  });
}
