/**
 * Pages that are hard on our script. Each comes to marks or to one clear sentence; nothing of the page is changed, nothing
 * goes wrong in the page, the background or the panel, and the next presses work. How long the answer took is printed.
 */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import * as driver from './chromium.mjs';
import { PAGES, page } from './hostile-pages.mjs';
import { PREFIX, rest, until } from './tab.mjs';

before(() => driver.start());
after(() => driver.stop());

/**
 * A world of its own in the page, as the page's scripts cannot break it: asks there.
 * @param {import('puppeteer-core').Page} page
 */
async function aside(page) {
  const session = await page.createCDPSession();
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'test' });
  return async (/** @type {string} */ expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}

/** All of the page, short: its size and a sum. */
const ALL = `(() => {
  const html = Object.getOwnPropertyDescriptor(Element.prototype, 'outerHTML').get.call(Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get.call(document));
  let sum = 0;
  for (let at = 0; at < html.length; at += 1) sum = (Math.imul(sum, 31) + html.charCodeAt(at)) | 0;
  return html.length + ' ' + sum;
})()`;
/** What of ours is in the page: ranges that are painted, highlights and sheets. */
const OURS = `(() => {
  const names = [...CSS.highlights.keys()].filter((name) => name.startsWith('${PREFIX}'));
  const sheets = Object.getOwnPropertyDescriptor(Document.prototype, 'adoptedStyleSheets').get.call(document);
  return { ranges: names.reduce((sum, name) => sum + CSS.highlights.get(name).size, 0), highlights: names.length, sheets: sheets.length };
})()`;

/** Milliseconds; megabytes take their time on a machine that has other things to do. */
const PATIENCE = 60_000;

/** Presses, and waits for what the button says; prints how long it took. */
async function press(t, tab, badge = /^(on|!)$/) {
  await tab.page.bringToFront();
  const began = performance.now();
  await tab.driver.press(tab.page);
  let button = await tab.button();
  for (; !badge.test(button.badge); button = await tab.button()) {
    if (performance.now() - began > PATIENCE) throw new Error(`Never came: ${badge} on the button`);
    await rest(20);
  }
  t.diagnostic(`${button.badge || 'off'} after ${(performance.now() - began).toFixed(0)} ms`);
  return button;
}

/** The panel shows the page, and can be used. */
async function panelIs(tab, phase) {
  const panel = await tab.panel();
  await panel.until((wanted) => document.body.dataset.phase === wanted, phase);
  return panel;
}

/** What went wrong in the page, in the background and in the panel, but for what the page says itself. */
async function trouble(tab) {
  return (await tab.driver.trouble()).filter((words) => !/favicon/.test(words));
}

describe('hostile pages', () => {
  for (const [name, { html, words, marks }] of Object.entries(PAGES)) {
    test(name, async (t) => {
      const tab = await driver.open(t, (site) => site.put(html));
      const ask = await aside(tab.page);
      const before = await ask(ALL);

      const { badge, title } = await press(t, tab);
      if (words) {
        assert.equal(badge, '!', title);
        assert.match(title, words);
        await panelIs(tab, 'failed');
      } else {
        assert.equal(badge, 'on', title);
        const panel = await panelIs(tab, 'done');
        await panel.until(() => document.getElementById('who').textContent.includes('Anna Duval'));
        if (marks !== 'none') assert.ok(await until(async () => (await ask(OURS)).ranges > 3, 'marks'));
        assert.equal(await ask(ALL), before, 'the page has changed');
        await press(t, tab, /^$/);
        assert.deepEqual(await ask(OURS), { ranges: 0, highlights: 0, sheets: 0 });
      }
      const again = await press(t, tab);
      assert.equal(again.badge, badge);
      await panelIs(tab, words ? 'failed' : 'done');
      assert.equal(await ask(ALL), before, 'the page has changed');
      assert.deepEqual(await trouble(tab), []);
    });
  }
});

