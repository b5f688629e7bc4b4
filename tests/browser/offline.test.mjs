/** Without a network: what is kept, what a host can and cannot slip in, and how one version follows another. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { writeWorker } from '../../scripts/layout.mjs';
import { root } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { SAMPLE } from '../../www/page/sample.js';
import { FLAGS, analysed, marks, openTab, paste, startBrowser } from './support.mjs';

const KEPT = 'body[data-engine="ready"][data-offline="ready"]';

/** A copy of the page that a test may change, as `openTab` wants it. */
function copyOfPage(t) {
  const dir = mkdtempSync(join(tmpdir(), 'whowhen-page-'));
  t.after(() => rmSync(dir, { recursive: true }));
  cpSync(join(root, 'dist/page'), dir, { recursive: true });
  return dir;
}

/** Puts words into a file of a copy. */
function change(dir, name, from, to) {
  const file = join(dir, name);
  const before = readFileSync(file, 'utf8');
  assert.ok(before.includes(from), `${name} has no "${from}"`);
  writeFileSync(file, before.replace(from, to));
}

/** Names and addresses of everything that is kept. */
function kept(page) {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const addresses = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return names.map((name, index) => ({ name, files: addresses[index].map((url) => url.slice(location.origin.length + 1)).sort() }));
  });
}

/** A tab on a server that the test can stop. */
async function openStoppable(t) {
  const { server, url } = await serve(join(root, 'dist/page'));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  t.after(stop);
  const context = await (await startBrowser()).newContext();
  t.after(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(KEPT);
  return { page, url, stop };
}

test('with its host gone, the page loads and reads an article', async (t) => {
  const { page, url, stop } = await openStoppable(t);
  assert.ok(await page.getByText('Works offline').isVisible());
  await stop();
  for (const address of ['/', '/index.html', '/?from=elsewhere']) {
    const response = await page.goto(url + address);
    assert.ok(response.fromServiceWorker(), address);
    // The policy of the host goes along: what is kept is no way round it.
    assert.match(response.headers()['content-security-policy'], /default-src 'none'.*trusted-types/);
    await page.waitForSelector(KEPT);
  }
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  assert.ok((await marks(page)).some(({ words }) => words === 'Ingrid Solhaug'));
  // Nothing else is invented.
  await assert.rejects(page.goto(`${url}/elsewhere`));
});

test('every file of the page is kept, once, and nothing that a reader does adds to it', async (t) => {
  const { page, trouble } = await openTab(t);
  await page.waitForSelector(KEPT);
  const before = await kept(page);
  const listed = Object.keys(JSON.parse(/FILES = (\{[^}]*\})/.exec(readFileSync(join(root, 'dist/page/sw.js'), 'utf8'))[1]));
  assert.deepEqual(before.map(({ files }) => files), [listed.sort()]);
  for (const name of ['index.html', 'lib/wasm/whowhen_bg.wasm', 'vendor/world.js', 'manifest.webmanifest']) assert.ok(listed.includes(name), name);
  assert.ok(!listed.some((name) => /\.d\.ts$|^_headers$|^sw\.js$/.test(name)));
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  await page.evaluate(() => Promise.all(['nothing.js', 'icon.svg?again', '_headers'].map((name) => fetch(name))));
  assert.deepEqual(await kept(page), before);
  assert.deepEqual(trouble.filter((words) => !words.includes('404')), []);
});

test('a file that is not the one of this version is not kept, and neither are the others', async (t) => {
  const dir = copyOfPage(t);
  change(dir, 'timewords.js', '/**', '/** Not what the list says. ');
  const { page, trouble } = await openTab(t, { dir: relative(root, dir) });
  await page.waitForSelector('body[data-engine="ready"][data-offline="off"]');
  assert.deepEqual(await kept(page), []);
  assert.ok(await page.getByText('Works offline').isHidden());
  // All else works.
  await paste(page, SAMPLE);
  await analysed(page, 'blockade of Bergen');
  assert.deepEqual(trouble, []);
});

test('a new version waits for the reader and for other tabs, and no page mixes two', async (t) => {
  const dir = copyOfPage(t);
  const { page, context, url, trouble } = await openTab(t, { dir: relative(root, dir) });
  await page.waitForSelector(KEPT);
  const [{ name: first }] = await kept(page);
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForSelector(KEPT);

  change(dir, 'index.html', 'Who and when in a news article</p>', 'Second edition</p>');
  change(dir, 'vendor/world.js', '/** Land', '/** Second Land');
  writeWorker(dir);
  const world = () => page.evaluate(async () => (await (await fetch('vendor/world.js')).text()).includes('Second'));
  await page.reload();
  await page.getByText('A new version is ready.').waitFor();
  // Until the reader says so, everything is of the former version, also what is loaded late and after a reload.
  assert.equal(await page.locator('.tagline').textContent(), 'Who and when in a news article');
  assert.equal(await world(), false);
  assert.equal((await kept(page)).length, 2);

  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('Close the other tabs with this page first').waitFor();
  assert.equal(await world(), false);
  await other.close();
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
  await page.waitForSelector(KEPT);
  assert.equal(await page.locator('.tagline').textContent(), 'Second edition');
  assert.equal(await world(), true);
  assert.ok(await page.locator('#update').isHidden());
  const [{ name: second }, ...more] = await kept(page);
  assert.deepEqual(more, [], 'the former version is gone');
  assert.notEqual(second, first);
  assert.deepEqual(trouble, []);
});

test('it can be installed', async (t) => {
  const { server, url } = await serve(join(root, 'dist/page'));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // In a profile as readers have: the other tests' tabs are private windows to the browser.
  const profile = mkdtempSync(join(tmpdir(), 'whowhen-profile-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: FLAGS });
  t.after(async () => {
    await context.close();
    rmSync(profile, { recursive: true });
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(KEPT);
  const cdp = await context.newCDPSession(page);
  const { errors, data } = await cdp.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, 'WhoWhen');
  assert.deepEqual((await cdp.send('Page.getInstallabilityErrors')).installabilityErrors, []);
});
