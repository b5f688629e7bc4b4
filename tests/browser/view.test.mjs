/** How it looks and bends: the legend as a filter, narrow and dark, forced colours, contrast. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, paste } from './support.mjs';

const TYPES = ['person', 'organization', 'place', 'group', 'event', 'work', 'date'];

async function openSample(t, context) {
  const tab = await openPage(t, { context });
  await paste(tab.page, SAMPLE);
  await analysed(tab.page, 'blockade of Bergen');
  return tab;
}

test('the legend counts and filters', async (t) => {
  const { page, trouble } = await openSample(t);
  const control = page.locator('#legend [data-type="person"]');
  const listed = await page.locator('#who .of-person .row:not(.around)').count();
  assert.equal(await control.locator('.count').textContent(), String(listed));
  assert.equal(await control.getAttribute('aria-pressed'), 'true');
  const line = () => page.locator('mark.person').first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);
  assert.equal(await line(), 'underline');

  await page.locator('#who .of-person .row').first().click();
  assert.ok(await page.locator('#walker').isVisible());
  await control.click();
  assert.equal(await control.getAttribute('aria-pressed'), 'false');
  assert.equal(await line(), 'none');
  assert.ok(await page.locator('#who .of-person').isHidden());
  assert.ok(await page.locator('#walker').isHidden(), 'what is hidden is not walked');
  await page.locator('#article').focus();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('n');
    assert.notEqual(await page.locator('mark.current').getAttribute('data-type'), 'person');
  }
  await control.click();
  assert.equal(await line(), 'underline');
  assert.ok(await page.locator('#who .of-person').isVisible());
  assert.deepEqual(trouble, []);
});

for (const width of [320, 360, 768, 1024, 1400]) {
  test(`nothing sticks out at ${width} px`, async (t) => {
    const context = { viewport: { width, height: 740 } };
    const { page } = await openPage(t, { context });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await overflow()) <= 0, 'empty');
    await paste(page, `${SAMPLE}\n\n${'https://example.org/'.padEnd(300, 'a')}`);
    await analysed(page, 'blockade of Bergen');
    const views = width < 800 ? ['article', 'who', 'when'] : ['article'];
    for (const view of views) {
      if (views.length > 1) await page.locator(`.views [data-view="${view}"]`).click();
      assert.ok((await overflow()) <= 0, view);
    }
    await page.locator('#text').evaluate(() => document.querySelector('mark.person').click());
    assert.ok((await overflow()) <= 0, 'walking');
  });
}

test('on a narrow page a row leads to the article', async (t) => {
  const { page } = await openSample(t, { viewport: { width: 360, height: 740 } });
  assert.ok(await page.locator('#who').isHidden());
  await page.locator('.views [data-view="who"]').click();
  assert.ok(await page.locator('#article').isHidden());
  await page.locator('#who .row').first().click();
  assert.ok(await page.locator('#article').isVisible());
  assert.equal(await page.locator('mark.current:focus').count(), 1);
  await page.locator('#next').click();
  assert.match(await page.locator('#walker-count').textContent(), /^2 of /);
});

test('Tab stops once at each list and never at a mark', async (t) => {
  const { page } = await openSample(t);
  for (const list of ['who', 'when']) {
    assert.equal(await page.locator(`#${list} .row[tabindex="0"]`).count(), 1);
  }
  assert.equal(await page.locator('mark:not([tabindex="-1"])').count(), 0);
  await page.locator('#who .row').first().focus();
  await page.keyboard.press('End');
  assert.ok(await page.locator('#who .row').last().evaluate((row) => row === document.activeElement));
  await page.keyboard.press('Tab');
  assert.ok(!(await page.evaluate(() => document.activeElement.matches('#who .row'))));
});

for (const colorScheme of ['light', 'dark']) {
  test(`contrast in ${colorScheme}`, async (t) => {
    const { page } = await openSample(t, { colorScheme });
    const found = await page.evaluate((types) => {
      const article = document.getElementById('article');
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const light = (color) => {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const parts = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part / 255);
        const [r, g, b] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
      };
      const sheet = getComputedStyle(article).backgroundColor;
      const style = (className) => {
        const mark = article.appendChild(document.createElement('mark'));
        mark.className = className;
        return getComputedStyle(mark);
      };
      const quiet = ['masthead', 'credit', 'byline'].map((kind) => {
        const block = article.appendChild(document.createElement('p'));
        block.className = `block ${kind}`;
        return [kind, contrast(getComputedStyle(block).color, sheet), 7];
      });
      return types.map((type) => {
        const mark = style(type);
        const line = type === 'date' ? mark.borderTopColor : mark.textDecorationColor;
        return [type, contrast(mark.color, mark.backgroundColor), contrast(line, mark.backgroundColor)];
      }).concat(quiet);
    }, TYPES);
    for (const [name, text, line] of found) {
      assert.ok(text >= 4.5, `${name}: text ${text.toFixed(2)}`);
      assert.ok(line >= 3, `${name}: line ${line.toFixed(2)}`);
    }
  });
}

test('each type has a line of its own, also in forced colours', async (t) => {
  for (const forcedColors of ['none', 'active']) {
    const { page } = await openSample(t, { forcedColors });
    const lines = await page.evaluate((types) => types.map((type) => {
      const mark = document.getElementById('article').appendChild(document.createElement('mark'));
      mark.className = type;
      const { textDecorationLine, textDecorationStyle, borderTopStyle } = getComputedStyle(mark);
      return `${textDecorationLine} ${textDecorationStyle} ${borderTopStyle}`;
    }), TYPES);
    assert.equal(new Set(lines).size, TYPES.length, lines.join('; '));
  }
});
