/** On paper: what is there, in which colours, and all of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, paste } from './support.mjs';

const TYPES = ['person', 'organization', 'place', 'group', 'event', 'work', 'date'];

test('the article, its marks and its lists are printed, dark on light, and no control is', async (t) => {
  const { page } = await openPage(t, { context: { colorScheme: 'dark' } });
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  await page.locator('#who .row').first().click();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const there of ['#article', '#who', '#when', '#summary', '#legend', '#basis', '.moment >> nth=0']) assert.ok(await page.locator(there).isVisible(), there);
  const controls = page.locator('button:not(.row, .moment):not(.legend *), input, textarea, select, a');
  for (const control of await controls.all()) assert.ok(await control.isHidden(), await control.evaluate((element) => element.outerHTML));
  for (const gone of ['#walker', 'footer', '.export', '#message']) assert.ok(await page.locator(gone).isHidden(), gone);

  const look = () => page.evaluate((types) => {
    const article = document.getElementById('article');
    return types.map((type) => {
      const mark = article.appendChild(document.createElement('mark'));
      mark.className = type;
      const { color, textDecorationColor, borderTopColor } = getComputedStyle(mark);
      const letter = getComputedStyle(mark, '::after').content;
      mark.remove();
      return { color, line: `${textDecorationColor} ${borderTopColor}`, letter };
    });
  }, TYPES);
  const looks = await look();
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  assert.deepEqual(looks, await look(), 'paper is never dark');
  assert.ok(looks.every(({ color }) => color === 'rgb(0, 0, 0)'), JSON.stringify(looks));
  assert.equal(new Set(looks.map(({ letter }) => letter)).size, TYPES.length, 'tints are not printed, letters are');
  assert.ok(looks.every(({ letter }) => /^"[A-Z]"$/.test(letter)), JSON.stringify(looks));
  // The legend says which letter is which.
  const key = await page.locator('#legend .place').evaluate((sample) => getComputedStyle(sample, '::after').content);
  assert.equal(key, looks[TYPES.indexOf('place')].letter);

  await page.emulateMedia({ media: 'screen' });
  await page.locator('#legend [data-type="person"]').click();
  await page.emulateMedia({ media: 'print' });
  const off = await page.locator('mark.person').first().evaluate((mark) => getComputedStyle(mark, '::after').content);
  assert.equal(off, 'none', 'what the legend hides is not printed either');
});

test('from a narrow page all parts are printed, not only the one in sight', async (t) => {
  const { page } = await openPage(t, { context: { viewport: { width: 360, height: 740 } } });
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  await page.locator('.views [data-view="who"]').click();
  await page.emulateMedia({ media: 'print' });
  for (const part of ['#article', '#who', '#when']) assert.ok(await page.locator(part).isVisible(), part);
});

test('a long article is printed to its end', async (t) => {
  const { page } = await openPage(t);
  const words = (number) => `Ingrid Solhaug met John Carter in Bergen in hall number ${number}.\n\n`;
  const pages = async (paragraphs) => {
    const text = Array.from({ length: paragraphs }, (_, index) => words(index + 1)).join('');
    await paste(page, text);
    await analysed(page, `hall number ${paragraphs}.`);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    return pdf.match(/\/Type\s*\/Page\b/g).length;
  };
  const [short, long] = [await pages(100), await pages(400)];
  assert.equal(await page.locator('#article.long').count(), 1);
  // Blocks that are not laid out would have a made-up height, or none.
  assert.ok(short > 2 && Math.abs(long / short - 4) < 0.8, `${short} and ${long} pages`);
  await page.emulateMedia({ media: 'print' });
  const last = page.locator('#article > *').last();
  assert.equal(await last.evaluate((block) => getComputedStyle(block).contentVisibility), 'visible');
});

test('with nothing read, there are no empty headings on paper', async (t) => {
  const { page } = await openPage(t);
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.who', '.when', '.story']) assert.ok(await page.locator(part).isHidden(), part);
});
