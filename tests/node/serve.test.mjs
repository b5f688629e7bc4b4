/** The server of `npm start`: its headers, and what it does when its port is taken. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';

const dir = await mkdtemp(join(tmpdir(), 'whowhen-serve-'));
after(() => rm(dir, { recursive: true }));
await writeFile(join(dir, 'index.html'), '<!doctype html><title>here</title>');
await writeFile(join(dir, 'engine.wasm'), '');

/** Serves for one test; says what was printed. */
async function served(t, options) {
  const log = t.mock.method(console, 'log', () => {});
  const { server, url } = await serve(dir, options);
  t.after(() => server.close());
  return { url, port: server.address().port, said: log.mock.calls.map(({ arguments: words }) => words.join(' ')) };
}

test('serves with the headers of www/page/_headers', async (t) => {
  const { url } = await served(t);
  for (const path of ['/', '/nothing']) {
    const { headers } = await fetch(url + path);
    const policy = headers.get('Content-Security-Policy');
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /connect-src 'self'.*require-trusted-types-for 'script'; trusted-types whowhen-worker whowhen-offline$/);
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
  }
});

test('serves what is there, uncached and typed, and nothing else', async (t) => {
  const { url } = await served(t);
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('Content-Type'), /^text\/html/);
  assert.match(page.headers.get('Cache-Control') ?? 'no-store', /no-(store|cache)/);
  assert.equal((await fetch(`${url}/engine.wasm`)).headers.get('Content-Type'), 'application/wasm');
  assert.equal((await fetch(`${url}/nothing`)).status, 404);
  assert.equal((await fetch(`${url}/..%2f..%2fetc/passwd`)).status, 404);
});

test('takes the next port when one is taken, and says so', async (t) => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const taken = other.address().port;
  const { port, said, url } = await served(t, { port: taken });
  assert.ok(port > taken && port <= taken + 20, String(port));
  assert.equal(said[0], `Port ${taken} is taken, trying ${taken + 1}.`);
  assert.equal(said.length, port - taken);
  assert.equal((await fetch(url)).status, 200);
});

test('gives up with a sentence', async (t) => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  await assert.rejects(served(t, { port: other.address().port, tries: 0 }), /No port is free .* set PORT/);
});
