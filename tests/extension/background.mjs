/** The background: ended at any time, deaf to everybody else, and at rest when the page is. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pressRow } from './panel.mjs';
import { FOUND, STORY, page } from './stories.mjs';
import { rest, until } from './tab.mjs';

/**
 * Another extension, which tries to talk to ours and tells the site what comes of it.
 * @param {{ id: string, port: number }} to
 */
function stranger({ id, port }) {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3, name: 'Stranger', version: '1', permissions: [],
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    content_security_policy: { extension_pages: "script-src 'self'" },
    browser_specific_settings: { gecko: { id: 'stranger@whowhen.example' } },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'background.js'), `(${async (ours, address) => {
    const heard = [];
    const messages = [
      { type: 'analyze', input: { text: 'Anna Duval' }, options: {} },
      { type: 'button', state: 'failed', words: 'x' },
      { type: 'press', tab: 1 },
      { type: 'changed' },
    ];
    for (const message of messages) {
      const answer = await chrome.runtime.sendMessage(ours, message).catch((error) => `refused: ${error.message}`);
      if (!/^refused: /.test(answer)) heard.push(answer ?? 'nothing');
    }
    await fetch(`${address}?${encodeURIComponent(JSON.stringify(heard))}`, { mode: 'no-cors' });
  }})(${JSON.stringify(id)}, 'http://127.0.0.1:${port}/stranger')`);
  return folder;
}

/** Until the marks are those of a correction. */
const isOrganisation = (tab) => until(async () => (await tab.marked()).organization?.includes('Henrik Solberg'), 'the correction');

export function background(scene, driver) {
  scene('it may be ended before everything: press, correction, export', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await driver.endBackground();
      await tab.read();
      assert.deepEqual(await tab.marked(), FOUND);
      const panel = await tab.lists();
      await driver.endBackground();
      await pressRow(panel, 'Henrik Solberg');
      await panel.click('#card-fold summary');
      await panel.click('#card-form .kinds button:nth-child(2)');
      await isOrganisation(tab);
      await panel.click('#card-close');
      await driver.endBackground();
      await panel.click('#export-open');
      await panel.click('#export-formats button');
      await panel.until(() => /^(Copied|Saved|The browser does not let|Your browser)/.test(document.querySelector('#export-said').textContent));
      await driver.endBackground();
      await tab.unread();
      assert.deepEqual(await tab.evaluate(() => live.changes(window.before)), []);
    },
  });

  scene('the scripts of a page reach nothing', (site) => site.put(page(`${STORY}<script>
    window.answers = [];
    addEventListener('message', (event) => { if (event instanceof MessageEvent && event.data?.type !== 'clear') window.answers.push(event.data); });
    window.shout = (id) => {
      for (const type of ['clear', 'mark', 'correct', 'reveal', 'frame', 'analyze', 'press']) {
        const detail = { type, scope: 'page', target: { mention: 0 } };
        postMessage({ ...detail, type: 'clear' }, '*');
        for (const name of [type, 'whowhen', 'whowhen-extension', 'message']) {
          for (const target of [window, document, document.documentElement]) target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
        }
        for (const api of [globalThis.chrome, globalThis.browser]) {
          try { api?.runtime?.sendMessage?.(id, detail, (answer) => window.answers.push(answer ?? 'nothing')); } catch {}
        }
      }
    };
  </script>`)), {
    act: async (tab) => {
      await tab.read();
      await tab.evaluate((id) => window.shout(id), driver.extensionId());
      await rest(700);
      assert.deepEqual(await tab.evaluate(() => window.answers), []);
      assert.deepEqual(await tab.marked(), FOUND);
      assert.deepEqual(await tab.evaluate(() => Object.getOwnPropertySymbols(window).map(String).filter((name) => /whowhen/i.test(name))), []);
      assert.deepEqual(await tab.evaluate(() => live.touched(window.before)), []);
    },
  });

  scene('another extension gets no answer', (site) => site.put(page(STORY)), {
    act: async (tab, t) => {
      await tab.read();
      const remove = await driver.install(stranger({ id: driver.extensionId(), port: tab.site.port }));
      t.after(remove);
      const [told] = await until(async () => {
        const found = tab.site.requests.filter((asked) => asked.startsWith('/stranger'));
        return found.length > 0 && found;
      }, 'what the other extension heard');
      assert.deepEqual(JSON.parse(decodeURIComponent(told.slice('/stranger?'.length))), []);
      assert.equal((await tab.button()).badge, 'on');
      assert.deepEqual(await tab.marked(), FOUND);
      tab.site.requests.length = 0;
    },
  });

  scene('with the page at rest, nothing of ours is at work', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      await tab.lists();
      await rest(1000);
      const watched = await driver.watchRest(tab.page);
      await rest(2500);
      const { messages, script } = await watched();
      assert.equal(messages, 0, 'messages');
      // A timer of ours would run many times in this while; what there is is the protocol's.
      if (script !== undefined) assert.ok(script < 0.1, `${script} s of scripts in the page`);
      assert.equal(await tab.evaluate(() => document.getAnimations().length), 0);
    },
  });
}