/** A server of one page that is given bit by bit. */
async function serveSlowly(t, begin) {
  const server = createServer(({ url }, response) => {
    if (url !== '/') return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    begin(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${server.address().port}/`;
}

describe('pages that do not keep still', () => {
  test('a page that never stops loading', async (t) => {
    let bits;
    const url = await serveSlowly(t, (response) => {
      const [head] = page().split('</article>');
      response.write(head);
      bits = setInterval(() => response.write('<p>Ivo Stroud was in Lima on 3 June 2021, too.</p>'), 100);
    });
    t.after(() => clearInterval(bits));
    const tab = await driver.open(t, (site) => site.put(page()));
    await tab.page.evaluate((to) => location.assign(to), url);
    await until(() => tab.page.evaluate(() => location.port !== '' && document.querySelectorAll('p').length > 4 && document.readyState === 'loading'), 'the page');
    await press(t, tab);
    const ask = await aside(tab.page);
    await until(async () => (await ask(OURS)).ranges > 3, 'marks');
    await panelIs(tab, 'done');
    // It is read again while it goes on.
    await tab.markOf('Ivo Stroud');
    await press(t, tab, /^$/);
    assert.equal((await ask(OURS)).ranges, 0);
    assert.deepEqual(await trouble(tab), []);
  });

  test('document.write after the marks', async (t) => {
    const tab = await driver.open(t, (site) => site.put(page()));
    await press(t, tab);
    await panelIs(tab, 'done');
    await tab.page.evaluate((html) => {
      document.open();
      document.write(html);
      document.close();
    }, page({ inside: '<p>Priya Nambiar of Lakes Bank was in Lima on 3 June 2021.</p>' }));
    await press(t, tab, /^$/);
    await press(t, tab, /^on$/);
    await tab.markOf('Priya Nambiar');
    assert.deepEqual(await trouble(tab), []);
  });

  test('document.write while it is read', async (t) => {
    const long = page({ inside: '<p>Ivo Stroud of Lakes Bank was in Lima on 3 June 2021, and nobody saw it.</p>'.repeat(4000) });
    const tab = await driver.open(t, (site) => site.put(long));
    await tab.driver.press(tab.page);
    await tab.page.evaluate((html) => {
      document.open();
      document.write(html);
      document.close();
    }, page({ inside: '<p>Priya Nambiar of Lakes Bank was in Lima on 3 June 2021.</p>' }));
    await until(async () => /^(on|!)$/.test((await tab.button()).badge), 'an answer');
    // A press while the panel is not there yet would only bring the panel.
    const on = (await tab.button()).badge === 'on';
    await panelIs(tab, on ? 'done' : 'failed');
    if (on) await press(t, tab, /^$/);
    await press(t, tab, /^on$/);
    await tab.markOf('Priya Nambiar');
    assert.deepEqual(await trouble(tab), []);
  });

  test('a page that is left while it is read', async (t) => {
    const long = page({ inside: '<p>Ivo Stroud of Lakes Bank was in Lima on 3 June 2021, and nobody saw it.</p>'.repeat(4000) });
    const tab = await driver.open(t, (site) => site.put(long));
    for (let times = 0; times < 6; times += 1) {
      const next = tab.site.put(page({ inside: `<p>Page ${times}.</p>` }));
      await tab.driver.press(tab.page);
      await rest(times * 15);
      await tab.page.goto(next);
      // The press may have come so late that it was heard for this page. The button says what is so, at last.
      await rest(500);
      const { badge } = await until(async () => {
        const now = await tab.button();
        return /^(on)?$/.test(now.badge) && now;
      }, 'a button that says nothing of the former page');
      if (badge === '') await press(t, tab, /^on$/);
      await tab.markOf('Anna Duval');
      await tab.page.goto(tab.site.put(long));
    }
    const panel = await tab.panel();
    await panel.until(() => document.body.dataset.phase === 'empty');
    assert.deepEqual(await trouble(tab), []);
  });

  test('a page that takes our words away again and again', async (t) => {
    const tab = await driver.open(t, (site) => site.put(page()));
    await press(t, tab);
    await tab.page.evaluate(() => {
      const story = document.querySelector('article');
      const { innerHTML } = story;
      let count = 0;
      (function again() {
        story.innerHTML = innerHTML.replace('bridge', `bridge ${(count += 1)}`);
        if (count < 120) requestAnimationFrame(again);
      })();
    });
    await until(() => tab.page.evaluate(() => document.querySelector('h1').textContent.includes('120')), 'the last of the changes');
    await tab.markOf('Anna Duval');
    await press(t, tab, /^$/);
    await press(t, tab);
    await tab.markOf('Anna Duval');
    assert.deepEqual(await trouble(tab), []);
  });
});
