/** What is refused is refused with a stable code, and costs nothing: the next call works. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { WhoWhenError, analyze, load } from '../../dist/lib/index.js';

const ARTICLE = 'MOSCOW - Sergei Lavrov met John Kerry in Paris on January 13.';

await load();
const before = JSON.stringify(await analyze(ARTICLE));

/** Refused with this code and a sentence, and the next analysis is as it was. */
async function refused(code, input, options) {
  await assert.rejects(analyze(input, options), (error) => {
    assert.ok(error instanceof WhoWhenError, String(error));
    assert.equal(error.name, 'WhoWhenError');
    assert.equal(error.code, code);
    assert.match(error.message, /\.$/);
    return true;
  });
  assert.equal(JSON.stringify(await analyze(ARTICLE)), before);
}

for (const input of [undefined, null, 42, {}, [], { text: 7 }, { html: null }, Symbol('text'), () => 'text']) {
  test(`the input ${inspect(input)} is invalid`, () => refused('invalid_input', input));
}

for (const options of [
  'now',
  7,
  { published: 'yesterday' },
  { published: '2014-02-30' },
  { published: 2014 },
  { url: 1 },
  { find: 'names' },
  { find: 1 },
  { lexicon: 'Odeon' },
  { lexicon: [null] },
  { lexicon: ['Odeon'] },
  { lexicon: [{ text: 'Odeon' }] },
  { lexicon: [{ text: '', type: 'person' }] },
  { lexicon: [{ text: 'Odeon', type: 'cinema' }] },
  { lexicon: [{ text: 'last week', type: 'date' }] },
  { lexicon: [{ text: 'last week', type: 'date', value: 'Friday' }] },
  { signal: 'stop' },
  { onProgress: 7 },
  { limits: { inputBytes: -1 } },
  { limits: { inputBytes: 'many' } },
  { limits: { inputBytes: Number.NaN } },
]) {
  test(`the options ${inspect(options)} are invalid`, () => refused('invalid_option', ARTICLE, options));
}

test('an input above the limit is too large', async () => {
  await refused('input_too_large', ARTICLE, { limits: { inputBytes: ARTICLE.length - 1 } });
  await refused('input_too_large', { html: ARTICLE }, { limits: { inputBytes: 5 } });
  // Bytes of UTF-8 count, not characters.
  await refused('input_too_large', 'ééé', { limits: { inputBytes: 5 } });
  await analyze('ééé', { limits: { inputBytes: 6 } });
});

test('the default limit is 10 MiB', async () => {
  await refused('input_too_large', 'x'.repeat((10 << 20) + 1));
});

test('dates alone are the same dates', async () => {
  const article = 'Sergei Lavrov met John Kerry in Paris on January 13. They talked for three hours, twice a week.';
  const options = { published: '2014-01-20' };
  const all = await analyze(article, options);
  const alone = await analyze(article, { ...options, find: 'dates' });
  assert.ok(all.mentions.length > 0 && all.dates.length === 3);
  assert.deepEqual(alone.dates, all.dates);
  assert.deepEqual([alone.entities, alone.mentions, alone.quotes], [[], [], []]);
  assert.deepEqual(await analyze(article, { ...options, find: 'all' }), all);
});

test('the names of the caller win', async () => {
  const article = 'On Friday Zorbit met Odeon Hall. The Sunday Times was there.';
  const lexicon = [
    { text: 'Zorbit', type: 'work' },
    { text: 'Odeon Hall', type: 'organization' },
    { text: 'Sunday Times', type: 'ignore' },
  ];
  const { mentions, dates } = await analyze(article, { lexicon });
  const found = mentions.map(({ start, end, type, score }) => [article.slice(start, end), type, score]);
  assert.deepEqual(found, [['Zorbit', 'work', 0.99], ['Odeon Hall', 'organization', 0.99]]);
  assert.deepEqual(dates.map(({ start, end }) => article.slice(start, end)), ['Friday']);
  assert.deepEqual(await analyze(article, { lexicon: [] }), await analyze(article));
});

test('options may be absent', async () => {
  for (const options of [undefined, null, {}, { published: null, url: undefined, lexicon: null, limits: null }]) {
    assert.equal(JSON.stringify(await analyze(ARTICLE, options)), before);
  }
  assert.equal(JSON.stringify(await analyze({ text: ARTICLE })), before);
});
