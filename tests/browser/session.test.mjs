/** Several articles at once: every way in opens one of its own, and each keeps what belongs to it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { MOST, createSession, knownOf, titleOf } from '../../www/page/session.js';
import { correct, lexiconOf, NOTHING_SAID, undo } from '../../www/page/corrections.js';
import { analysed, drop, openPage, paste } from './support.mjs';

const A = 'Ingrid Solhaug met John Carter in Oslo on Friday, officials said.';
const B = 'Kristjan Hallsson met Marta Lindqvist in Bergen on Monday, officials said.';
const tabs = (page) => page.getByRole('tab').allTextContents();
const selected = (page) => page.locator('[role="tab"][aria-selected="true"]').textContent();
const focused = (page, selector) => page.evaluate((query) => document.activeElement?.matches(query) ?? false, selector);

test('a paste over everything opens a second article, and each keeps its day', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    window.asked = 0;
    Worker.prototype.postMessage = function (...args) {
      window.asked += 1;
      return postMessage.apply(this, args);
    };
  });
  await paste(page, A);
  await analysed(page, 'John Carter');
  assert.ok(await page.locator('#tabs').isHidden(), 'one article has no tabs');
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await paste(page, B);
  await analysed(page, 'Kristjan Hallsson');
  assert.deepEqual((await tabs(page)).map((title) => title.slice(0, 14)), ['Ingrid Solhaug', 'Kristjan Halls']);
  assert.equal(await page.locator('#day').inputValue(), '');
  assert.ok(await focused(page, '#text'), 'who pastes goes on writing');
  await page.keyboard.type(' She left.');
  await analysed(page, 'She left.');
  assert.ok((await page.locator('#text').inputValue()).endsWith('said. She left.'));
  assert.ok(await page.getByText('Kept only while this page is open').isVisible());

  const asked = await page.evaluate(() => window.asked);
  assert.ok(asked >= 3);
  await page.getByRole('tab').first().click();
  await analysed(page, 'John Carter');
  assert.equal(await page.locator('#text').inputValue(), A);
  assert.equal(await page.locator('#day').inputValue(), '2019-01-18');
  assert.match(await page.locator('#basis').textContent(), /18 January 2019/);
  await page.getByRole('tab').last().click();
  await analysed(page, 'She left.');
  assert.equal(await page.evaluate(() => window.asked), asked, 'nothing is read twice');
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('words typed just before a switch are not lost', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, A);
  await analysed(page, 'John Carter');
  await paste(page, B);
  await analysed(page, 'Kristjan Hallsson');
  await page.keyboard.type(' Runa Vik left.');
  await page.getByRole('tab').first().click();
  await analysed(page, 'John Carter');
  await page.getByRole('tab').last().click();
  await analysed(page, 'Runa Vik left.');
  assert.deepEqual(trouble, []);
});

test('several files become tabs, and those that cannot be read are named together', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await drop(page, [
    { name: 'a.txt', content: A },
    { name: 'story.pdf', content: '%PDF-1.7' },
    { name: 'b.txt', content: B },
    { name: 'photo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]) },
  ]);
  await analysed(page, 'John Carter');
  assert.equal((await tabs(page)).length, 2);
  const message = page.locator('#message', { hasText: /“story\.pdf” is a PDF.*“photo\.jpg” is not text.*The other files were opened/ });
  await message.waitFor();
  assert.equal(await page.locator('#message p').count(), 1);
  await page.locator('#file').setInputFiles(
    ['c.txt', 'd.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`${name} says that Runa Vik left.`) })),
  );
  await analysed(page, 'c.txt says');
  assert.equal((await tabs(page)).length, 4);
  assert.equal(await page.locator('#message p').count(), 0);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('with the keyboard: arrows, Home, End and Delete, and closing is undone', async (t) => {
  const { page, trouble } = await openPage(t);
  await drop(page, ['one', 'two', 'three'].map((name) => ({ name: `${name}.txt`, content: `${name} ${A}` })));
  await analysed(page, 'one Ingrid');
  await page.getByRole('tab').first().focus();
  assert.equal(await page.locator('[role="tab"][tabindex="0"]').count(), 1, 'one stop for Tab');
  for (const [key, words] of [
    ['ArrowRight', 'two'], ['ArrowRight', 'three'], ['ArrowRight', 'one'], ['ArrowLeft', 'three'], ['Home', 'one'], ['End', 'three'],
  ]) {
    await page.keyboard.press(key);
    await analysed(page, `${words} Ingrid`);
    assert.ok(await focused(page, '[role="tab"][aria-selected="true"]'), key);
  }
  await page.keyboard.press('ArrowLeft');
  await analysed(page, 'two Ingrid');
  await page.keyboard.press('Delete');
  await analysed(page, 'three Ingrid');
  assert.equal((await tabs(page)).length, 2);
  assert.ok(await focused(page, '[role="tab"][aria-selected="true"]'));
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await analysed(page, 'two Ingrid');
  assert.equal((await tabs(page)).length, 3);
  assert.equal(await page.locator('[role="tab"]').nth(1).getAttribute('aria-selected'), 'true', 'where it was');
  assert.ok(!(await focused(page, 'body')), 'the focus is not lost');

  await page.getByRole('tab').nth(1).focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await page.locator('#tabs').waitFor({ state: 'hidden' });
  assert.ok(!(await focused(page, 'body')), 'nor when the strip goes');
  await analysed(page, 'one Ingrid');
  assert.deepEqual(trouble, []);
});

test('with the pointer: the cross closes, also a tab that is not in front', async (t) => {
  const { page, trouble } = await openPage(t);
  await drop(page, ['one', 'two', 'three'].map((name) => ({ name: `${name}.txt`, content: `${name} ${A}` })));
  await analysed(page, 'one Ingrid');
  await page.locator('.cross').nth(2).click();
  assert.equal((await tabs(page)).length, 2);
  assert.match(await page.locator('#message').textContent(), /was closed\./);
  assert.match(await page.locator('#article').textContent(), /one Ingrid/);
  await page.getByRole('button', { name: 'Close this article' }).click();
  await analysed(page, 'two Ingrid');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.locator('body[data-phase="empty"]').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await analysed(page, 'two Ingrid');
  assert.deepEqual(trouble, []);
});

test('New gives an empty article, which the next one takes', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, A);
  await analysed(page, 'John Carter');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.locator('body[data-phase="empty"]').waitFor();
  assert.equal(await selected(page), 'New article');
  assert.ok(await focused(page, '#text'));
  await page.keyboard.type(B);
  await analysed(page, 'Kristjan Hallsson');
  assert.equal((await tabs(page)).length, 2);
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await drop(page, [{ name: 'c.txt', content: `Third: ${A}` }]);
  await analysed(page, 'Third:');
  assert.equal((await tabs(page)).length, 3);
  assert.deepEqual(trouble, []);
});

test('the place in an article is kept', async (t) => {
  const { page, trouble } = await openPage(t);
  const long = Array.from({ length: 400 }, (_, index) => `Paragraph ${index}: ${A}`).join('\n\n');
  await drop(page, [{ name: 'long.txt', content: long }, { name: 'short.txt', content: B }]);
  await analysed(page, 'Paragraph 399');
  await page.locator('#article > *').nth(250).evaluate((block) => block.scrollIntoView({ block: 'start' }));
  const top = () => page.evaluate(() => document.elementFromPoint(innerWidth / 2, 200)?.closest('#article > *')?.textContent?.slice(0, 14));
  await page.waitForTimeout(200);
  const before = await top();
  assert.match(before, /Paragraph 25\d/);
  const strip = page.getByRole('tab').last();
  await strip.evaluate((tab) => tab.click());
  await analysed(page, 'Kristjan Hallsson');
  await page.getByRole('tab').first().evaluate((tab) => tab.click());
  await analysed(page, 'Paragraph 399');
  await page.waitForTimeout(200);
  assert.equal(await top(), before);

  // What is said is in sight wherever one is, and so is the way back after closing.
  const inSight = () => page.locator('#message').evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await page.evaluate(() => navigator.clipboard.writeText('https://news.example/story'));
  await page.locator('#article').evaluate((article) => article.focus({ preventScroll: true }));
  await page.keyboard.press('ControlOrMeta+v');
  await page.locator('#message', { hasText: 'fetches nothing' }).waitFor();
  assert.ok(await inSight());
  await page.locator('#article > *').nth(250).evaluate((block) => block.scrollIntoView({ block: 'start' }));
  await strip.evaluate((tab) => tab.click());
  await analysed(page, 'Kristjan Hallsson');
  await page.locator('#clear').click();
  await analysed(page, 'Paragraph 399');
  await page.waitForTimeout(400);
  assert.ok(await inSight());
  assert.deepEqual(trouble, []);
});

test('fifty articles are the most, and the strip scrolls', async (t) => {
  const { page, trouble } = await openPage(t);
  await drop(page, Array.from({ length: MOST + 2 }, (_, index) => ({ name: `${index}.txt`, content: `Number ${index}. ${A}` })));
  await analysed(page, 'Number 0.');
  assert.equal((await tabs(page)).length, MOST);
  await page.locator('#message', { hasText: /2 of the files were not opened: 50 articles are the most/ }).waitFor();
  await page.getByRole('tab').last().click();
  await analysed(page, `Number ${MOST - 1}.`);
  const inSight = await page.getByRole('tab').last().evaluate((tab) => tab.getBoundingClientRect().right <= innerWidth);
  assert.ok(inSight, 'the strip scrolls');
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  await paste(page, 'One more about Marta Lindqvist.');
  await page.locator('#message', { hasText: /50 articles here, and that is the most: close one first/ }).waitFor();
  assert.match(await page.locator('#text').inputValue(), /^Number 49/);
  assert.deepEqual(trouble, []);
});

test('tabs on a narrow page', async (t) => {
  const { page, trouble } = await openPage(t, { context: { viewport: { width: 320, height: 640 } } });
  await drop(page, Array.from({ length: 6 }, (_, index) => ({ name: `${index}.txt`, content: `${SAMPLE} ${index}` })));
  await analysed(page, 'blockade of Bergen');
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('End');
  await page.waitForTimeout(300);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  const { left, right } = await page.getByRole('tab').last().evaluate((tab) => tab.getBoundingClientRect().toJSON());
  assert.ok(left >= 0 && right <= 320, `${left} to ${right}`);
  assert.deepEqual(trouble, []);
});

const text = (content, name = '') => ({ kind: 'text', content, name });
const analysis = (words, title = null) => ({ text: words, article: { title: title && { text: title } } });
const reading = (doc, title) => ({ analysis: analysis(doc.source.content, title), source: doc.source, day: doc.day, lexicon: lexiconOf(doc.corrections) });

test('what is known of an article holds until something that it depends on changes', () => {
  const session = createSession();
  const doc = session.open(text(A));
  assert.equal(session.current(), doc, 'the empty one is taken');
  assert.equal(knownOf(doc), null);
  session.remember(doc, reading(doc));
  assert.ok(knownOf(doc));
  doc.source = text(A);
  assert.ok(knownOf(doc), 'the same words');
  doc.day = '2019-01-18';
  assert.equal(knownOf(doc), null);
  doc.day = null;
  doc.corrections = correct(NOTHING_SAID, { wordings: ['May'] }, { type: 'person' });
  assert.equal(knownOf(doc), null);
  doc.corrections = undo(doc.corrections);
  assert.ok(knownOf(doc), 'taken back');
  doc.source = text(B);
  assert.equal(knownOf(doc), null);
});

test('only the last few readings are kept, and large ones fewer', () => {
  const session = createSession();
  const docs = Array.from({ length: 10 }, (_, index) => session.open(text(`${index} ${A}`)));
  for (const doc of docs) session.remember(doc, reading(doc));
  assert.deepEqual(docs.map((doc) => knownOf(doc) !== null), [...Array(4).fill(false), ...Array(6).fill(true)]);
  const [first, second] = docs;
  first.source = text('a'.repeat(4_000_000));
  session.remember(first, reading(first));
  assert.ok(knownOf(first), 'the newest always');
  assert.ok(docs.slice(1).every((doc) => knownOf(doc) === null));
  session.remember(second, reading(second));
  assert.ok(knownOf(second) && !knownOf(first));
});

test('titles: the article’s, the file’s, the first words', () => {
  const session = createSession();
  assert.equal(titleOf(session.current()), 'New article');
  const doc = session.open(text(`  ${A}\n${B}`));
  assert.equal(titleOf(doc), 'Ingrid Solhaug met John Carter in Oslo on…');
  doc.source = text(A, 'story.txt');
  assert.equal(titleOf(doc), 'story.txt');
  session.remember(doc, reading(doc, 'Solhaug meets\n Carter'));
  assert.equal(titleOf(doc), 'Solhaug meets Carter');
  session.remember(doc, reading(doc, `${'x'.repeat(41)}😀`));
  assert.equal(titleOf(doc), `${'x'.repeat(41)}…`, 'no half a character');
});
