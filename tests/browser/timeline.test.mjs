/** The timeline, who with whom: what a reader sees, points at, presses. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, paste } from './support.mjs';

/** Years apart and days apart in one article; all of it is invented. */
const MIXED = `SPRINGFIELD - Ann Marlow was born in 1916. The bridge was closed on March 3, 1975, and opened again on March 10, 1975. In the 1970s the town grew. John Carter met Ann Marlow last Friday. They will meet again on Monday and next week, said John Carter, who was mayor from early 2012. In summer 2012 it rained. On March 10, 1975, John Carter was late. Ann Marlow, John Carter and Peter Dunn read of 44 BC and 490 BC.`;
const END = '44 BC and 490 BC.';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** About 100 KB with 300 different days. */
const HUGE = Array.from({ length: 300 }, (_, index) => {
  const day = `${MONTHS[index % 12]} ${1 + (index % 28)}, ${1990 + Math.floor(index / 12)}`;
  return `On ${day} John Carter met Ann Marlow in Oslo, ${'and they spoke for a long time about boats and nets '.repeat(6)}.`;
}).join('\n');

async function open(t, text, { width = 1400, day = '2019-06-05', end = text.slice(-18), ...context } = {}) {
  const tab = await openPage(t, { context: { viewport: { width, height: 900 }, ...context } });
  const { page } = tab;
  await paste(page, text);
  await analysed(page, end);
  if (width < 896) await page.locator('.views [data-view="when"]').click();
  if (day !== null) {
    await page.locator('#day').fill(day);
    await page.locator('#basis', { hasText: 'the day that you set' }).waitFor();
    // In another view the article is out of sight.
    await page.locator('#article:not([aria-busy])').waitFor({ state: 'attached' });
  }
  return tab;
}

/** All items: the name and the box of the dot or bar, of the label where it is seen, and of the button. */
function items(page) {
  return page.locator('#timeline-list button').evaluateAll((buttons) => {
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    return buttons.map((button) => {
      const label = button.querySelector('.label');
      return {
        name: button.getAttribute('aria-label'),
        shape: box(button.querySelector('.dot, .bar')),
        bar: button.querySelector('.bar') !== null,
        label: label.classList.contains('unseen') ? null : box(label),
        button: box(button),
      };
    });
  });
}

const item = (page, name) => page.locator('#timeline-list button', { has: page.locator(`.label:text-is("${name}")`) });
const touch = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

function assertApart(boxes, what) {
  for (const [index, box] of boxes.entries()) {
    for (const other of boxes.slice(0, index)) assert.ok(!touch(box, other), `${what}: ${JSON.stringify([box, other])}`);
  }
}

test('dates stand in the order of time, from before Christ to the year 9999; intervals are as wide as they are long', async (t) => {
  const { page, trouble, requests } = await open(t, MIXED);
  const found = await items(page);
  assert.deepEqual(found.map(({ name }) => name.split(',')[0]), [
    '490 BC', '44 BC', '1916', '1970s', '3 March 1975', '10 March 1975', 'early 2012', 'summer 2012', '31 May 2019', '10 June 2019', 'week of 10 June 2019',
  ]);
  const lefts = found.map(({ bar, shape }) => (bar ? shape.left : (shape.left + shape.right) / 2));
  lefts.forEach((left, index) => assert.ok(index === 0 || left >= lefts[index - 1] - 1, `${found[index].name}: ${lefts}`));
  assert.ok(found.find(({ name }) => name.startsWith('1970s')).shape.right > found.find(({ name }) => name.startsWith('10 March')).shape.right, 'the decade goes on after its days');
  assert.ok((await page.locator('#timeline .break').count()) > 0, 'what is left out is seen');

  await page.locator('#day').fill('9999-12-31');
  await page.locator('#basis', { hasText: '9999' }).waitFor();
  await analysed(page, END);
  const late = await items(page);
  const lastWeek = late.find(({ name }) => name.startsWith('10 March 1975')).shape;
  const lastFriday = late.find(({ name }) => name.includes('December 9999')).shape;
  assert.ok(lastWeek.right < lastFriday.left, 'eight thousand years later');
  assertApart(late.map(({ button }) => button), 'items');

  await paste(page, 'It rained in 2010, in May 2011 and in the years 2012 and 2013.');
  await analysed(page, '2012 and 2013.');
  const widths = (await items(page)).map(({ name, shape }) => [name.split(',')[0], shape.right - shape.left]);
  const [year, month] = [widths.find(([name]) => name === '2010')[1], widths.find(([name]) => name === 'May 2011')[1]];
  assert.ok(year / month > 9 && year / month < 14, JSON.stringify(widths));
  assert.equal(await page.locator('#timeline .break').count(), 0, 'an axis that needs no break has none');
  assert.equal(await page.locator('#timeline .published').count(), 0);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

for (const width of [320, 700, 1400]) {
  test(`nothing overlaps at ${width} px`, async (t) => {
    const { page } = await open(t, MIXED, { width });
    const check = async (what) => {
      const found = await items(page);
      const plot = await page.locator('#timeline-plot').evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right };
      });
      assertApart(found.map(({ button }) => button), `${what}: items`);
      assertApart(found.flatMap(({ label }) => (label ? [label] : [])), `${what}: labels`);
      for (const [index, { label }] of found.entries()) {
        for (const [at, { shape }] of found.entries()) assert.ok(!label || at === index || !touch(label, shape), `${what}: label over item`);
      }
      const ticks = await page.locator('#timeline .tick-label').evaluateAll((all) => all.map((tick) => tick.getBoundingClientRect().toJSON()));
      assert.ok(ticks.length > 0);
      assertApart(ticks, `${what}: ticks`);
      for (const box of [...found.map(({ button }) => button), ...ticks]) {
        assert.ok(box.left >= plot.left - 0.5 && box.right <= plot.right + 0.5, `${what}: sticks out: ${JSON.stringify([box, plot])}`);
      }
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      return { labels: found.filter(({ label }) => label).length, ticks: ticks.length };
    };
    const { labels } = await check('mixed');
    assert.ok(labels >= 4, `${labels} labels`);

    if (width < 896) await page.locator('.views [data-view="article"]').click();
    await paste(page, HUGE);
    await analysed(page, 'On December 20, 2014');
    if (width < 896) await page.locator('.views [data-view="when"]').click();
    assert.ok((await page.locator('#timeline-list button').count()) >= 290);
    await check('300 dates');
    assert.ok((await page.locator('#timeline-plot').boundingBox()).height < 500);
  });
}

