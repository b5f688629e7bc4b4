/** Loading: a failure is typed, says what to do, and the next attempt works. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { analyze, load } from '../../dist/lib/index.js';

const WASM = new URL('../../dist/lib/wasm/whowhen_bg.wasm', import.meta.url);
const bytes = await readFile(WASM);

const server = createServer((request, response) => {
  if (request.url === '/gone.wasm') response.writeHead(404).end();
  else if (request.url === '/typed.wasm') response.setHeader('Content-Type', 'application/wasm').end(bytes);
  else response.end(bytes);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const origin = `http://127.0.0.1:${server.address().port}`;

const bad = {
  'an address where nothing is': `${origin}/gone.wasm`,
  'a server that does not answer': 'http://127.0.0.1:9/x.wasm',
  'a file that is not there': pathToFileURL('no-such-file.wasm'),
  'bytes that are no WebAssembly': new Uint8Array([1, 2, 3]),
  'something else': 42,
};

// In order: all of these share the one engine of this process, so every failure comes before the first success.
for (const [name, wasm] of Object.entries(bad)) {
  test(`${name} is a load error`, async () => {
    await assert.rejects(load({ wasm }), { name: 'WhoWhenError', code: 'load', message: /could not be loaded.*Check that/s });
  });
}

test('after failures the next load works, and from then on once and for all', async () => {
  const loading = load({ wasm: `${origin}/typed.wasm` });
  assert.equal(load(), loading);
  await loading;
  await load({ wasm: 'http://127.0.0.1:9/x.wasm' });
  assert.equal((await analyze('Paris')).schema, 'whowhen/1');
});

/** A second copy of the library has an engine of its own. */
const fresh = (source) => `
  const { analyze, load } = await import(process.argv[1]);
  await load({ wasm: ${source} });
  console.log((await analyze('Paris')).schema);
`;
const sources = {
  'an address': JSON.stringify(`${origin}/untyped.wasm`),
  'an address that counts from the working folder': `'./wasm/whowhen_bg.wasm'`,
  'a URL': `new URL(${JSON.stringify(WASM.href)})`,
  'a Response': `await fetch('${origin}/typed.wasm')`,
  'a promise of a Response': `fetch('${origin}/untyped.wasm')`,
  'an ArrayBuffer': `await fetch('${origin}/typed.wasm').then((response) => response.arrayBuffer())`,
  'a module': `await WebAssembly.compileStreaming(fetch('${origin}/typed.wasm'))`,
};
for (const [name, source] of Object.entries(sources)) {
  test(`${name} loads`, async () => {
    const index = new URL('../../dist/lib/index.js', import.meta.url).href;
    const args = ['--input-type=module', '-e', fresh(source), index];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: fileURLToPath(new URL('../../dist/lib', import.meta.url)) });
    assert.equal(stdout.trim(), 'whowhen/1');
  });
}
