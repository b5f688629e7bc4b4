/** A panic, an overflow and the end of memory each break an instance. The next analysis is right all the same. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call } from '../../dist/test/lib/engine.js';
import { analyze, load, WhoWhenError } from '../../dist/test/lib/index.js';
import * as glue from '../../dist/test/lib/wasm/whowhen.js';

const ARTICLE = 'MOSCOW - Sergei Lavrov met John Kerry in Paris on January 13. “We agreed,” Lavrov said. 🎉';

await load();
const before = JSON.stringify(await analyze(ARTICLE, { published: '2014-01-03' }));

const TRAPS = {
  'a panic': () => glue.trap_panic(),
  'a stack overflow': () => glue.trap_overflow(0),
  'the end of memory': () => glue.trap_memory(),
};

for (const [name, trap] of Object.entries(TRAPS)) {
  test(`after ${name} the next analysis is right`, async (t) => {
    // The engine's own report of its panic.
    t.mock.method(console, 'error', () => {});
    for (let times = 0; times < 2; times += 1) {
      await assert.rejects(call(trap), (error) => {
        assert.ok(error instanceof WhoWhenError);
        assert.equal(error.code, 'internal');
        assert.ok(error.cause instanceof Error);
        return true;
      });
      assert.equal(JSON.stringify(await analyze(ARTICLE, { published: '2014-01-03' })), before);
    }
  });
}

test('calls made while the engine breaks all get an answer', async (t) => {
  t.mock.method(console, 'error', () => {});
  const options = { published: '2014-01-03' };
  const results = await Promise.allSettled([
    analyze(ARTICLE, options),
    call(TRAPS['a stack overflow']),
    analyze(ARTICLE, options),
    call(TRAPS['a panic']),
    analyze(ARTICLE, options),
  ]);
  assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
  for (const { value } of results.filter(({ status }) => status === 'fulfilled')) {
    assert.equal(JSON.stringify(value), before);
  }
});

test('the shipped engine has no such exports', async () => {
  const shipped = await import('../../dist/lib/wasm/whowhen.js');
  assert.deepEqual(Object.keys(shipped).filter((name) => name.startsWith('trap')), []);
});
