/** `createAnalyzer({worker})` in a real browser, under the security policy that the page has. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPage } from './in-browser.mjs';

const ARTICLE = 'MOSCOW - Sergei Lavrov met John Kerry in Paris on January 13.';

/** A page with the policy and nothing on it, and what went wrong and was asked for on it. */
async function blank(t) {
  const { page, goto } = await newPage(t);
  const [errors, requests] = [[], []];
  page.on('console', (message) => {
    // A browser asks every new site for this, in its own time.
    const icon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !icon) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await goto();
  page.context().on('request', (request) => requests.push(new URL(request.url()).pathname));
  return { page, errors, requests };
}

test('loads everything before `ready` and asks for nothing afterwards', async (t) => {
  const { page, errors, requests } = await blank(t);
  await page.evaluate(async () => {
    const { createAnalyzer } = await import('/lib/index.js');
    globalThis.analyzer = createAnalyzer({ worker: true });
    await analyzer.ready;
  });
  assert.ok(requests.includes('/lib/worker.js'), String(requests));
  const before = requests.length;
  const text = await page.evaluate(async (article) => (await analyzer.analyze(article)).text, ARTICLE);
  assert.equal(text, ARTICLE);
  assert.deepEqual([requests.slice(before), errors], [[], []]);
});

test('gives what the engine gives without a worker', async (t) => {
  const { page } = await blank(t);
  const [there, here] = await page.evaluate(async (article) => {
    const { createAnalyzer, analyze } = await import('/lib/index.js');
    const options = { published: '2014-01-03' };
    return [JSON.stringify(await createAnalyzer({ worker: true }).analyze(article, options)), JSON.stringify(await analyze(article, options))];
  }, ARTICLE);
  assert.equal(there, here);
});

/** In the page: each of these calls as [text, or the error's class and code]. */
function settled(page, code) {
  return page.evaluate(`(async () => {
    const { createAnalyzer, WhoWhenError } = await import('/lib/index.js');
    const settle = async (promises) => (await Promise.allSettled(promises)).map(({ value, reason }) =>
      reason ? (reason instanceof WhoWhenError ? reason.code : String(reason)) : value?.text ?? 'ready');
    ${code}
  })()`);
}

/** Gives the page `startStuck`, which counts its `times`: the real worker, behind a listener that never ends for one input. */
async function stuck(page) {
  const scripts = {
    '**/stuck.js': `import './loop.js'; import '/lib/worker.js';`,
    '**/loop.js': `addEventListener('message', ({ data }) => { while (data.args[0] === 'stuck'); });`,
  };
  for (const [url, body] of Object.entries(scripts)) {
    await page.route(url, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  await page.evaluate(() => {
    const policy = trustedTypes.createPolicy('whowhen-worker', { createScriptURL: (url) => url });
    globalThis.startStuck = () => {
      startStuck.times += 1;
      return new Worker(policy.createScriptURL('/stuck.js'), { type: 'module' });
    };
    startStuck.times = 0;
  });
}

test('calls are answered in their order', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: true });
     await analyzer.ready;
     return settle(['a', 'b', 'c', 'd'].map((text) => analyzer.analyze(text)));`,
  );
  assert.deepEqual(results, ['a', 'b', 'c', 'd']);
});

test('calls made while it loads wait', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: true });
     return settle([analyzer.analyze('a'), analyzer.analyze('b'), analyzer.ready]);`,
  );
  assert.deepEqual(results, ['a', 'b', 'ready']);
});

test('refusals keep their codes, and the next call works', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: true });
     const calls = [[7], [undefined], [() => 'text'], ['text', { published: 'now' }], ['text', { limits: { inputBytes: 3 } }], ['text']];
     const results = [];
     for (const call of calls) results.push(...await settle([analyzer.analyze(...call)]));
     return results;`,
  );
  const invalid = 'invalid_input';
  assert.deepEqual(results, [invalid, invalid, invalid, 'invalid_option', 'input_too_large', 'text']);
});

test('past the time limit the worker is replaced, and what waits is analysed', async (t) => {
  const { page } = await blank(t);
  await stuck(page);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ timeLimit: 1000, worker: startStuck });
     await analyzer.ready;
     return [...await settle([analyzer.analyze('stuck'), analyzer.analyze('a')]), startStuck.times];`,
  );
  assert.deepEqual(results, ['time_limit', 'a', 2]);
});

