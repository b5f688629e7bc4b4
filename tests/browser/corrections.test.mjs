/** Corrections: from the details, from a selection, their list, undo and redo, and where the focus is after each. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, markOf, marks, openArticle, paste, rows, unfold } from './support.mjs';

/** Invented, with words that are two things. */
const MAY = `Theresa May met Ingrid Solhaug in Oslo on Friday.

May said last week that talks would go on. In May she left. It may rain, Mr Brandt said at the Grand Odeon.`;

const open = (t, { text = MAY, last = 'Grand Odeon', ...context } = {}) => openArticle(t, { text, last, ...context });
const listed = (page) => page.locator('#corrections-list li span').allTextContents();
const spoken = (page) => page.locator('#corrections-spoken').textContent();
const typesOf = async (page, words) => (await marks(page)).filter((each) => each.words === words).map((each) => each.type);
/** Until the words have these types, one for each of their marks. */
async function until(page, words, types) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (JSON.stringify(await typesOf(page, words)) === JSON.stringify(types)) return;
    await page.waitForTimeout(50);
  }
  assert.deepEqual(await typesOf(page, words), types, words);
}
async function correct(page, words, button) {
  await markOf(page, words).click();
  await unfold(page);
  await page.locator('#card-form').getByRole('button', { name: button }).click();
}
/** Selects words in the article, as a reader with a mouse or a caret does. */
async function select(page, words) {
  await page.locator('#article').focus();
  await page.evaluate((wanted) => {
    const article = document.getElementById('article');
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`${wanted} is in no text node`);
  }, words);
}
const selection = (page) => page.evaluate(() => getSelection().toString());

