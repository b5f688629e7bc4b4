/**
 * The life of an analyzer in a worker: killed, aborted and disposed of at every moment. Whatever happens, each promise is
 * settled, with an answer or a typed error, and the next call works. In a real browser.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPage } from './in-browser.mjs';

/** Workers that do something of their own when the input says so, and else are the real one. */
const SCRIPTS = {
  '**/odd.js': `import './first.js'; import '/lib/worker.js';`,
  '**/first.js': `addEventListener('message', (event) => {
    const [input] = event.data.args;
    if (input === 'hang') while (true);
    if (input === 'throw') { event.stopImmediatePropagation(); throw new Error('thrown'); }
    if (input === 'close') { event.stopImmediatePropagation(); close(); }
    if (input === 'stray') {
      postMessage({ id: event.data.id - 1, value: { text: 'of the call before' } });
      postMessage({ id: event.data.id + 1, value: { text: 'of the call after' } });
    }
    if (input === 'twice') postMessage({ id: event.data.id, value: { text: 'first' } });
  });`,
};

/** Runs code in an empty page that has the page's policy: its result, and what went wrong unheard. */
async function run(t, code) {
  const { page, goto } = await newPage(t);
  const unheard = [];
  page.on('pageerror', (error) => unheard.push(String(error)));
  for (const [url, body] of Object.entries(SCRIPTS)) {
    await page.route(url, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  await goto();
  const result = await page.evaluate(`(async () => {
    const { createAnalyzer, WhoWhenError } = await import('/lib/index.js');
    const policy = trustedTypes.createPolicy('whowhen-worker', { createScriptURL: (url) => url });
    const started = [];
    const odd = () => {
      const worker = new Worker(policy.createScriptURL('/odd.js'), { type: 'module' });
      started.push(worker);
      return worker;
    };
    const settle = async (promises) => (await Promise.allSettled(promises)).map(({ value, reason }) =>
      reason ? (reason instanceof WhoWhenError ? reason.code : reason.name ?? String(reason)) : value?.text ?? 'done');
    const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    ${code}
  })()`);
  // What a worker throws by itself is told to its own page, too.
  assert.deepEqual(unheard.filter((words) => !words.includes('thrown')), []);
  return result;
}

test('a worker that is ended from outside in the middle of a call: the time limit ends the call, the next works', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd, timeLimit: 500 });
     await analyzer.ready;
     const calls = [analyzer.analyze('hang'), analyzer.analyze('a')];
     started[0].terminate();
     return [...await settle(calls), ...await settle([analyzer.analyze('b')]), started.length];`,
  );
  assert.deepEqual(results, ['time_limit', 'a', 'b', 2]);
});

test('a worker that closes itself, and one that is ended between two calls', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd, timeLimit: 500 });
     await analyzer.ready;
     const first = await settle([analyzer.analyze('close'), analyzer.analyze('a')]);
     started[1].terminate();
     return [...first, ...await settle([analyzer.analyze('b'), analyzer.analyze('c')]), started.length];`,
  );
  assert.deepEqual(results, ['time_limit', 'a', 'time_limit', 'c', 3]);
});

test('a worker that throws: that call fails, and the others are answered by the next one', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     return [...await settle(['a', 'throw', 'b', 'throw', 'c'].map((text) => analyzer.analyze(text))), started.length];`,
  );
  assert.deepEqual(results, ['a', 'internal', 'b', 'internal', 'c', 3]);
});

test('answers to other calls, and a second answer, are not taken for this one’s', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     return settle(['stray', 'a', 'twice', 'b', 'c'].map((text) => analyzer.analyze(text)));`,
  );
  assert.deepEqual(results, ['stray', 'a', 'first', 'b', 'c']);
});

test('two analyzers have a worker each: what happens to one does not concern the other', async (t) => {
  const results = await run(
    t,
    `const [one, other] = [createAnalyzer({ worker: odd, timeLimit: 500 }), createAnalyzer({ worker: odd })];
     await Promise.all([one.ready, other.ready]);
     const calls = [one.analyze('hang'), other.analyze('a'), one.analyze('b'), other.analyze('c')];
     const before = await settle(calls);
     one.dispose();
     return [...before, ...await settle([one.analyze('d'), other.analyze('e')])];`,
  );
  assert.deepEqual(results, ['time_limit', 'a', 'b', 'c', 'disposed', 'e']);
});