test('a signal ends what waits and what runs, and the rest is answered', async (t) => {
  const { page } = await blank(t);
  await stuck(page);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: startStuck });
     await analyzer.ready;
     const [running, waiting] = [new AbortController(), new AbortController()];
     const calls = [
       analyzer.analyze('stuck', { signal: running.signal }),
       analyzer.analyze('a', { signal: waiting.signal }),
       analyzer.analyze('b'),
       analyzer.analyze('c', { signal: AbortSignal.abort() }),
     ];
     waiting.abort();
     setTimeout(() => running.abort(), 50);
     return [...await settle(calls), startStuck.times];`,
  );
  const aborted = (result) => String(result).startsWith('AbortError');
  assert.deepEqual(results.map((result) => (aborted(result) ? 'aborted' : result)), ['aborted', 'aborted', 'b', 'aborted', 2]);
});

test('what runs and is soon done keeps its worker when it is aborted', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: true });
     await analyzer.ready;
     const control = new AbortController();
     const calls = [analyzer.analyze('a', { signal: control.signal }), analyzer.analyze('b')];
     control.abort();
     return settle(calls);`,
  );
  assert.match(results[0], /^AbortError/);
  assert.equal(results[1], 'b');
});

test('a long text tells how much is done', async (t) => {
  const { page } = await blank(t);
  const told = await page.evaluate(async (article) => {
    const { createAnalyzer } = await import('/lib/index.js');
    const told = [];
    await createAnalyzer({ worker: true }).analyze(article.repeat(20_000), { onProgress: (done) => told.push(done) });
    return told;
  }, `${ARTICLE}\n`);
  assert.ok(told.length > 2, String(told));
  assert.equal(told.at(-1), 1);
  assert.ok(told.every((done, at) => done >= (told[at - 1] ?? 0) && done <= 1), String(told));
});

test('`dispose` settles everything', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const analyzer = createAnalyzer({ worker: true });
     const pending = [analyzer.ready, analyzer.analyze('a')];
     analyzer.dispose();
     return settle([...pending, analyzer.analyze('b')]);`,
  );
  assert.deepEqual(results, ['disposed', 'disposed', 'disposed']);
});

test('a worker that does not load is a load error, and is tried again', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const policy = trustedTypes.createPolicy('whowhen-worker', { createScriptURL: (url) => url });
     const addresses = ['/nothing.js', '/nothing.js', '/lib/worker.js'];
     const worker = () => new Worker(policy.createScriptURL(addresses.shift()), { type: 'module' });
     const analyzer = createAnalyzer({ worker });
     const first = await settle([analyzer.ready, analyzer.analyze('a')]);
     const second = await settle([analyzer.analyze('b')]);
     const third = await settle([analyzer.analyze('c')]);
     return [first, second, third];`,
  );
  assert.deepEqual(results, [['load', 'load'], ['load'], ['c']]);
});

const SOURCES = {
  'an address that counts from the page': `'./whowhen_bg.wasm'`,
  'a URL': `new URL('/lib/wasm/whowhen_bg.wasm', location.href)`,
  'a response': `await fetch('/lib/wasm/whowhen_bg.wasm')`,
  'a promise of bytes': `fetch('/lib/wasm/whowhen_bg.wasm').then((response) => response.arrayBuffer())`,
  'a module': `await WebAssembly.compileStreaming(fetch('/lib/wasm/whowhen_bg.wasm'))`,
};
for (const [name, source] of Object.entries(SOURCES)) {
  test(`a worker is given ${name}, and so is the one that replaces it`, async (t) => {
    const { page } = await blank(t);
    await stuck(page);
    const results = await settled(
      page,
      `history.pushState({}, '', '/lib/wasm/page');
       const analyzer = createAnalyzer({ worker: startStuck, timeLimit: 1000, wasm: ${source} });
       return settle([analyzer.ready, analyzer.analyze('stuck'), analyzer.analyze('a')]);`,
    );
    assert.deepEqual(results, ['ready', 'time_limit', 'a']);
  });
}

test('a source that is none is a load error', async (t) => {
  const { page } = await blank(t);
  const results = await settled(
    page,
    `const sources = ['http://', new Response('', { status: 500 }), new Uint8Array(3), 42, Promise.reject(new Error('no'))];
     return settle(sources.map((wasm) => createAnalyzer({ worker: true, wasm }).analyze('a')));`,
  );
  assert.deepEqual(results, Array(5).fill('load'));
});

test('after a panic, an overflow and the end of memory in a browser the next analysis is right', async (t) => {
  const { page } = await blank(t);
  const results = await page.evaluate(async (article) => {
    const { analyze, load } = await import('/test/lib/index.js');
    const { call } = await import('/test/lib/engine.js');
    const glue = await import('/test/lib/wasm/whowhen.js');
    await load();
    const before = JSON.stringify(await analyze(article));
    const results = [];
    for (const trap of [() => glue.trap_panic(), () => glue.trap_overflow(0), () => glue.trap_memory()]) {
      const code = await call(trap).catch((error) => error.code);
      results.push([code, JSON.stringify(await analyze(article)) === before]);
    }
    return results;
  }, ARTICLE);
  assert.deepEqual(results, Array(3).fill(['internal', true]));
});