test('a name of another type: mark, lists, legend and counts follow, undo and redo', async (t) => {
  const { page, trouble, requests } = await open(t);
  const before = { marks: await marks(page), who: await rows(page, 'who'), summary: await page.locator('#summary').textContent() };
  assert.ok(before.who.some(({ name }) => name === 'Ingrid Solhaug'));
  assert.ok(await page.locator('#corrections').isHidden());
  await correct(page, 'Ingrid Solhaug', 'Organisation');
  await until(page, 'Ingrid Solhaug', ['organization']);
  assert.equal(await spoken(page), '“Ingrid Solhaug” is an organisation.');
  assert.equal(await page.locator('#corrections-count').textContent(), 'Your corrections (1)');
  assert.deepEqual(await listed(page), ['“Ingrid Solhaug” is an organisation']);
  assert.equal(await page.locator('mark:focus').textContent(), 'Ingrid Solhaug', 'the focus is on the same words');
  assert.equal(await page.locator('#card-type').textContent(), 'Organisation');
  assert.equal(await page.locator('#who .of-organization .row .name', { hasText: 'Ingrid Solhaug' }).count(), 1);
  assert.notEqual(await page.locator('#summary').textContent(), before.summary);

  // Again something else: the former is replaced.
  await page.locator('#card-close').click();
  await correct(page, 'Ingrid Solhaug', 'Not a name');
  await until(page, 'Ingrid Solhaug', []);
  assert.deepEqual(await listed(page), ['“Ingrid Solhaug” is left unmarked']);
  assert.equal(await selection(page), 'Ingrid Solhaug', 'the words are still found');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article');
  assert.ok(await page.locator('#card').isHidden());

  await page.keyboard.press('ControlOrMeta+z');
  await until(page, 'Ingrid Solhaug', ['organization']);
  assert.equal(await spoken(page), 'Undone: “Ingrid Solhaug” is left unmarked.');
  await page.keyboard.press('ControlOrMeta+z');
  await until(page, 'Ingrid Solhaug', ['person']);
  assert.deepEqual(await marks(page), before.marks);
  assert.deepEqual(await rows(page, 'who'), before.who);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await until(page, 'Ingrid Solhaug', ['organization']);
  await page.keyboard.press('ControlOrMeta+y');
  await until(page, 'Ingrid Solhaug', []);
  await page.getByRole('button', { name: 'Undo all' }).click();
  await until(page, 'Ingrid Solhaug', ['person']);
  assert.equal(await page.locator('#corrections-count').textContent(), 'Your corrections (0)');
  await page.getByRole('button', { name: 'Redo' }).click();
  await until(page, 'Ingrid Solhaug', ['organization']);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('May is a person, and Theresa May stays one; may in small letters is nothing', async (t) => {
  const { page, trouble } = await open(t);
  const wrong = page.locator('#article mark.date', { hasText: /^May$/ });
  await wrong.click();
  await unfold(page);
  await page.locator('#card-form').getByRole('button', { name: 'Person' }).click();
  await page.locator('#corrections', { hasText: '“May” is a person' }).waitFor();
  await until(page, 'May', ['person', 'person']);
  await until(page, 'Theresa May', ['person']);
  assert.equal(await page.locator('#corrections-list li').count(), 1, 'what stays is no correction');
  assert.ok((await marks(page)).filter(({ words }) => words === 'May').every(({ name }) => name === 'Theresa May'));
  assert.ok(!(await marks(page)).some((each) => each.words === 'may'));
  assert.deepEqual(trouble, []);
});

test('a part of a longer mark: elsewhere it stays, at its place the correction wins', async (t) => {
  const text = 'Anna Berg left on Friday. She came on Friday, January 11, 2019 to the Grand Odeon.\n\nThe Grand Odeon closed.';
  const { page, trouble } = await open(t, { text, last: 'Odeon closed' });
  await page.locator('#article mark.date', { hasText: /^Friday$/ }).click();
  await unfold(page);
  await page.locator('#card-form input').fill('2019-01-04');
  await page.locator('#card-form').getByRole('button', { name: 'Set', exact: true }).click();
  await page.locator('#when .row', { hasText: '4 January 2019' }).waitFor();
  await until(page, 'Friday, January 11, 2019', ['date']);
  await until(page, 'Friday', ['date']);
  await page.locator('#card-close').click();
  await select(page, 'Odeon');
  await page.keyboard.press('m');
  await page.locator('#mark-as-form').getByRole('button', { name: 'Organisation' }).click();
  await until(page, 'Odeon', ['organization', 'organization']);
  await until(page, 'Grand Odeon', []);
  assert.deepEqual(trouble, []);
});

test('a date means another day, or is none', async (t) => {
  const { page, trouble } = await open(t);
  await markOf(page, 'last week').click();
  await unfold(page);
  const form = page.locator('#card-form');
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  assert.match(await form.getByRole('alert').textContent(), /whole day first/);
  await form.locator('input').fill('2014-01-07');
  await form.locator('input').press('Enter');
  await page.locator('#corrections', { hasText: '“last week” is 7 January 2014' }).waitFor();
  await page.locator('#when .row', { hasText: '7 January 2014' }).waitFor();
  assert.equal((await rows(page, 'when')).find(({ name }) => name === '7 January 2014').hint, 'by your corrections');
  assert.equal(await page.locator('mark:focus').textContent(), 'last week');
  assert.match(await page.locator('#card-facts').textContent(), /By your corrections/);
  await page.locator('#card-close').click();
  await correct(page, /^Friday$/, 'Not a date');
  await until(page, 'Friday', []);
  assert.deepEqual(await listed(page), ['“last week” is 7 January 2014', '“Friday” is left unmarked']);
  assert.equal(await page.locator('#corrections-count').textContent(), 'Your corrections (2)');

  // Remove takes one of them, and the focus goes on to the next.
  await page.getByRole('button', { name: 'Remove: “last week” is 7 January 2014' }).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await listed(page), ['“Friday” is left unmarked']);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Remove: “Friday” is left unmarked');
  await page.keyboard.press('Enter');
  await until(page, 'Friday', ['date']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'undo');
  await page.keyboard.press('Enter');
  await until(page, 'Friday', []);
  assert.deepEqual(trouble, []);
});

test('the day of publication is a correction, too', async (t) => {
  const { page, trouble } = await open(t);
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  assert.deepEqual(await listed(page), ['The day of publication is 18 January 2019']);
  // In the text the keys are the text's own; in the field of the day they are not.
  await page.locator('#day').press('ControlOrMeta+z');
  await page.locator('#basis', { hasText: 'No day is known' }).waitFor();
  assert.equal(await page.locator('#day').inputValue(), '');
  assert.ok(await page.locator('#no-day').isHidden());
  await page.keyboard.press('ControlOrMeta+y');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  assert.equal(await page.locator('#day').inputValue(), '2019-01-18');
  await page.getByRole('button', { name: 'Remove: The day of publication' }).click();
  await page.locator('#basis', { hasText: 'No day is known' }).waitFor();
  await page.locator('#day').fill('2019-01-18');
  await page.getByRole('button', { name: 'Clear the day' }).click();
  await page.locator('#basis', { hasText: 'No day is known' }).waitFor();
  assert.deepEqual(await listed(page), []);
  assert.deepEqual(trouble, []);
});

test('selected words are marked, by pointer and by keyboard', async (t) => {
  const { page, trouble } = await open(t);
  // By pointer: a double click selects a word, and a small button is there.
  await select(page, 'talks');
  const box = await page.evaluate(() => (({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }))(getSelection().getRangeAt(0).getBoundingClientRect()));
  await page.evaluate(() => getSelection().removeAllRanges());
  assert.ok(await page.locator('#mark-as').isHidden());
  await page.mouse.dblclick(box.x, box.y);
  await page.getByRole('button', { name: 'Mark as…' }).click();
  await page.locator('#mark-as-form').getByRole('button', { name: 'Event' }).click();
  await until(page, 'talks', ['event']);
  assert.deepEqual(await listed(page), ['“talks” is an event']);
  assert.equal(await page.locator('mark:focus').textContent(), 'talks');
  assert.ok(await page.locator('#mark-as').isHidden());

  // By keyboard: m; parts of words count whole, what is around them does not.
  await select(page, ' go o');
  await page.keyboard.press('m');
  assert.equal(await page.locator('#mark-as-form p').first().textContent(), '“go on” is a…');
  assert.ok(await page.evaluate(() => document.activeElement.closest('#mark-as-form') !== null));
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#mark-as').isHidden());
  assert.equal(await selection(page), ' go o', 'Escape gives the words back');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article');
  await page.keyboard.press('m');
  await page.locator('#mark-as-form input').fill('2019-05-06');
  await page.locator('#mark-as-form').getByRole('button', { name: 'Set' }).click();
  await until(page, 'go on', ['date']);
  assert.deepEqual(await listed(page), ['“talks” is an event', '“go on” is 6 May 2019']);

  // Nothing selected, and more than a paragraph: said in words, nothing changes.
  await page.locator('#article').focus();
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.keyboard.press('m');
  assert.match(await spoken(page), /Select words in the article first/);
  await page.evaluate(() => getSelection().selectAllChildren(document.getElementById('article')));
  await page.keyboard.press('m');
  assert.match(await spoken(page), /Nothing was changed/);
  assert.ok(await page.locator('#mark-as-form').isHidden());
  assert.equal(await page.locator('#corrections-list li').count(), 2);
  assert.deepEqual(trouble, []);
});

test('words that a finger has selected can be marked', async (t) => {
  const { page, trouble } = await open(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.locator('#article').tap({ position: { x: 10, y: 10 } });
  await select(page, 'talks');
  await page.getByRole('button', { name: 'Mark as…' }).tap();
  await page.locator('#mark-as-form').getByRole('button', { name: 'Group' }).tap();
  await until(page, 'talks', ['group']);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  assert.deepEqual(trouble, []);
});

test('what the engine refuses never breaks the page', async (t) => {
  const long = `The ${'Very '.repeat(70)}Long Odeon opened on March 3, 2019 — and closed.`;
  const { page, trouble } = await open(t, { text: long, last: 'and closed' });
  await select(page, '—');
  await page.keyboard.press('m');
  assert.match(await spoken(page), /no words/);
  await select(page, 'Very '.repeat(70).trim().slice(0, 300)).catch(() => page.evaluate(() => getSelection().selectAllChildren(document.querySelector('#article > *'))));
  await page.keyboard.press('m');
  assert.match(await spoken(page), /too long/);
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'done');
  assert.ok(await page.locator('#corrections').isHidden());
  assert.deepEqual(trouble, []);
});

test('what was done is said where the reader is, with its Undo', async (t) => {
  const { page, trouble } = await open(t);
  await correct(page, 'Ingrid Solhaug', 'Not a name');
  await until(page, 'Ingrid Solhaug', []);
  const box = page.locator('#corrected');
  assert.match(await box.textContent(), /“Ingrid Solhaug” is left unmarked/);
  const { y, height } = await box.boundingBox();
  assert.ok(y >= 0 && y + height <= page.viewportSize().height, 'in sight');
  await box.getByRole('button', { name: 'Undo' }).click();
  await until(page, 'Ingrid Solhaug', ['person']);
  assert.ok(await box.isHidden());
  // The focus of the button that is gone is in the article.
  assert.ok(await page.evaluate(() => document.activeElement.closest('#article') !== null));
  await correct(page, 'Ingrid Solhaug', 'Work');
  await box.getByRole('button', { name: 'Dismiss' }).click();
  assert.ok(await box.isHidden());
  await until(page, 'Ingrid Solhaug', ['work']);
  assert.deepEqual(trouble, []);
});

test('a correction of a date says for how many places it is', async (t) => {
  const { page } = await open(t, { text: 'Anna Duval spoke on Friday.\n\nPeter Okoro answered on Friday.', last: 'answered' });
  await markOf(page, 'Friday').click();
  await unfold(page);
  assert.match(await page.locator('#card-form').textContent(), /This will be for “Friday” wherever it stands: 2 places\./);
});

test('corrections belong to their article', async (t) => {
  const { page, trouble } = await open(t);
  await correct(page, 'Ingrid Solhaug', 'Work');
  await until(page, 'Ingrid Solhaug', ['work']);
  await page.locator('#clear').click();
  await page.locator('body[data-phase="empty"]').waitFor();
  await page.locator('#message').getByRole('button', { name: 'Undo' }).click();
  await until(page, 'Ingrid Solhaug', ['work']);
  assert.deepEqual(await listed(page), ['“Ingrid Solhaug” is a work']);
  // Typing keeps them.
  await page.locator('#text').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' She spoke.');
  await analysed(page, 'She spoke.');
  await until(page, 'Ingrid Solhaug', ['work']);
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  assert.ok(await page.locator('#corrections').isHidden());
  await until(page, 'Ingrid Solhaug', ['person']);
  // The article before has kept its own.
  await page.getByRole('tab').first().click();
  await until(page, 'Ingrid Solhaug', ['work']);
  assert.deepEqual(await listed(page), ['“Ingrid Solhaug” is a work']);
  // Typing over everything begins another article; that can be taken back.
  await page.locator('#text').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('Ingrid Solhaug went to Oslo.');
  await analysed(page, 'went to Oslo');
  assert.ok(await page.locator('#corrections').isHidden());
  await until(page, 'Ingrid Solhaug', ['person']);
  assert.match(await page.locator('#message').textContent(), /corrections were cleared/);
  await page.locator('#message').getByRole('button', { name: 'Undo' }).click();
  await until(page, 'Ingrid Solhaug', ['work']);
  assert.deepEqual(trouble, []);
});

test('all wordings of a name are corrected together, on a narrow page too', async (t) => {
  const { page, trouble } = await open(t, { text: SAMPLE, last: 'blockade of Bergen', viewport: { width: 360, height: 740 } });
  await correct(page, 'Ingrid Solhaug', 'Group');
  await until(page, 'Solhaug', ['group', 'group', 'group']);
  await until(page, 'Ingrid Solhaug', ['group']);
  assert.deepEqual(await listed(page), ['“Ingrid Solhaug” is a group', '“Solhaug” is a group']);
  assert.equal(await page.locator('mark:focus').textContent(), 'Ingrid Solhaug');
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await until(page, 'Solhaug', ['person', 'person', 'person']);
  assert.deepEqual(await listed(page), []);
  assert.deepEqual(trouble, []);
});