test('pointing and focus show the sentence, a press walks the mentions, the other list follows', async (t) => {
  const { page, trouble } = await open(t, MIXED);
  const card = page.locator('#timeline-card');
  const march = item(page, '10 March 1975');
  await march.hover();
  assert.match(await card.textContent(), /^10 March 1975 · Monday · 2 mentionsThe bridge was closed on March 3, 1975, and opened again on March 10, 1975\.$/);
  assert.equal(await card.locator('em').textContent(), 'March 10, 1975');
  assert.equal(await page.locator('#when .row.pointed .name').textContent(), '10 March 1975');

  await march.click();
  assert.equal(await page.locator('#walker-count').textContent(), '1 of 2');
  assert.equal(await page.locator('mark.current').textContent(), 'March 10, 1975');
  await march.click();
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 2');
  assert.equal(await march.getAttribute('aria-current'), 'true');
  assert.equal(await page.locator('#when .row[aria-current] .name').textContent(), '10 March 1975');

  // The other way: what is selected in the list or in the article is selected here, and its sentence stays.
  await page.locator('#when .row', { hasText: 'summer 2012' }).click();
  assert.equal(await page.locator('#timeline-list button.selected .label').textContent(), 'summer 2012');
  await page.locator('#card-close').click();
  await page.mouse.move(5, 5);
  assert.match(await card.textContent(), /In summer 2012 it rained/);
  await page.locator('mark', { hasText: '1916' }).hover();
  assert.equal(await page.locator('#timeline-list button.pointed .label').textContent(), '1916');

  // A reading that changes nothing keeps the selection here too.
  await page.locator('#day').fill('2019-06-06');
  await page.locator('#basis', { hasText: '6 June 2019' }).waitFor();
  await analysed(page, END);
  assert.equal(await page.locator('#timeline-list button.selected .label').textContent(), 'summer 2012');
  assert.deepEqual(trouble, []);
});

test('by keyboard: one stop, left and right through time, Home and End, Enter, Escape', async (t) => {
  const { page } = await open(t, MIXED);
  assert.equal(await page.locator('#timeline-list button[tabindex="0"]').count(), 1);
  await page.locator('#timeline summary').focus();
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.querySelector('.label')?.textContent);
  assert.equal(await focused(), '490 BC');
  for (const [key, name] of [['ArrowRight', '44 BC'], ['ArrowRight', '1916'], ['ArrowLeft', '44 BC'], ['End', 'week of 10 June 2019'], ['ArrowRight', 'week of 10 June 2019'], ['Home', '490 BC']]) {
    await page.keyboard.press(key);
    assert.equal(await focused(), name, key);
  }
  assert.match(await page.locator('#timeline-card').textContent(), /490 BC/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('mark.current').textContent(), '44 BC');
  assert.equal(await focused(), '44 BC', 'the focus stays');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#timeline-list .selected').count(), 0);
  await page.keyboard.press('Tab');
  assert.ok(!(await page.evaluate(() => document.activeElement.matches('#timeline-list button'))));

  const march = page.getByRole('list', { name: 'Dates in the order of time' }).getByRole('button', { name: '10 March 1975, Monday, 2 mentions', exact: true });
  assert.equal(await march.count(), 1);
  assert.equal(await march.getAttribute('aria-describedby'), 'timeline-card');
});

