/** A long article: typing goes on while it is read, and what is shown in the end is right. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from '../../www/page/progress.js';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, paste } from './support.mjs';

const [, , , ...paragraphs] = SAMPLE.split('\n\n');
const STORY = paragraphs.join('\n\n');
const LONG = Array.from({ length: Math.ceil(100_000 / STORY.length) }, () => STORY).join('\n');

test('100 KB are pasted and typed into', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, LONG);
  // At once, without waiting for the analysis: every key lands.
  const words = 'Solhaug met John Carter on March 3, 2017.';
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(`\n${words}`);
  assert.ok((await page.locator('#text').inputValue()).endsWith(words));
  await analysed(page, words);
  const drawn = await page.locator('#article').textContent();
  assert.equal(drawn.replace(/\s+/g, ''), `${LONG}\n${words}`.replace(/\s+/g, ''), 'all of the text is there, once');
  assert.ok((await page.locator('#article mark').count()) > 1000);
  assert.equal(await page.locator('mark.date', { hasText: 'March 3, 2017' }).count(), 1);

  // Typing redraws what has changed and nothing else.
  await page.locator('#article > *').first().evaluate((block) => (block.dataset.old = 'yes'));
  await page.keyboard.type(' She left.');
  await analysed(page, 'She left.');
  assert.equal(await page.locator('#article > [data-old="yes"]').count(), 1);

  await page.locator('#who .row').first().click();
  const [, total] = /^1 of (\d+)$/.exec(await page.locator('#walker-count').textContent());
  assert.equal(await page.locator('mark.selected').count(), Number(total));
  await page.keyboard.press('p');
  assert.equal(await page.locator('#walker-count').textContent(), `${total} of ${total}`);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('the newest text wins', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, LONG);
  await paste(page, 'John Carter met Ingrid Solhaug on March 3, 2019.');
  await analysed(page, 'John Carter met Ingrid Solhaug');
  await page.waitForTimeout(500);
  assert.equal(await page.locator('#article').textContent(), 'John Carter met Ingrid Solhaug on March 3, 2019.');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.locator('body[data-phase="empty"]').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'empty');
  assert.equal(await page.locator('#article').textContent(), '');
  assert.deepEqual(trouble, []);
});

const HUGE = Array.from({ length: 20 }, () => LONG).join('\n');

/** Presses Cancel as soon as the reading shows this, and notes all that screen readers are told. */
async function cancelAt(page, pattern) {
  await page.evaluate((source) => {
    const box = document.getElementById('reading');
    const spoken = document.getElementById('reading-spoken');
    window.told = [];
    new MutationObserver(() => window.told.push(spoken.textContent)).observe(spoken, { childList: true, characterData: true, subtree: true });
    new MutationObserver((_, observer) => {
      if (box.hidden || !new RegExp(source).test(document.getElementById('reading-words').textContent)) return;
      observer.disconnect();
      window.bar = { value: document.getElementById('progress').value, determinate: document.getElementById('progress').position >= 0 };
      document.getElementById('cancel').focus();
      document.getElementById('cancel').click();
    }).observe(box, { attributes: true, childList: true, subtree: true, characterData: true });
  }, pattern.source);
}

test('a long reading tells how far it is, and can be cancelled and taken up again', async (t) => {
  const { page, trouble } = await openPage(t);
  await cancelAt(page, /[1-9] %/);
  await paste(page, HUGE);
  await page.locator('body[data-phase="unread"]').waitFor();
  const bar = await page.evaluate(() => window.bar);
  assert.ok(bar.determinate && bar.value > 0 && bar.value < 1, JSON.stringify(bar));
  assert.ok(await page.locator('#reading').isHidden());
  assert.ok((await page.locator('#text').inputValue()) === HUGE, 'the text stays');
  assert.match(await page.locator('#unread').textContent(), /^Not read\. Read it$/);
  assert.ok(await page.getByRole('button', { name: 'Read it' }).evaluate((button) => button === document.activeElement));
  const cancelled = ['Reading the article.', 'Cancelled: the article was not read.'];
  assert.deepEqual(await page.evaluate(() => window.told.filter((words) => words !== '')), cancelled);

  // Another article is read as ever, and the first stays unread until that is wanted.
  await paste(page, 'John Carter met Ingrid Solhaug on March 3, 2019.');
  await analysed(page, 'John Carter met Ingrid Solhaug');
  assert.ok(await page.locator('#unread').isHidden());
  await page.getByRole('tab').first().click();
  await page.locator('body[data-phase="unread"]').waitFor();
  assert.ok(await page.locator('#unread').isVisible());
  assert.equal(await page.locator('#article').textContent(), '');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.locator('body[data-phase="done"]').waitFor({ timeout: 120_000 });
  assert.ok(await page.locator('#reading').isHidden());
  assert.ok((await page.locator('#article mark').count()) > 20_000);
  const told = await page.evaluate(() => window.told.filter((words) => words !== ''));
  assert.deepEqual(told, [...cancelled, 'Reading the article.', 'The article was read.'], 'start and end, no percents');
  assert.deepEqual(trouble, []);
});

test('what was drawn before stays when a new reading of the same article is cancelled', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, 'John Carter met Ingrid Solhaug on March 3, 2019.');
  await analysed(page, 'John Carter met Ingrid Solhaug');
  await cancelAt(page, /Reading/);
  await page.locator('#text').evaluate((field, words) => {
    field.value += words;
    field.dispatchEvent(new Event('input'));
  }, HUGE);
  await page.locator('#unread').waitFor();
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'done');
  assert.equal(await page.locator('#article').textContent(), 'John Carter met Ingrid Solhaug on March 3, 2019.');
  await page.locator('#who .row').first().click();
  assert.ok(await page.locator('#walker').isVisible(), 'it works as before');
  await page.locator('#text').fill('Runa Vik met John Carter on Monday, officials said.');
  await analysed(page, 'Runa Vik met');
  assert.ok(await page.locator('#unread').isHidden());
  assert.deepEqual(trouble, []);
});

test('what goes wrong is said in sentences', () => {
  const said = ['time_limit', 'internal', 'load'].map((code) => problemOf({ code, message: 'trap at 0x1' }));
  for (const sentence of said) assert.match(sentence, /^(This text|The engine) .*\.$/);
  assert.match(said[0], /two minutes/);
  assert.equal(problemOf(new Error('The text has more than 10 MB.')), 'The text has more than 10 MB.');
});
