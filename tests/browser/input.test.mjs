/** Ways in: files, the sample, paste outside the field; and what is refused. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysed, drop, marks, openPage, paste, rows } from './support.mjs';

const STORY = 'OSLO - Fisheries Minister Ingrid Solhaug met John Carter on March 3, 2019. “Yes,” Solhaug said.';
const PAGE = `<!doctype html><html lang="en"><head><title>Solhaug meets Carter</title>
<meta property="article:published_time" content="2019-03-05T08:00:00Z"></head><body><article><h1>Solhaug meets Carter</h1>
<p>Fisheries Minister Ingrid Solhaug met John Carter in Oslo on Sunday.</p>
<p>“We agreed on all points,” Solhaug told reporters after the meeting, which took three hours.</p></article></body></html>`;

test('the empty page says what to do and that nothing leaves the machine', async (t) => {
  const { page, trouble } = await openPage(t);
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'empty');
  assert.ok(await page.getByText('Nothing leaves your computer').isVisible());
  assert.ok(await page.locator('.welcome').isVisible());
  assert.match(await page.locator('.welcome').textContent(), /paste it above/);
  for (const part of ['#summary', '.story', '.who', '.when', '.loading', '.failed']) {
    assert.ok(await page.locator(part).isHidden(), part);
  }
  assert.deepEqual(trouble, []);
});

test('the sample, and Clear with Undo', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await analysed(page, 'Herring');
  assert.ok((await page.locator('#article mark').count()) > 20);
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'empty');
  assert.equal(await page.locator('#text').inputValue(), '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await analysed(page, 'Herring');
  assert.equal(await page.locator('#day').inputValue(), '2019-01-18');
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a text file is opened, a web page is dropped', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  const file = { name: 'story.txt', mimeType: 'text/plain', buffer: Buffer.from(STORY) };
  await page.locator('#file').setInputFiles(file);
  await analysed(page, 'met John Carter');
  assert.equal(await page.locator('#source-name').textContent(), 'story.txt');
  assert.ok((await marks(page)).some(({ words }) => words === 'Ingrid Solhaug'));

  await drop(page, [{ name: 'saved.html', type: 'text/html', content: PAGE }]);
  await analysed(page, 'which took three hours');
  assert.equal(await page.locator('#source-name').textContent(), 'saved.html');
  assert.ok(!(await page.locator('#article').textContent()).includes('<p>'), 'read as HTML');
  assert.ok(await page.locator('#text').isHidden());

  // What the page held can be edited as text, without searching for it, and what was there before comes back.
  await page.getByRole('button', { name: 'Edit it as plain text' }).click();
  assert.match(await page.locator('#text').inputValue(), /Ingrid Solhaug met John Carter/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('#source-name', { hasText: 'saved.html' }).waitFor({ state: 'attached' });
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('typing ends the offer to undo, so that a new article cannot be lost to it', async (t) => {
  const { page, trouble } = await openPage(t);
  await page.getByRole('button', { name: /sample/i }).first().click();
  await analysed(page, 'herring');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.locator('#text').focus();
  await page.keyboard.insertText('Ingrid Solhaug met John Carter on Friday, she said.');
  await analysed(page, 'met John Carter');
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  assert.deepEqual(trouble, []);
});

test('the day that a web page states is used, and the day that is set wins', async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: 'saved.html', content: PAGE }]);
  await analysed(page, 'which took three hours');
  assert.match(await page.locator('#basis').textContent(), /5 March 2019, the day that the page states/);
  assert.ok((await rows(page, 'when')).some(({ name }) => name === '3 March 2019'));
  await page.locator('#day').fill('2020-03-10');
  await page.locator('#basis', { hasText: 'the day that you set' }).waitFor();
  assert.ok((await rows(page, 'when')).some(({ name }) => name === '8 March 2020'));
});

test('old encodings are read', async (t) => {
  const { page } = await openPage(t);
  const latin = Buffer.from('Ingrid S\u00f8rensen met John Carter on March 3, 2019.', 'latin1');
  await drop(page, [{ name: 'latin.txt', content: latin }]);
  await analysed(page, 'Ingrid Sørensen');
  const wide = Buffer.from('\ufeffIngrid Ålund met John Carter on March 3, 2019.', 'utf16le');
  await drop(page, [{ name: 'wide.txt', content: wide }]);
  await analysed(page, 'Ingrid Ålund');
});

test('what cannot be read is refused in one sentence and changes nothing', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  const before = await marks(page);
  const refused = [
    [[{ name: 'photo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]) }], /“photo\.jpg” is not text/],
    [[{ name: 'story.pdf', content: '%PDF-1.7' }], /“story\.pdf” is a PDF\..*paste it here/],
    [[{ name: 'empty.txt', content: '' }], /“empty\.txt” is empty/],
    [[{ name: 'a.txt', content: STORY }, { name: 'b.txt', content: STORY }], /one article at a time: these are 2 files/],
  ];
  for (const [files, message] of refused) {
    await drop(page, files);
    await page.locator('#message', { hasText: message }).waitFor();
    assert.match(await page.locator('#message').textContent(), /Nothing was changed\./);
    assert.equal(await page.locator('#text').inputValue(), STORY);
    assert.deepEqual(await marks(page), before);
  }
  const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') };
  await page.locator('#file').setInputFiles(large);
  await page.locator('#message', { hasText: '“large.txt” has 10 MB' }).waitFor();
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a text that is too large gets the engine’s own sentence, and the next one works', async (t) => {
  const { page } = await openPage(t);
  await page.locator('#text').evaluate((field) => {
    field.value = 'a'.repeat(10 * 1024 * 1024 + 1);
    field.dispatchEvent(new Event('input'));
  });
  await page.locator('body[data-phase="failed"]').waitFor();
  assert.match(await page.locator('#problem').textContent(), /10|large/i);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  assert.ok(await page.locator('#problem').isHidden());
});

test('paste works anywhere on the page, and a new article loses the day of the one before', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.evaluate(() => navigator.clipboard.writeText('Kristjan Hallsson met John Carter in Bergen on Monday.'));
  await page.locator('#article').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await analysed(page, 'Kristjan Hallsson met');
  assert.equal(await page.locator('#day').inputValue(), '');

  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.locator('#source').evaluate((details) => (details.open = true));
  await paste(page, STORY);
  await analysed(page, 'Ingrid Solhaug met');
  assert.equal(await page.locator('#day').inputValue(), '');
  assert.deepEqual(trouble, []);
});