test('what is worked out or vague looks different, the day of publication has its line', async (t) => {
  const { page } = await open(t, MIXED);
  const style = (name) => item(page, name).locator('.dot, .bar').evaluate((shape) => {
    const { backgroundColor, borderTopStyle } = getComputedStyle(shape);
    return `${backgroundColor} ${borderTopStyle}`;
  });
  const looks = [await style('10 March 1975'), await style('31 May 2019'), await style('early 2012')];
  assert.equal(new Set(looks).size, 3, looks.join('; '));
  assert.match(looks[2], /dashed/);
  assert.deepEqual(await page.locator('#timeline-key > span').allTextContents(), ['as written', 'partly worked out', 'not exact']);
  assert.match(await item(page, '31 May 2019').getAttribute('aria-label'), /implied/);

  assert.equal(await page.locator('#timeline .published-label').textContent(), 'published');
  const line = (await page.locator('#timeline .published').boundingBox()).x;
  const [before, after] = [await item(page, '31 May 2019').locator('.dot').boundingBox(), await item(page, '10 June 2019').locator('.dot').boundingBox()];
  assert.ok(before.x < line && line < after.x + after.width, `${before.x} ${line} ${after.x}`);
});

test('dates around the story are left out until they are asked for', async (t) => {
  const { page } = await open(t, SAMPLE, { day: null, end: 'blockade of Bergen' });
  assert.equal(await page.locator('#timeline .published-label').textContent(), 'published (assumed)');
  assert.equal(await item(page, '14 March 2026').count(), 0);
  const toggle = page.locator('#timeline-around');
  assert.equal(await toggle.textContent(), 'Show 1 outside the story');
  await toggle.click();
  assert.equal(await item(page, '14 March 2026').count(), 1);
  assert.match(await item(page, '14 March 2026').getAttribute('aria-label'), /outside the story/);
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  await toggle.click();
  assert.equal(await item(page, '14 March 2026').count(), 0);
});

test('it is redrawn when the width changes', async (t) => {
  const { page } = await open(t, MIXED);
  const wide = await page.locator('#timeline .tick-label').count();
  await item(page, '1916').click();
  await page.setViewportSize({ width: 360, height: 800 });
  await page.locator('.views [data-view="when"]').click();
  await page.waitForFunction((most) => document.querySelectorAll('#timeline .tick-label').length < most, wide);
  const found = await items(page);
  for (const { button } of found) assert.ok(button.left >= 0 && button.right <= 360, JSON.stringify(button));
  assertApart(found.map(({ button }) => button), 'items');
  assert.equal(await page.locator('#timeline-list button.selected .label').textContent(), '1916', 'the selection stays');
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.waitForFunction((count) => document.querySelectorAll('#timeline .tick-label').length === count, wide);
});

test('no date, one date, only lengths, a folded timeline, the legend’s switch', async (t) => {
  const { page, trouble } = await open(t, 'John Carter met Ann Marlow for three weeks.', { day: null });
  const empty = page.locator('#timeline-empty');
  assert.equal(await empty.textContent(), 'No date in this article has a place on the calendar.');
  assert.ok(await page.locator('#timeline-plot').isHidden());
  assert.match(await page.locator('#summary').textContent(), /^2 people, 1 length of time\.$/);

  await paste(page, 'They met on 3 May 2012.');
  await analysed(page, '3 May 2012');
  assert.ok(await empty.isHidden());
  assert.equal((await items(page)).length, 1);
  assert.deepEqual(await page.locator('#timeline .tick-label').allTextContents(), ['3 May 2012']);
  assert.equal(await page.locator('#summary').textContent(), '1 date: 3 May 2012.');

  await page.locator('#timeline summary').click();
  assert.ok(await page.locator('#timeline-plot').isHidden());
  await page.locator('#timeline summary').click();
  assert.ok(await item(page, '3 May 2012').isVisible());
  await page.locator('#legend [data-type="date"]').click();
  assert.ok(await page.locator('#timeline').isHidden());
  await page.locator('#legend [data-type="date"]').click();
  assert.ok(await page.locator('#timeline').isVisible());

  // Each article that was pasted is a tab.
  while (await page.locator('#clear').isVisible()) await page.locator('#clear').click();
  await page.locator('body[data-phase="empty"]').waitFor();
  assert.ok(await page.locator('#timeline').isHidden());
  assert.equal(await page.locator('#timeline-list button').count(), 0);
  assert.deepEqual(trouble, []);
});

