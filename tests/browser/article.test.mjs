/** The main way: paste an article, see who and when, set the day, walk the mentions. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, marks, openPage, paste, rows, seed } from './support.mjs';

/** The words and types of marks, for comparison. */
const has = (found, words, type) => found.some((mark) => mark.words === words && mark.type === type);

test('a pasted article is marked, its dates move with the day, its mentions are walked by keyboard', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');

  const found = await marks(page);
  for (const words of ['Ingrid Solhaug', 'Kristjan Hallsson', 'Marta Lindqvist', 'Bjarne Odegaard', 'Solhaug']) {
    assert.ok(has(found, words, 'person'), `${words} is no person in ${JSON.stringify(found)}`);
  }
  for (const words of ['Norway', 'Iceland']) assert.ok(has(found, words, 'place'), words);
  for (const words of ['February 4', 'February 11', 'Friday', 'March 2016']) assert.ok(has(found, words, 'date'), words);
  for (const words of ['may', 'march']) assert.ok(!found.some((mark) => mark.words === words), words);
  const surname = found.filter((mark) => mark.words === 'Solhaug');
  assert.ok(surname.every((mark) => mark.name === 'Ingrid Solhaug'), JSON.stringify(surname));
  assert.equal(await page.locator('#article .masthead').count(), 1);
  assert.match(await page.locator('#summary').textContent(), /^\d+ people, .* dates from March 2016 to /);

  // The only day on the page stands in its header: an assumption, and the page says so.
  assert.match(await page.locator('#basis').textContent(), /14 March 2026.*assumption/);
  const before = await rows(page, 'when');
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  const dates = (await rows(page, 'when')).map((row) => row.name);
  assert.ok(!before.some((row) => row.name === '18 January 2019'));
  const days = ['March 2016', 'September 2018', '18 January 2019', '4 February 2019', '11 February 2019'];
  assert.deepEqual(dates.filter((name) => days.includes(name)), days, `in the order of the calendar: ${dates}`);
  assert.match(await page.locator('#basis').textContent(), /the day that you set/);

  // By keyboard alone: into the list, down one row, through all its mentions and round again.
  await page.locator('#who .row').first().focus();
  await page.keyboard.press('ArrowDown');
  const row = page.locator('#who .row:focus');
  const { name, total } = await row.evaluate((element) => ({
    name: element.querySelector('.name').textContent,
    total: Number.parseInt(element.querySelector('.count').textContent, 10),
  }));
  for (let step = 0; step <= total; step += 1) {
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#walker-count').textContent(), `${(step % total) + 1} of ${total}`);
    assert.equal(await page.locator('#walker-name').textContent(), name);
    assert.equal(await page.locator('mark.current').count(), 1);
    await assertInSight(page.locator('mark.current'));
  }
  assert.equal(await page.locator('mark.selected').count(), total);

  // In the article, n and p take the focus along; Escape ends the walk and gives the article back.
  await page.locator('#article').focus();
  await page.keyboard.press('n');
  const second = `${(1 % total) + 1} of ${total}`;
  assert.equal(await page.locator('#walker-count').textContent(), second);
  assert.equal(await page.locator('mark.current:focus').count(), 1);
  await page.keyboard.press('p');
  assert.equal(await page.locator('#walker-count').textContent(), `1 of ${total}`);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('mark:is(.current, .selected)').count(), 0);
  assert.ok(await page.locator('#walker').isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article');

  // Without a selection, n goes through everything that is marked.
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  assert.equal(await page.locator('#article mark').nth(1).getAttribute('class').then((all) => /current/.test(all)), true);
  await page.keyboard.press('Enter');
  assert.ok((await page.locator('mark.selected').count()) > 0);

  // The day can be taken back.
  await page.getByRole('button', { name: 'Clear the day' }).click();
  await page.locator('#basis', { hasText: '14 March 2026' }).waitFor();
  assert.deepEqual(await rows(page, 'when'), before);

  assert.deepEqual(requests, [], 'requests after load');
  assert.deepEqual(trouble, []);
});