test('aborted before, while it loads, while it waits, while it runs, and afterwards', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     const control = Array.from({ length: 5 }, () => new AbortController());
     const call = (text, at) => analyzer.analyze(text, { signal: control[at].signal });
     control[0].abort();
     const early = settle([call('before', 0), call('loading', 1)]);
     control[1].abort();
     await analyzer.ready;
     const calls = settle([call('hang', 2), call('waits', 3), call('done', 4)]);
     control[3].abort();
     await later(20);
     control[2].abort();
     const found = [...await early, ...await calls];
     for (const one of control) one.abort();
     return [...found, ...await settle([analyzer.analyze('next')])];`,
  );
  assert.deepEqual(results, ['AbortError', 'AbortError', 'AbortError', 'AbortError', 'done', 'next']);
});

test('the reason of an abort is the caller’s own, and so is a time limit of theirs', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     const control = new AbortController();
     const call = analyzer.analyze('hang', { signal: control.signal });
     control.abort(new RangeError('enough'));
     return settle([call, analyzer.analyze('hang', { signal: AbortSignal.timeout(50) }), analyzer.analyze('a')]);`,
  );
  assert.deepEqual(results, ['RangeError', 'TimeoutError', 'a']);
});

test('one signal for many calls', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     const control = new AbortController();
     const calls = ['hang', 'a', 'b'].map((text) => analyzer.analyze(text, { signal: control.signal }));
     control.abort();
     return settle([...calls, analyzer.analyze('c')]);`,
  );
  assert.deepEqual(results, ['AbortError', 'AbortError', 'AbortError', 'c']);
});

test('disposed of during a call, twice, and after an abort whose worker still runs', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     const control = new AbortController();
     const calls = [analyzer.analyze('hang', { signal: control.signal }), analyzer.analyze('a'), analyzer.exportAs({}, 'csv')];
     control.abort();
     analyzer.dispose();
     analyzer.dispose();
     control.abort();
     const found = await settle([...calls, analyzer.analyze('b'), analyzer.exportAs({}, 'csv')]);
     // Longer than a worker is waited for: nothing may start another.
     await later(400);
     return [...found, ...await settle([analyzer.ready]), started.length];`,
  );
  assert.deepEqual(results, ['AbortError', 'disposed', 'disposed', 'disposed', 'disposed', 'done', 1]);
});

test('disposed of while the worker loads, and in the middle of a call: no worker is left, and none comes', async (t) => {
  const results = await run(
    t,
    `const loading = createAnalyzer({ worker: odd, timeLimit: 200 });
     const early = settle([loading.ready, loading.analyze('a')]);
     loading.dispose();
     const analyzer = createAnalyzer({ worker: odd, timeLimit: 200 });
     await analyzer.ready;
     const calls = settle([analyzer.analyze('hang'), analyzer.analyze('a')]);
     await later(20);
     analyzer.dispose();
     const found = [...await early, ...await calls];
     await later(400);
     return [...found, started.length];`,
  );
  assert.deepEqual(results, ['disposed', 'disposed', 'disposed', 'disposed', 2]);
});

test('disposed of from inside a call’s own progress', async (t) => {
  const results = await run(
    t,
    `const analyzer = createAnalyzer({ worker: odd });
     await analyzer.ready;
     const text = 'Anna Duval spoke in Geneva on Friday. '.repeat(20000);
     return settle([analyzer.analyze(text, { onProgress: () => analyzer.dispose() }), analyzer.analyze('a')]);`,
  );
  assert.deepEqual(results, ['disposed', 'disposed']);
});

test('a worker that cannot be started is tried again with each call, until it can', async (t) => {
  const results = await run(
    t,
    `let times = 0;
     const worker = () => {
       times += 1;
       if (times < 4) throw new Error('no worker today');
       return odd();
     };
     const analyzer = createAnalyzer({ worker });
     const results = await settle([analyzer.ready]);
     for (const text of ['a', 'b', 'c', 'd']) results.push(...await settle([analyzer.analyze(text)]));
     return [...results, times];`,
  );
  assert.deepEqual(results, ['load', 'load', 'load', 'c', 'd', 4]);
});
