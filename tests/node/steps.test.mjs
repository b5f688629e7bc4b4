/**
 * Time that grows with the length of the input and not with its square, by counting: the shipped engine, with a counter put
 * into a copy of it (`meter.mjs`). How busy the machine is changes nothing.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as engine from '../../dist/lib/wasm/whowhen.js';
import { PAGES, SNAPSHOTS, TEXTS } from './hostile-inputs.mjs';
import { metered } from './meter.mjs';

const SHIPPED = readFileSync(new URL('../../dist/lib/wasm/whowhen_bg.wasm', import.meta.url));
/** How often the first input repeats its piece; the second does so twice as often. */
const TIMES = 4000;
/** What twice the input may cost. A step more for each doubling, as in sorting, is less than that. */
const MOST = 2.3;

const { steps } = engine.initSync({ module: new WebAssembly.Module(metered(SHIPPED)) });

/** Steps that a call takes. */
function counted(call) {
  const before = steps.value;
  call();
  return Number(steps.value - before);
}

/** Throws where twice the input costs more than it may. What any call costs is taken off first. */
function assertLinear(call, make) {
  const [least, once, twice] = [1, TIMES, 2 * TIMES].map((times) => {
    const input = make(times);
    return counted(() => call(input));
  });
  const ratio = (twice - least) / (once - least);
  assert.ok(once > least && ratio <= MOST, `${once} and ${twice} steps, ${ratio.toFixed(2)} times`);
}

const text = (input) => engine.analyze(input, { published: '2014-01-03', sentences: true });
const page = (html) => engine.analyze({ html }, { sources: true });

// The first analysis unpacks lists and weights.
text('Anna Duval spoke on Friday.');
page('<p>Anna Duval spoke on Friday.');

test('the counter counts, and the square of the length is noticed', () => {
  const sentence = 'Anna Duval spoke in Geneva on Friday. ';
  assert.ok(counted(() => text(sentence.repeat(50))) > 50 * sentence.length);
  const square = (times) => sentence.repeat(Math.ceil((times / 400) ** 2));
  assert.throws(() => assertLinear(text, square), /steps, [34]\.\d\d times/);
});

test('the counter is not in what is shipped', () => {
  assert.deepEqual(WebAssembly.Module.exports(new WebAssembly.Module(SHIPPED)).filter(({ name }) => name === 'steps'), []);
});

for (const [kind, inputs, call] of [
  ['text', TEXTS, text],
  ['page', PAGES, page],
  ['snapshot', SNAPSHOTS, (snapshot) => engine.analyze({ snapshot })],
]) {
  describe(`${kind}: twice the input, at most ${MOST} times the steps`, () => {
    for (const [name, make] of Object.entries(inputs)) test(name, () => assertLinear(call, make));
  });
}

describe(`a stored analysis: twice the input, at most ${MOST} times the steps`, () => {
  const formats = ['csv', 'webannotation', 'timeml', 'spacy', 'jsonld', 'icalendar', 'html', 'text'];
  for (const name of ['many names', 'many days', 'quotations and speakers', 'lines around a story']) {
    // The text's own analysis is not counted here. All has to be known before the steps are.
    const make = (times) => JSON.stringify(text(TEXTS[name](Math.ceil(times / 4))));
    for (const format of formats) test(`${name}, ${format}`, () => assertLinear((json) => engine.export_as(json, format), make));
  }
});

test('corrections: twice as many, at most twice the steps', () => {
  const words = 'Anna Duval spoke in Geneva on Friday. '.repeat(200);
  const make = (times) => Array.from({ length: times / 8 }, (_, at) => ({ text: `Duval ${at}`, type: 'person' }));
  assertLinear((lexicon) => engine.analyze(words, { lexicon }), make);
});
