/** Details on a card: by pointer, by keyboard, on a narrow page; its contents, the map, the preview. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, markOf, openArticle } from './support.mjs';

const NARROW = { viewport: { width: 360, height: 740 } };

const open = (t, { text = SAMPLE, last = 'blockade of Bergen', ...context } = {}) => openArticle(t, { text, last, ...context });
const facts = (page) =>
  page.locator('#card-facts dl').evaluate((list) =>
    Object.fromEntries([...list.querySelectorAll('dt')].map((label) => [label.textContent, label.nextElementSibling.textContent])),
  );
const active = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

/** The card is whole in the window and covers no part of the mark where the walk stands. */
async function assertBeside(page) {
  const { card, marks, height, width } = await page.evaluate(() => {
    const box = (element) => (({ left, top, right, bottom }) => ({ left, top, right, bottom }))(element.getBoundingClientRect());
    const current = [...document.querySelectorAll('mark.current')].map(box);
    return { card: box(document.getElementById('card')), marks: current, height: innerHeight, width: innerWidth };
  });
  assert.ok(card.top >= 0 && card.bottom <= height && card.left >= 0 && card.right <= width, JSON.stringify({ card, height, width }));
  assert.ok(marks.length > 0);
  for (const each of marks) {
    const apart = card.top >= each.bottom || card.bottom <= each.top || card.left >= each.right || card.right <= each.left;
    assert.ok(apart, `card ${JSON.stringify(card)} covers ${JSON.stringify(each)}`);
    assert.ok(each.top >= 0 && each.bottom <= height, `mark ${JSON.stringify(each)} is out of sight`);
  }
}

