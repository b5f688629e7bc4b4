/** What a call hands over between JavaScript and the WebAssembly is given back: one kept reference a call would be a leak. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze, export_as, initSync } from '../../dist/lib/wasm/whowhen.js';

const TIMES = 500;
const refused = (act) => () => assert.throws(act);

const CALLS = {
  'a text': () => analyze('Anna Duval said so on Friday.'),
  'a page': () => analyze({ html: '<p>Anna Duval said so on Friday.</p>' }, {}),
  'all options': () => analyze('Odeon', { published: '2014-01-03', url: 'https://x.example/', sentences: true, limits: {}, lexicon: [{ text: 'Odeon', type: 'place' }] }),
  'no options': () => analyze('Anna Duval', null, null),
  progress: () => analyze('Anna Duval', {}, () => {}),
  'no text': refused(() => analyze(3, {})),
  'options of another type': refused(() => analyze('x', 3)),
  'an option of another type': refused(() => analyze('x', { published: 3 })),
  'entries of another type': refused(() => analyze('x', { lexicon: [3, null] })),
  'no analysis': refused(() => export_as('{}', 'csv')),
};

test('no call keeps a reference', () => {
  const wasm = initSync({ module: readFileSync(new URL('../../dist/lib/wasm/whowhen_bg.wasm', import.meta.url)) });
  // The next free place of the table of references.
  const free = () => {
    const place = wasm.__externref_table_alloc();
    wasm.__externref_table_dealloc(place);
    return place;
  };
  for (const [name, call] of Object.entries(CALLS)) {
    for (let time = 0; time < 10; time += 1) call();
    const before = free();
    for (let time = 0; time < TIMES; time += 1) call();
    assert.ok(free() < before + TIMES, `${name}: ${free() - before} places more after ${TIMES} calls`);
  }
});
