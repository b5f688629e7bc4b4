/** The export menu: by mouse and by keyboard, into the clipboard and into files. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { exportAs, formats } from '../../dist/lib/export.js';
import { analyze } from '../../dist/lib/index.js';
import { root } from '../../scripts/run.mjs';
import { fileName, hasDefiniteDay } from '../../www/page/file-names.js';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, paste } from './support.mjs';

async function openSample(t) {
  const tab = await openPage(t);
  await paste(tab.page, SAMPLE);
  await analysed(tab.page, 'blockade of Bergen');
  return tab;
}

const entry = (page, label) => page.locator('#export-formats li', { has: page.getByText(label, { exact: true }) });

test('every format is copied and saved as the engine writes it', async (t) => {
  const { page, trouble, requests } = await openSample(t);
  await page.getByRole('button', { name: 'Export' }).click();
  assert.equal(await page.locator('#export-formats li').count(), Object.keys(formats).length);
  const texts = new Set();
  for (const { label, extension } of Object.values(formats)) {
    await entry(page, label).getByRole('button', { name: /^Copy/ }).click();
    await page.locator('#export-said', { hasText: `Copied as ${label}.` }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      entry(page, label).getByRole('button', { name: /^Save/ }).click(),
    ]);
    const saved = await readFile(await download.path(), 'utf8');
    assert.equal(saved.startsWith('\ufeff'), extension === 'csv', 'the mark that Excel needs, where it needs it');
    assert.ok(saved.replace(/^\ufeff/, '') === copied, label);
    assert.ok(saved.length > 100, `${label}: ${saved}`);
    texts.add(saved);
    const name = download.suggestedFilename();
    assert.ok(name.endsWith(`.${extension}`), name);
    assert.match(name, /^[\p{L}\p{N}-]{1,60}\./u);
    await page.locator('#export-said', { hasText: `Saved as ${name}.` }).waitFor();
  }
  assert.equal(texts.size, Object.keys(formats).length, 'no two are the same');
  assert.deepEqual(requests.filter((url) => !url.startsWith('blob:')), [], 'nothing leaves the page');
  assert.deepEqual(trouble, []);
});

test('by keyboard: opens, closes by Escape, and the focus comes back', async (t) => {
  const { page, trouble } = await openSample(t);
  const opener = page.getByRole('button', { name: 'Export' });
  assert.ok(await page.locator('#export-panel').isHidden());
  await opener.focus();
  await page.keyboard.press('Enter');
  assert.equal(await opener.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Copy as /);
  await page.keyboard.press('Enter');
  await page.locator('#export-said', { hasText: 'Copied as' }).waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#export-panel').isHidden());
  assert.ok(await opener.evaluate((button) => button === document.activeElement));
  assert.equal(await opener.getAttribute('aria-expanded'), 'false');

  // Who goes on by Tab, or clicks elsewhere, is not left with a list over the article.
  await page.keyboard.press('Enter');
  await page.locator('#export-formats button').last().focus();
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('#export-panel').isHidden());
  await opener.click();
  await page.locator('#summary').click();
  assert.ok(await page.locator('#export-panel').isHidden());
  assert.deepEqual(trouble, []);
});

test('there is no calendar without a definite day, and it says so', async (t) => {
  const { page } = await openPage(t);
  const calendar = () => entry(page, formats.icalendar.label);
  for (const [words, enabled] of [
    ['Ingrid Solhaug has led the ministry since early 2016, reporters in Oslo say.', false],
    ['Ingrid Solhaug met reporters in Oslo on March 3, 2019.', true],
  ]) {
    await paste(page, words);
    await analysed(page, words);
    await page.getByRole('button', { name: 'Export' }).click();
    assert.equal(await calendar().getByRole('button', { name: /^Save/ }).isEnabled(), enabled);
    const reason = await calendar().textContent();
    assert.equal(reason.includes('No date in this article is a definite day.'), !enabled, reason);
    assert.ok(await entry(page, formats.csv.label).getByRole('button', { name: /^Copy/ }).isEnabled());
    await page.keyboard.press('Escape');
  }
});

test('a clipboard that refuses is told in a sentence', async (t) => {
  const { page, context } = await openSample(t);
  await context.clearPermissions();
  await context.grantPermissions([]);
  const opener = page.getByRole('button', { name: 'Export' });
  await opener.click();
  await page.locator('#export-formats button').first().click();
  await page.locator('#export-said', { hasText: 'does not let this page use the clipboard. Save the file' }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#export-said').textContent(), '', 'an old message is no news');
});

test('the menu has a calendar exactly where the engine writes entries', async () => {
  const folders = readdirSync(join(root, 'tests/golden')).map((name) => join(root, 'tests/golden', name, 'input.txt'));
  const texts = folders.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const more = [
    'Ingrid Solhaug has led the ministry since early 2016, reporters in Oslo say.',
    'Ingrid Solhaug came to Oslo in March 2016.',
    'Ingrid Solhaug came to Oslo in early March 2016.',
    'Ingrid Solhaug came to Oslo in 2016, for three weeks.',
    'Ingrid Solhaug comes to Oslo every Friday.',
    'Saturday, March 14th, 2026\n\nNorway Reopens Herring Talks\n\nOSLO - Ingrid Solhaug spoke to reporters in Bergen.',
  ];
  const answers = new Set();
  for (const text of [...texts, ...more]) {
    const analysis = await analyze(text);
    const written = (await exportAs(analysis, 'icalendar')).includes('BEGIN:VEVENT');
    assert.equal(hasDefiniteDay(analysis), written, text.slice(0, 200));
    answers.add(written);
  }
  assert.equal(answers.size, 2, 'both kinds were there');
});

test('file names', () => {
  const names = [
    ['Bergen: “No more fish”, says O’Brien', 'Bergen-No-more-fish-says-OBrien'],
    ['', 'article'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.htaccess', 'htaccess'],
    ['…?!', 'article'],
    ['CON', 'article'],
    ['Lpt1.', 'article'],
    ['\u202egnp.exe', 'gnp-exe'],
    ['Zürich: 北京 \u{1f30d} Łódź', 'Zürich-北京-Łódź'],
    ['a'.repeat(70), 'a'.repeat(60)],
    [`${'a'.repeat(59)}${'\u{20000}'.repeat(3)}`, 'a'.repeat(59)],
    [`${'word '.repeat(12)}and more`, 'word-'.repeat(12).slice(0, -1)],
  ];
  for (const [title, name] of names) assert.equal(fileName(title), name, title);
});
