/** A long article: typing goes on while it is read, and what is shown in the end is right. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
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