test('a click opens the details of a person, beside the mark', async (t) => {
  const { page, trouble, requests } = await open(t);
  assert.ok(await page.locator('#card').isHidden());
  await markOf(page, 'Ingrid Solhaug').click();
  await assertBeside(page);
  assert.equal(await page.locator('#card-name').textContent(), 'Ingrid Solhaug');
  assert.match(await page.locator('#card-name').getAttribute('class'), /sample person/);
  assert.equal(await page.locator('#card-type').textContent(), 'Person');
  const known = await facts(page);
  assert.equal(known.Role, 'Norwegian Fisheries Minister');
  assert.equal(known['Also named'], 'Solhaug');
  assert.match(known['How sure'], /sure.*\(0\.\d\d/i);
  const quotes = page.locator('#card .quote');
  assert.equal(await quotes.count(), 4);
  assert.deepEqual(await quotes.locator('b').allTextContents(), ['Ingrid Solhaug', 'Solhaug', 'Solhaug', 'Solhaug']);
  assert.ok((await quotes.allTextContents()).every((words) => words.length < 160));

  // Each quote leads to its mention, and the card goes along.
  await quotes.nth(3).click();
  assert.equal(await page.locator('#walker-count').textContent(), '4 of 4');
  assert.equal(await page.locator('#card .quote[aria-current]').count(), 1);
  await assertBeside(page);
  await page.locator('#previous').click();
  assert.equal(await page.locator('#walker-count').textContent(), '3 of 4');
  await assertBeside(page);
  // Another mark, the same card; a press beside all marks closes it.
  await page.locator('#card-close').click();
  assert.ok(await page.locator('#card').isHidden());
  await page.locator('#details').click();
  assert.ok(await page.locator('#card').isVisible());
  await page.locator('#article .credit').click({ position: { x: 300, y: 5 } });
  assert.ok(await page.locator('#card').isHidden());
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('every mark of the sample has room for its details', async (t) => {
  const zoomed = { viewport: { width: 320, height: 256 } };
  for (const context of [{}, { viewport: { width: 1000, height: 620 } }, NARROW, zoomed]) {
    const { page, trouble } = await open(t, context);
    await page.locator('#article').focus();
    await page.keyboard.press('n');
    await page.keyboard.press('d');
    const count = await page.locator('#article mark').count();
    for (let step = 0; step < count; step += 1) {
      await assertBeside(page);
      await page.keyboard.press('n');
    }
    assert.deepEqual(trouble, []);
  }
});

test('by keyboard alone: Enter opens, arrows move, Escape gives the focus back', async (t) => {
  const { page, trouble } = await open(t);
  // From a mark.
  await page.locator('#article').focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('n');
  const words = await page.locator('mark:focus').textContent();
  await page.keyboard.press('Enter');
  assert.equal(await active(page), 'card');
  await page.keyboard.press('Tab');
  assert.equal(await active(page), 'card-close');
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#card').isHidden());
  assert.equal(await page.locator('mark:focus').textContent(), words);

  // From a row: the walk goes on with Enter, and d leads into the details.
  await page.locator('#who .row').first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#card-name').textContent(), 'Ingrid Solhaug');
  assert.ok(await page.locator('#who .row').first().evaluate((row) => row === document.activeElement));
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 4');
  await page.keyboard.press('d');
  assert.equal(await active(page), 'card');
  // The list of mentions is one stop for Tab, at the mention where the walk stands.
  for (let stop = 0; stop < 3; stop += 1) await page.keyboard.press('Tab');
  assert.ok(await page.locator('.quote').nth(1).evaluate((quote) => quote === document.activeElement));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#walker-count').textContent(), '3 of 4');
  assert.ok(await page.locator('.quote').nth(2).evaluate((quote) => quote === document.activeElement));
  await page.keyboard.press('n');
  assert.equal(await page.locator('#walker-count').textContent(), '4 of 4');
  assert.ok(await page.locator('.quote').nth(2).evaluate((quote) => quote === document.activeElement));
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#card').isHidden());
  assert.ok(await page.locator('#who .row').first().evaluate((row) => row === document.activeElement));
  // Once more, and the walk itself ends.
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#walker').isHidden());

  // Without a selection the walk goes from thing to thing, and the card with it; the focus stays inside.
  await page.locator('#article').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('d');
  const first = await page.locator('#card-name').textContent();
  await page.keyboard.press('n');
  assert.notEqual(await page.locator('#card-name').textContent(), first);
  assert.ok(await page.evaluate(() => document.getElementById('card').contains(document.activeElement)));
  // What is switched off has no details.
  const type = await page.locator('mark.current').first().getAttribute('data-type');
  await page.locator(`#legend [data-type="${type}"]`).click();
  assert.ok(await page.locator('#card').isHidden());
  assert.deepEqual(trouble, []);
});

test('a place has a map', async (t) => {
  const { page, trouble, requests } = await open(t);
  await markOf(page, /^Tromso$/).click();
  const known = await facts(page);
  assert.equal(known.Country, 'Norway');
  assert.equal(known.Kind, 'City');
  assert.match(known.Where, /^69\.\d° N 1[89]\.\d° E$/);
  await page.locator('.map[data-land="drawn"]').waitFor();
  assert.deepEqual([...new Set(requests.map((url) => new URL(url.replace('served ', 'http://x')).pathname))], ['/vendor/world.js']);
  const [north, east] = known.Where.match(/[\d.]+/g).map(Number);
  const map = await page.locator('.map').evaluate((figure) => {
    const middle = (element) => (({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }))(element.getBoundingClientRect());
    return [...figure.querySelectorAll('svg')].map((svg) => {
      const box = svg.getBoundingClientRect();
      const spot = middle(svg.querySelector('.spot'));
      const { x, y, width, height } = svg.viewBox.baseVal;
      // A preserved aspect: the picture fills the box, but for its border.
      return { east: x + ((spot.x - box.left) / box.width) * width, north: -(y + ((spot.y - box.top) / box.height) * height) };
    });
  });
  for (const spot of map) {
    assert.ok(Math.abs(spot.east - east) < 3 && Math.abs(spot.north - north) < 3, `${JSON.stringify(spot)} is not ${known.Where}`);
  }
  const picture = page.getByRole('img', { name: /Tromso in Norway, at 69\.\d° N/ });
  assert.equal(await picture.count(), 1);
  // On the coast of Norway: land to the south, sea to the north-west.
  const on = await page.locator('.map svg').first().evaluate((svg, [lon, lat]) => {
    const land = new Path2D(svg.querySelector('.land').getAttribute('d'));
    const canvas = document.createElement('canvas').getContext('2d');
    return [[lon, lat - 4], [lon - 10, lat + 3]].map(([x, y]) => canvas.isPointInPath(land, x, -y));
  }, [east, north]);
  assert.deepEqual(on, [true, false]);
  assert.match(await page.locator('.map figcaption').textContent(), /Natural Earth/);
  requests.length = 0;
  await page.locator('#card-close').click();
  await markOf(page, /^Iceland$/).click();
  await page.locator('.map[data-land="drawn"]').waitFor();
  assert.match((await facts(page))['Where most people live'], /° N .*° W$/);
  assert.deepEqual(requests, [], 'the land is loaded once');
  assert.deepEqual(trouble, []);
});

test('land over 180° is in one piece', async (t) => {
  const { page } = await open(t, { text: 'Ministers met in Suva, the capital of Fiji, on March 3, 2019.', last: 'Suva' });
  await markOf(page, /^Fiji$|^Suva$/).click();
  await page.locator('.map[data-land="drawn"]').waitFor();
  const widest = await page.locator('.map .land').first().evaluate((path) => {
    // A leap from one edge of the map to the other would be a streak across it.
    const numbers = path.getAttribute('d').split('M').slice(1).map((ring) => ring.replace('Z', '').split('L').map((pair) => pair.split(',').map(Number)));
    return Math.max(...numbers.flatMap((ring) => ring.slice(1).flatMap(([east, south], index) => (south === 90 && ring[index][1] === 90 ? [] : [Math.abs(east - ring[index][0])]))));
  });
  assert.ok(widest < 180, String(widest));
});

test('a date says what it rests on, and what to do where it has no day', async (t) => {
  const text = 'Northline reported on Friday that Ingrid Solhaug left.\n\nShe had arrived in early March 2016, and stays for two weeks.';
  const { page, trouble } = await open(t, { text, last: 'two weeks' });
  await markOf(page, 'Friday').click();
  let known = await facts(page);
  assert.equal(known['The words'], '“Friday”');
  assert.match(known['How it is known'], /^Not resolved: no day of publication is known/);
  await page.getByRole('button', { name: 'Go to the day of publication' }).click();
  assert.equal(await active(page), 'day');
  await page.locator('#day').fill('2014-01-03');
  await page.locator('#basis', { hasText: '3 January 2014' }).waitFor();
  known = await facts(page);
  assert.equal(await page.locator('#card-name').textContent(), '3 January 2014');
  assert.equal(known['As TIMEX3'], '2014-01-03');
  assert.equal(known.Day, 'Friday 3 January 2014');
  assert.equal(known['How it is known'], 'Counted from 3 January 2014, the day that you set');
  assert.equal(known.Certainty, 'Year, month and day implied');

  await page.locator('#card-close').click();
  await markOf(page, 'March 2016').click();
  known = await facts(page);
  assert.equal(known['As TIMEX3'], '2016-03, START');
  assert.match(known['Taken as'], /early/);
  assert.equal(known['First day'], 'Tuesday 1 March 2016');
  assert.match(known['Last day'], /March 2016$/);
  assert.equal(known['How it is known'], 'The words say it all');
  assert.equal(known.Certainty, 'Year and month written');

  await page.locator('#card-close').click();
  await markOf(page, 'two weeks').click();
  assert.equal(await page.locator('#card-type').textContent(), 'Length of time');
  assert.equal((await facts(page))['How it is known'], 'The words say it all');
  assert.deepEqual(trouble, []);
});

test('a pointer that rests sees a preview, a finger does not', async (t) => {
  const { page, trouble } = await open(t);
  const preview = page.locator('#preview');
  await markOf(page, 'Runa Vik').hover();
  assert.ok(await preview.isHidden(), 'not at once');
  await preview.waitFor();
  assert.equal((await preview.textContent()).replace(/\s+/g, ' '), 'Runa Vik Person · Secretary General');
  assert.ok(await page.locator('#card').isHidden());
  const [box, words] = [await preview.boundingBox(), await markOf(page, 'Runa Vik').boundingBox()];
  assert.ok(box.y >= words.y + words.height || box.y + box.height <= words.y);
  // It stays while it is pointed at, and goes with Escape.
  await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 5 });
  await page.waitForTimeout(400);
  assert.ok(await preview.isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await preview.isHidden());

  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await markOf(page, /^Friday$/).hover();
  await preview.waitFor();
  assert.match(await preview.textContent(), /18 January 2019.*Friday/);
  await markOf(page, /^Friday$/).click();
  assert.ok(await preview.isHidden());
  await page.waitForTimeout(500);
  assert.ok(await preview.isHidden(), 'not over the details');

  await page.locator('#card-close').click();
  await markOf(page, 'Runa Vik').dispatchEvent('pointerover', { pointerType: 'touch', bubbles: true });
  await page.waitForTimeout(500);
  assert.ok(await preview.isHidden());
  assert.deepEqual(trouble, []);
});

test('on a narrow page the details are a sheet at the bottom', async (t) => {
  const { page, trouble } = await open(t, { ...NARROW, hasTouch: true });
  await markOf(page, 'Runa Vik').tap();
  await assertBeside(page);
  const sheet = await page.locator('#card').boundingBox();
  const bar = await page.locator('#walker').boundingBox();
  assert.ok(Math.abs(sheet.y + sheet.height - bar.y) <= 1, 'the walk is the foot of the sheet');
  assert.ok(Math.abs(bar.y + bar.height - 740) <= 1);
  await page.locator('#next').click();
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 2');
  await assertBeside(page);
  // The last words of the page, too, come to rest above it.
  await page.locator('#card-close').click();
  await page.locator('#article mark').last().tap();
  await assertBeside(page);
  await page.keyboard.press('Escape');
  // From a row.
  await page.locator('.views [data-view="who"]').click();
  await page.locator('#who .row').first().tap();
  assert.ok(await page.locator('#article').isVisible());
  await assertBeside(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  assert.deepEqual(trouble, []);
});

test('hundreds of mentions: some at first, all on request', async (t) => {
  const text = Array.from({ length: 400 }, (_, index) => `Minister Ingrid Solhaug spoke about boat ${index}.`).join('\n\n');
  const { page, trouble } = await open(t, { text, last: 'boat 399' });
  await markOf(page, 'Ingrid Solhaug').click();
  assert.equal(await page.locator('#card h4').textContent(), '400 mentions');
  const shown = await page.locator('.quote').count();
  assert.ok(shown < 50, String(shown));
  await page.getByRole('button', { name: 'Show all 400' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.quote').nth(399).waitFor({ state: 'attached' });
  assert.ok(await page.locator('.quote').nth(shown).evaluate((quote) => quote === document.activeElement));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#walker-count').textContent(), '400 of 400');
  assert.equal(await page.locator('.quote[aria-current]').textContent(), 'Minister Ingrid Solhaug spoke about boat 399.');
  await assertBeside(page);
  assert.deepEqual(trouble, []);
});

test('the article changes under the open card', async (t) => {
  const { page, trouble } = await open(t);
  await page.locator('#who .row').first().click();
  await page.locator('#next').click();
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 4');
  await page.locator('#text').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nMinister Solhaug declined to answer.');
  await analysed(page, 'declined to answer');
  assert.equal(await active(page), 'text');
  assert.equal(await page.locator('#card-name').textContent(), 'Ingrid Solhaug');
  assert.equal(await page.locator('.quote').count(), 5);
  assert.equal(await page.locator('#walker-count').textContent(), '2 of 5');
  await page.locator('#text').fill('Marta Lindqvist slept in Oslo.');
  await analysed(page, 'slept in Oslo');
  assert.ok(await page.locator('#card').isHidden());
  assert.equal(await page.locator('body.card-open').count(), 0);
  assert.deepEqual(trouble, []);
});
