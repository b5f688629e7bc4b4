/** `whowhen/inline` where nothing can be loaded: a policy without connections, and a service worker. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sirv from 'sirv';
import { root } from '../../scripts/run.mjs';
import * as main from '../../dist/lib/index.js';
import * as inline from '../../dist/lib/inline.js';
import { startBrowser } from './support.mjs';

const ARTICLE = 'GENEVA - Anna Duval met Peter Okoro of the Lakes Bank on January 13. 🌊 Duval left on Friday.';
const OPTIONS = { published: '2014-01-03' };
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; base-uri 'none'; form-action 'none'";
/** As STRICT for a page that also demands Trusted Types and lets a worker be made of a Blob. */
const WITH_WORKER = `${STRICT}; worker-src blob:; require-trusted-types-for 'script'; trusted-types whowhen-worker`;
const SERVICE_WORKER = `
  import { analyze } from '/lib/inline.js';
  addEventListener('message', async ({ data, source }) => {
    source.postMessage(await analyze(...data).then(JSON.stringify, String));
  });
`;

let server;
let expected;
before(async () => {
  const files = sirv(join(root, 'dist'), { dev: true });
  server = createServer((request, response) => {
    const policy = { '/strict': STRICT, '/with-worker': WITH_WORKER }[request.url];
    if (policy) response.setHeader('Content-Security-Policy', policy);
    if (policy || request.url === '/') response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>bare</title>');
    else if (request.url === '/sw.js') response.setHeader('Content-Type', 'text/javascript').end(SERVICE_WORKER);
    else files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  expected = JSON.stringify(await main.analyze(ARTICLE, OPTIONS));
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function open(t, path) {
  const context = await (await startBrowser()).newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  const requests = [];
  context.on('request', (request) => requests.push(new URL(request.url())));
  await page.goto(`http://localhost:${server.address().port}${path}`);
  return { page, requests };
}

test('the same exports as whowhen, and the same answers', async () => {
  assert.deepEqual(Object.keys(inline), Object.keys(main));
  assert.equal(inline.version, main.version);
  assert.equal(JSON.stringify(await inline.analyze(ARTICLE, OPTIONS)), expected);
  await assert.rejects(inline.analyze(7), (error) => error instanceof main.WhoWhenError && error.code === 'invalid_input');
  assert.match(expected, /"name":"Anna Duval"/);
});

for (const decoder of ['the browser\'s own decoder', 'a browser without Uint8Array.fromBase64']) {
  test(`without any connection, with ${decoder}`, async (t) => {
    const { page, requests } = await open(t, '/strict');
    if (decoder.includes('without')) await page.evaluate(() => delete Uint8Array.fromBase64);
    const answer = await page.evaluate(async ([article, options]) => {
      // That nothing can be loaded is what this test stands on.
      const blocked = await fetch('/lib/wasm/whowhen_bg.wasm').then(() => 'loaded', () => 'blocked');
      const { analyze } = await import('/lib/inline.js');
      return [blocked, JSON.stringify(await analyze(article, options))];
    }, [ARTICLE, OPTIONS]);
    assert.deepEqual(answer, ['blocked', expected]);
    assert.deepEqual(requests.map(({ pathname }) => pathname).filter((path) => !/\.js$|^\/(strict|favicon\.ico)$|\.wasm$/.test(path)), []);
  });
}

test('in a worker that is no file', async (t) => {
  const { page } = await open(t, '/with-worker');
  const answers = await page.evaluate(async ([article, options]) => {
    const { createAnalyzer } = await import('/lib/inline.js');
    const analyzers = [createAnalyzer({ worker: true }), createAnalyzer({ worker: true })];
    return Promise.all(analyzers.map(async (analyzer) => JSON.stringify(await analyzer.analyze(article, options))));
  }, [ARTICLE, OPTIONS]);
  assert.deepEqual(answers, [expected, expected]);
});

test('a policy that forbids that worker is a load error', async (t) => {
  const { page } = await open(t, '/strict');
  const code = await page.evaluate(async () => {
    const { createAnalyzer } = await import('/lib/inline.js');
    return createAnalyzer({ worker: true }).ready.catch((error) => error.code);
  });
  assert.equal(code, 'load');
});

test('in a service worker', async (t) => {
  const { page, requests } = await open(t, '/');
  const answer = await page.evaluate(async (message) => {
    await navigator.serviceWorker.register('/sw.js', { type: 'module' });
    const { active } = await navigator.serviceWorker.ready;
    const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data)));
    navigator.serviceWorker.startMessages();
    active.postMessage(message);
    return answer;
  }, [ARTICLE, OPTIONS]);
  assert.equal(answer, expected);
  assert.ok(!requests.some(({ pathname }) => pathname.endsWith('.wasm')), String(requests));
});