test('a click on a mark selects its name; pointing shows all its mentions', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  const mark = page.locator('mark', { hasText: /^Solhaug$/ }).first();
  await mark.hover();
  const all = (await marks(page)).filter(({ name }) => name === 'Ingrid Solhaug').length;
  assert.equal(await page.locator('mark.pointed').count(), all);
  assert.equal(await page.locator('#who .row.pointed .name').textContent(), 'Ingrid Solhaug');
  await mark.click();
  assert.equal(await page.locator('#walker-name').textContent(), 'Ingrid Solhaug');
  assert.match(await page.locator('#walker-count').textContent(), new RegExp(` of ${all}$`));
  assert.equal(await page.locator('#who .row[aria-current="true"] .name').textContent(), 'Ingrid Solhaug');

  // The selection outlives a new analysis of the same text.
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  assert.equal(await page.locator('#walker-name').textContent(), 'Ingrid Solhaug');
  assert.equal(await page.locator('mark.selected').count(), all);
  assert.deepEqual(trouble, []);
});

test('a text in another language is said to be one, at the top', async (t) => {
  const { page } = await openPage(t);
  const german = 'Die Bürgermeisterin hat am Dienstag in der Stadt den Rat empfangen. Am Abend sprachen sie mit den Leuten über die Lage im Hafen und über die Wahlen, die viele für wichtig halten.';
  await paste(page, german);
  await analysed(page, 'Hafen');
  assert.match(await page.locator('#warning').textContent(), /reads like German/);
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  assert.ok(await page.locator('#warning').isHidden());
});

test('typing is analysed as it goes', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await page.locator('#text').pressSequentially('Norwegian Fisheries Minister Ingrid Solhaug met reporters in Oslo.');
  await analysed(page, 'reporters in Oslo.');
  assert.ok(has(await marks(page), 'Ingrid Solhaug', 'person'));
  await page.locator('#text').press('End');
  await page.locator('#text').pressSequentially(' Solhaug left on March 3, 2019.');
  await page.locator('mark.date', { hasText: 'March 3, 2019' }).waitFor();
  assert.deepEqual((await rows(page, 'when')).map((row) => row.name), ['3 March 2019']);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a name that looks like HTML stays text', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, 'Anna <img src=x onerror=alert(1)> Berg met John Carter in Paris on March 3, 2019. <b>He</b> left.');
  await analysed(page, '<img src=x onerror=alert(1)>');
  assert.equal(await page.locator('#article :is(img, b)').count(), 0);
  assert.deepEqual(trouble, []);
});

test('the seed article', { skip: seed === undefined && '../shared/seed/article.txt is not here' }, async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, seed);
  await analysed(page, 'chemical weapons stockpiles');
  assert.match(await page.locator('#basis').textContent(), /2 July 2024.*assumption/);
  await page.locator('#day').fill('2014-01-03');
  await page.locator('#basis', { hasText: '3 January 2014' }).waitFor();
  const people = (await rows(page, 'who')).map((row) => row.name);
  for (const name of ['Sergei Lavrov', 'John Kerry', 'Lakhdar Brahimi', 'Ahmad al-Jarba', 'Badr Jamous', 'Bashar al-Assad']) {
    assert.ok(people.includes(name), `${name} is not in ${people}`);
  }
  const found = await marks(page);
  assert.ok(found.filter(({ words }) => words === 'Lavrov').every(({ name }) => name === 'Sergei Lavrov'));
  const value = (words) => found.find((mark) => mark.words === words && mark.type === 'date')?.name;
  assert.equal(value('January 13'), '13 January 2014');
  assert.equal(value('January 22'), '22 January 2014');
  assert.equal(value('Friday'), '3 January 2014');
  assert.equal(value('March 2011'), 'March 2011');
  assert.equal(value('September'), 'September 2013');
  assert.ok(!found.some(({ words }) => words === 'may'));
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

/** Waits until smooth scrolling has brought a mark into the window. */
async function assertInSight(mark) {
  await mark.evaluate(
    (element) =>
      new Promise((resolve) => {
        const look = () => {
          const { top, bottom } = element.getBoundingClientRect();
          if (top >= 0 && bottom <= innerHeight) resolve(undefined);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}
