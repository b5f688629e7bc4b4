/** When the engine breaks or is missing, in a browser. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import sirv from 'sirv';
import { root } from '../../scripts/run.mjs';
import { analyze } from '../../dist/lib/index.js';
import { SAMPLE } from '../../www/page/sample.js';
import { analysed, openPage, openTab, seed, startBrowser } from './support.mjs';

const TRAPS = ['trap_panic', 'trap_overflow', 'trap_memory'];

for (const trap of TRAPS) {
  test(`after ${trap} the next analysis is right`, async (t) => {
    const page = await openBare(t);
    const result = await page.evaluate(async ([name, text]) => {
      const [{ analyze }, { call }, glue] = await Promise.all([
        import('/index.js'),
        import('/engine.js'),
        import('/wasm/whowhen.js'),
      ]);
      const options = { published: '2019-01-18' };
      const before = JSON.stringify(await analyze(text, options));
      const codes = [];
      const after = [];
      for (let times = 0; times < 2; times += 1) {
        await call(() => glue[name](0)).catch((error) => codes.push(error.code));
        after.push(JSON.stringify(await analyze(text, options)) === before);
      }
      return { codes, after, found: JSON.parse(before).mentions.length };
    }, [trap, SAMPLE]);
    assert.deepEqual(result.codes, ['internal', 'internal']);
    assert.deepEqual(result.after, [true, true]);
    assert.ok(result.found > 0);
  });
}

test('the same bytes in Chromium, in Node and on the command line', async (t) => {
  const folders = readdirSync(join(root, 'tests/golden')).map((name) => join(root, 'tests/golden', name));
  const files = folders.map((folder) => join(folder, 'input.txt')).filter((file) => existsSync(file));
  const texts = [SAMPLE, ...(seed ? [seed] : []), ...files.map((file) => readFileSync(file, 'utf8'))];
  const { page } = await openTab(t, { path: '/icon.svg' });
  const inChromium = await page.evaluate(async (texts) => {
    const { analyze } = await import('/lib/index.js');
    const answers = [];
    for (const text of texts) answers.push(JSON.stringify(await analyze(text, { published: '2014-01-03' })));
    return answers;
  }, texts);
  const inNode = [];
  for (const text of texts) inNode.push(JSON.stringify(await analyze(text, { published: '2014-01-03' })));
  const lines = texts.map((text) => `${JSON.stringify({ text, published: '2014-01-03' })}\n`).join('');
  const program = join(root, 'target/release', process.platform === 'win32' ? 'whowhen.exe' : 'whowhen');
  const { stdout } = spawnSync(program, ['--jsonl', '--offsets', 'utf16'], { input: lines, encoding: 'utf8' });
  const onTheLine = stdout.trimEnd().split('\n').map((line) => line.replace('"id":null,', ''));
  assert.ok(texts.length > 5 && inNode.every((answer) => answer.includes('"mentions":[{')), 'little was compared');
  assert.deepEqual(inChromium, inNode);
  assert.deepEqual(onTheLine, inNode);
});

test('an engine that does not load says so, and Try again works', async (t) => {
  const { page, context } = await openTab(t, { path: '/icon.svg' });
  await context.route('**/*.wasm', (route) => route.fulfill({ status: 503 }));
  await page.goto(new URL('/', page.url()).href);
  await page.locator('body[data-engine="failed"]').waitFor();
  assert.match(await page.locator('#problem').textContent(), /could not be loaded/);
  // Emptied, so that it is seen when the text has been tried, too.
  await page.locator('#problem').evaluate((problem) => problem.replaceChildren());
  await page.locator('#text').fill('John Carter met Ingrid Solhaug on March 3, 2019.');
  await page.locator('body[data-phase="failed"] #problem', { hasText: 'could not be loaded' }).waitFor();
  await context.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await analysed(page, 'John Carter met');
  assert.equal(await page.locator('#text').inputValue(), 'John Carter met Ingrid Solhaug on March 3, 2019.');
});

test('the built page starts from a sub-folder, as on a project site', async (t) => {
  const files = sirv(join(root, 'dist'), { dev: true });
  const page = await listen(t, (request, response) => files(request, response, () => response.end()));
  await page.goto(new URL('page/', page.url()).href);
  // Without any headers, too: there the policy of the page itself lets both workers start.
  await page.locator('body[data-engine="ready"][data-offline="ready"]').waitFor();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await analysed(page, 'blockade of Bergen');
});

test('what the other tests rely on: a request and a violation are noticed', async (t) => {
  const { page, requests, trouble } = await openPage(t);
  // None of the page's own files: for those the service worker answers.
  await page.evaluate(() => fetch('elsewhere'));
  assert.ok(requests.some((url) => url === 'served /elsewhere'), requests.join());
  await page.evaluate(() => fetch('icon.svg'));
  assert.ok(requests.some((url) => url.endsWith('/icon.svg')), requests.join());
  await page.evaluate(() => fetch('https://example.org/').catch(() => {}));
  assert.ok(trouble.some((words) => words.includes('connect-src')), trouble.join());
  await page.evaluate(() => {
    try {
      document.body.innerHTML = '';
    } catch {
      // Trusted Types: no policy of the page makes HTML.
    }
  });
  assert.ok(trouble.some((words) => words.includes('TrustedHTML')), trouble.join());
});

test('nothing is stored but the page itself', async (t) => {
  const { page, context } = await openPage(t);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await analysed(page, 'blockade of Bergen');
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    // Its files, for working offline: offline.test.mjs says which.
    caches: (await caches.keys()).length,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 1 });
  assert.deepEqual(await context.cookies(), []);
});

/** An empty page beside the library of the build that breaks on purpose. */
async function openBare(t) {
  const files = sirv(join(root, 'dist/test/lib'), { dev: true });
  return listen(t, (request, response) => {
    if (request.url === '/') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>bare</title>');
    else files(request, response, () => response.writeHead(404).end());
  });
}

async function listen(t, handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await (await startBrowser()).newPage();
  t.after(async () => {
    await page.close();
    server.closeAllConnections();
    server.close();
  });
  await page.goto(`http://localhost:${server.address().port}/`);
  return page;
}
