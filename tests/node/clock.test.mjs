/** The engine knows no clock, no zone, no locale and no randomness: nothing of the kind reaches it. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { analyze, load } from '../../dist/lib/index.js';

const WASM = new URL('../../dist/lib/wasm/whowhen_bg.wasm', import.meta.url);
const ARTICLE = 'The mill closed on Friday, three weeks ago, and tomorrow at 10 p.m. EST. It opened on 1/2/2013.';

before(() => load());

test('it imports nothing that tells the time', async () => {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(await readFile(WASM)));
  assert.ok(imports.length > 0);
  const telling = imports.filter(({ name }) => /date|now|time|zone|locale|random|performance|crypto/iu.test(name));
  assert.deepEqual(telling, []);
});

test('another clock and another zone change nothing', async () => {
  const options = { published: '2014-01-03' };
  const both = async () => [await analyze(ARTICLE), await analyze(ARTICLE, options)];
  const here = await both();
  assert.equal(here[1].dates[0].value, '2014-01-03');
  const { Date: RealDate } = globalThis;
  const { TZ } = process.env;
  for (const [zone, now] of [['Pacific/Kiritimati', 0], ['America/Adak', 4e12], ['Asia/Kathmandu', 1.4e12]]) {
    process.env.TZ = zone;
    globalThis.Date = class extends RealDate {
      constructor(...parts) {
        super(...(parts.length === 0 ? [now] : parts));
      }
      static now() {
        return now;
      }
    };
    try {
      assert.deepEqual(await both(), here, zone);
    } finally {
      globalThis.Date = RealDate;
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  }
});