test('a press on a narrow page leads to the article', async (t) => {
  const { page } = await open(t, MIXED, { width: 320 });
  await page.locator('.views [data-view="who"]').click();
  assert.ok(await page.locator('#timeline').isHidden());
  assert.ok(await page.locator('#together').isVisible());
  await page.locator('.views [data-view="when"]').click();
  await item(page, '1916').click();
  assert.ok(await page.locator('#article').isVisible());
  assert.equal(await page.locator('mark.current:focus').textContent(), '1916');
});

test('on paper it is black on white and inside the page', async (t) => {
  const { page } = await open(t, MIXED);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const { button } of await items(page)) assert.ok(button.right - button.left <= 661);
  const colours = await page.locator('#timeline .dot, #timeline .bar').evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).borderTopColor));
  assert.deepEqual([...new Set(colours)], ['rgb(0, 0, 0)']);
  assert.ok(await page.locator('#timeline-card').isHidden());
  assert.ok(await page.locator('#timeline').isVisible());
});

/** The rows of who with whom. */
const pairs = (page) => page.locator('#together-rows .row:visible').evaluateAll((rows) => rows.map((row) => row.textContent));

test('who with whom: strongest first, a press shows the sentences in turn, a selection filters', async (t) => {
  const { page, trouble } = await open(t, MIXED);
  assert.deepEqual(await pairs(page), [
    'Ann Marlow and John Carter 2 sentences',
    'Ann Marlow and Peter Dunn 1 sentence',
    'John Carter and Peter Dunn 1 sentence',
  ].map((words) => words.replace('Ann Marlow and John Carter', (both) => both.split(' and ').reverse().join(' and '))));
  const first = page.locator('#together-rows .row').first();
  await first.click();
  assert.equal(await page.locator('#walker-name').textContent(), 'John Carter and Ann Marlow');
  assert.equal(await page.locator('#walker-count').textContent(), '1 of 2');
  const selected = await page.locator('mark.selected').allTextContents();
  assert.deepEqual([...new Set(selected)].sort(), ['Ann Marlow', 'John Carter']);
  const places = [];
  for (let step = 0; step < 2; step += 1) {
    places.push(await page.locator('mark.current').evaluate((mark) => mark.nextSibling.textContent));
    await first.click();
  }
  assert.equal(new Set(places).size, 2, 'two sentences');
  assert.equal(await page.locator('#walker-count').textContent(), '1 of 2', 'and round again');
  assert.equal(await first.getAttribute('aria-current'), 'true');
  await page.keyboard.press('n');
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 2');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('mark.selected').count(), 0);
  assert.equal(await page.locator('#together-rows [aria-current]').count(), 0);

  await page.locator('#who .row', { hasText: 'Peter Dunn' }).click();
  assert.deepEqual(await pairs(page), ['Peter Dunn and Ann Marlow 1 sentence', 'Peter Dunn and John Carter 1 sentence']);
  assert.equal(await page.locator('#together-words').textContent(), 'With Peter Dunn.');
  await page.locator('#together-everyone').click();
  assert.equal((await pairs(page)).length, 3);
  assert.ok(await page.evaluate(() => document.activeElement.matches('#together-rows .row')), 'the focus is not lost');
  await page.locator('#who .row', { hasText: 'SPRINGFIELD' }).click();
  assert.match(await page.locator('#together-words').textContent(), /SPRINGFIELD shares no sentence with another name\./);
  await page.keyboard.press('Escape');
  assert.equal((await pairs(page)).length, 3);

  assert.equal(await page.locator('#together-rows .row[tabindex="0"]').count(), 1);
  await page.locator('#together-rows .row').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#walker-count').textContent(), '1 of 1');
  await page.locator('#legend [data-type="person"]').click();
  assert.deepEqual(await pairs(page), []);
  assert.deepEqual(trouble, []);
});

test('who with whom: headlines once, a dozen at first, nothing for one name', async (t) => {
  const { page } = await open(t, SAMPLE, { day: null, end: 'blockade of Bergen' });
  const rows = page.locator('#together-rows .row');
  assert.equal(await rows.count(), 12);
  const title = rows.filter({ hasText: 'Norway and Iceland' });
  if ((await title.count()) > 0) assert.match(await title.textContent(), /1 sentence$/, 'the doubled headline is one');
  const more = page.locator('#together-more');
  assert.match(await more.textContent(), /^Show all \d+$/);
  await more.click();
  assert.ok((await rows.count()) > 12);
  assert.ok(await more.isHidden());
  assert.ok(await rows.nth(12).evaluate((row) => row === document.activeElement), 'the focus goes on with the list');

  await paste(page, 'John Carter slept.');
  await analysed(page, 'John Carter slept.');
  assert.ok(await page.locator('#together').isHidden());
});
