/** axe over the page's states, the way by keyboard, and what readers change: zoom, spacing, colours, motion. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, openTab, paste } from './support.mjs';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const NARROW = { viewport: { width: 360, height: 740 } };

/** All rules of axe; the page's policy forbids script elements, so it is evaluated from outside. */
async function check(page, state) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html, any, all, none }) => `${html}\n    ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`).join('\n  ')}`);
  assert.deepEqual(found, [], state);
  // Or the rules had nothing to look at.
  for (const rule of ['color-contrast', 'button-name', 'landmark-one-main', 'target-size']) {
    assert.ok(passes.some(({ id }) => id === rule), `${state}: ${rule} did not run`);
  }
}

async function openSample(t, context) {
  const tab = await openPage(t, { context });
  await paste(tab.page, SAMPLE);
  await analysed(tab.page, 'blockade of Bergen');
  return tab;
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { context: { colorScheme } });
    await check(page, 'empty');
    await paste(page, SAMPLE);
    await analysed(page, 'blockade of Bergen');
    await check(page, 'analysed');
    await page.locator('#who .row').first().click();
    await page.locator('#legend [data-type="place"]').click();
    await check(page, 'walking, one type off');
    await page.locator('#export-open').click();
    await page.locator('#export-formats button').first().click();
    await page.locator('#export-said', { hasText: 'Copied' }).waitFor();
    await check(page, 'export menu');
    await page.keyboard.press('Escape');
    await page.locator('#day').fill('2019-01-18');
    await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
    await page.locator('#clear').click();
    await page.locator('#message').getByRole('button', { name: 'Undo' }).waitFor();
    await check(page, 'cleared, with a message');
  });
}

test('axe, narrow, each view', async (t) => {
  const { page } = await openSample(t, NARROW);
  for (const view of ['article', 'who', 'when']) {
    await page.locator(`.views [data-view="${view}"]`).click();
    await check(page, view);
  }
});

test('axe, the engine cannot be loaded', async (t) => {
  const { page, context } = await openTab(t, { path: '/icon.svg' });
  await context.route('**/*.wasm', (route) => route.abort());
  await page.goto(new URL('/', page.url()).href);
  await page.locator('body[data-engine="failed"]').waitFor();
  await page.locator('body[data-phase="failed"]').waitFor();
  await check(page, 'failed');
});

test('axe, loading, and a long article', async (t) => {
  const { page } = await openTab(t);
  await page.locator('body').evaluate((body) => (body.dataset.phase = 'reading'));
  await check(page, 'loading');
  await page.locator('body[data-engine="ready"]').waitFor();
  const [, , , ...story] = SAMPLE.split('\n\n');
  await paste(page, Array.from({ length: 20 }, () => story.join('\n\n')).join('\n\n'));
  await page.locator('#article.long:not([aria-busy])').waitFor();
  await check(page, 'long');
});

/** What has the focus, in a few words, and whether that can be seen. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const ring = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      name: element.closest('#who, #when, #legend')?.id ?? (element.closest('[id]')?.id || element.className || element.tagName),
      seen: ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2,
      // A sliver of a tall element is enough; all of a small one has to be in sight.
      inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
}

/** All stops once round the page. */
async function walk(page, key) {
  const stops = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    // Between the end of the page and its beginning stands the browser's own frame.
    if (stop.name === 'BODY') continue;
    const last = stops.at(-1)?.name;
    if (stop.name !== last && stops.some(({ name }) => name === stop.name)) break;
    stops.push(stop);
  }
  return stops;
}

/** The stops of the Tab key, each list and the legend as one. A date field has a stop for each of its parts. */
const STOPS = [
  'skip', 'source-summary', 'text', 'open', 'new', 'clear', 'timeline', 'timeline-list', 'timeline-around', 'who', 'together-rows',
  'together-more', 'export-open', 'legend', 'article', 'day', 'when',
];

test('Tab leads through the whole page in the order of reading, back again, and shows where it is', async (t) => {
  const { page, trouble } = await openSample(t);
  await page.locator('.skip').focus();
  await page.keyboard.press('Shift+Tab');
  const there = await walk(page, 'Tab');
  const back = await walk(page, 'Shift+Tab');
  for (const [stops, order] of [[there, STOPS], [back, STOPS.toReversed()]]) {
    const names = stops.map(({ name }) => name).filter((name, index, all) => name !== all[index - 1]);
    assert.deepEqual(names, order);
    for (const stop of stops) {
      assert.ok(stop.seen, `${stop.name}: the focus cannot be seen`);
      assert.ok(stop.inSight, `${stop.name}: out of sight`);
    }
  }
  assert.deepEqual(trouble, []);
});

/** How much wider than the window the page is, and what sticks to the window, in pixels of height. */
function bounds(page) {
  return page.evaluate(() => {
    const sticky = [...document.querySelectorAll('body *')].filter((element) => {
      const { position } = getComputedStyle(element);
      // What was opened and can be closed is no bar.
      return !element.closest('#card') && (position === 'sticky' || position === 'fixed') && element.getClientRects().length > 0;
    });
    const bars = sticky.filter((element) => element.getBoundingClientRect().width > innerWidth / 2);
    return {
      over: document.documentElement.scrollWidth - innerWidth,
      bars: bars.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0),
    };
  });
}

/** Elements whose text is cut off, those apart that are for screen readers or scroll. */
function cut(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { overflowX, overflowY, display } = getComputedStyle(element);
        const scrolls = [overflowX, overflowY].some((way) => way === 'auto' || way === 'scroll');
        const clips = overflowX === 'hidden' || overflowX === 'clip';
        if (element.matches('.unseen, textarea, input, svg *') || scrolls || !clips || display === 'inline') return false;
        return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

test('at 400 % zoom there is one direction to scroll in, and room to read', async (t) => {
  // 1280 by 1024 at 400 %.
  const { page } = await openSample(t, { viewport: { width: 320, height: 256 } });
  await page.locator('.views [data-view="who"]').click();
  assert.ok((await bounds(page)).over <= 0, 'who');
  await page.locator('#who .row').first().click();
  await page.locator('#walker').waitFor();
  const { over, bars } = await bounds(page);
  assert.ok(over <= 0, 'walking');
  assert.ok(bars > 0 && bars <= 0.4 * 256, `${bars} pixels of 256 are bars`);
  assert.deepEqual(await cut(page), []);
  await page.locator('#export-open').click();
  assert.ok((await bounds(page)).over <= 0, 'export menu');
  for (const button of await page.locator('#export-formats button').all()) {
    await button.focus();
    const { left, right } = await button.evaluate((element) => element.getBoundingClientRect());
    assert.ok(left >= 0 && right <= 320, `${left} to ${right}`);
  }
});

for (const viewport of [{ width: 1400, height: 900 }, { width: 360, height: 740 }]) {
  test(`text spacing of WCAG 1.4.12 at ${viewport.width} px cuts nothing`, async (t) => {
    const { page } = await openSample(t, { viewport });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
    });
    if (viewport.width < 800) await page.locator('.views [data-view="who"]').click();
    await page.locator('#who .row').first().click();
    await page.locator('#walker').waitFor();
    await page.locator('#export-open').click();
    assert.ok((await bounds(page)).over <= 0);
    assert.deepEqual(await cut(page), []);
    const lost = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons.filter((button) => button.scrollWidth > button.clientWidth + 1).map((button) => button.outerHTML),
    );
    assert.deepEqual(lost, []);
  });
}

test('in forced colours, what is pressed, chosen or off differs in more than colour', async (t) => {
  const { page } = await openSample(t, { ...NARROW, forcedColors: 'active' });
  const line = (selector) =>
    page.locator(selector).first().evaluate((element) => {
      const { borderTopStyle, borderBottomWidth, borderTopWidth } = getComputedStyle(element);
      return `${borderTopStyle} ${borderTopWidth} ${borderBottomWidth}`;
    });
  assert.notEqual(await line('.views [aria-pressed="true"]'), await line('.views [aria-pressed="false"]'));
  const on = await line('#legend button');
  await page.locator('#legend button').first().click();
  assert.notEqual(await line('#legend button'), on);
  await page.locator('#export-open').click();
  assert.match(await line('#export-panel'), /^solid 1px/);
});

test('with reduced motion nothing glides', async (t) => {
  const { page } = await openSample(t, { reducedMotion: 'reduce', viewport: { width: 1400, height: 400 } });
  const there = await page.evaluate(() => {
    scrollTo(0, 0);
    const rows = [...document.querySelectorAll('#when .row')];
    return rows.map((row) => {
      row.click();
      // At once, without a frame in between.
      const { top, bottom } = document.querySelector('mark.current').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  });
  assert.ok(there.length > 5 && there.every(Boolean), String(there));
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

for (const colorScheme of ['light', 'dark']) {
  test(`contrast of what is not the article, in ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { context: { colorScheme } });
    const found = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const probe = document.body.appendChild(document.createElement('p'));
      /** The colour that a value has on a ground, mixed where it lets the ground through. */
      const parts = (value, ground) => {
        for (const color of [ground, value]) {
          probe.style.color = color;
          canvas.fillStyle = getComputedStyle(probe).color;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part / 255);
      };
      const light = (value, ground) => {
        const [r, g, b] = parts(value, ground).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (value, ground) => {
        const [high, low] = [light(value, ground), light(ground, ground)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
      };
      const grounds = ['--paper', '--sheet', '--press'].map((name) => `var(${name})`);
      const border = 'color-mix(in srgb, var(--quiet) 75%, transparent)';
      return grounds.flatMap((ground) => [
        ...['var(--ink)', 'var(--quiet)'].map((text) => [text, ground, contrast(text, ground), 4.5]),
        ...['var(--focus)', border].map((line) => [line, ground, contrast(line, ground), 3]),
      ]).concat([['var(--warn)', 'var(--warn-sheet)', contrast('var(--warn)', 'var(--warn-sheet)'), 4.5]]);
    });
    for (const [color, ground, has, needs] of found) assert.ok(has >= needs, `${color} on ${ground}: ${has.toFixed(2)}`);
  });
}
