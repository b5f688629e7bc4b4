/** JSON: against the schema, by Ajv. And the package and the command line write the same. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { exportAs, formats } from '../../dist/lib/export.js';
import { exported, file } from './support.mjs';

const schema = JSON.parse(readFileSync(new URL('../../dist/lib/schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true, strictTypes: false }).compile(schema);

for (const { name, analysis, content } of exported('json')) {
  test(`${name}: the JSON is valid and the analysis itself`, () => {
    assert.ok(validate(JSON.parse(content)), JSON.stringify(validate.errors, null, 1));
    assert.deepEqual(JSON.parse(content), analysis);
  });
}

test('the schema refuses what is no analysis', () => {
  const analysis = JSON.parse(file('sample', 'json'));
  for (const change of [
    (bad) => delete bad.text,
    (bad) => (bad.colour = 'red'),
    (bad) => (bad.mentions[0].start = -1),
    (bad) => (bad.mentions[0].type = 'ship'),
    (bad) => (bad.dates[0].earliest = '2014-13-01'),
    (bad) => (bad.dates[0].value = '"><script>'),
    (bad) => (bad.article.blocks[0].kind = 'sidebar'),
    (bad) => (bad.article.title = { text: 'x', start: 1 }),
    (bad) => (bad.schema = 'whowhen/2'),
  ]) {
    const bad = structuredClone(analysis);
    change(bad);
    assert.ok(!validate(bad), String(change));
  }
});

const whowhen = (args, input) => execFileSync(process.env.WHOWHEN, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });

for (const { name, text, html, options, only } of exported('json')) {
  test(`${name}: the command line writes the same bytes`, () => {
    // Each run of a debug build takes a while, so each text is read once, and two of them in every format.
    const thorough = ['sample', 'page'].includes(name);
    for (const format of Object.keys(formats)) {
      const want = file(name, format);
      // A stored analysis, with halves of surrogate pairs as JSON.stringify writes them.
      if (format !== 'json' || name !== 'halves') {
        assert.equal(whowhen(['--from-json', '--format', format, '-'], file(name, 'analysis.json')), want, format);
      }
      if (only === 'package' || (!thorough && format !== 'json')) continue;
      const args = ['--format', format, ...(options.published ? ['--published', options.published] : []), '-'];
      assert.equal(whowhen(html === undefined ? args : ['--html', ...args], html ?? text), want, format);
    }
  });
}

test('what is wrong is said, and the engine goes on', async () => {
  const good = JSON.parse(file('sample', 'json'));
  const cyclic = { ...good };
  cyclic.self = cyclic;
  for (const [analysis, format, code, words] of [
    [good, 'xml', 'invalid_option', /webannotation/],
    [good, undefined, 'invalid_option', /"undefined"/],
    [undefined, 'csv', 'invalid_input', /must be an object/],
    [cyclic, 'csv', 'invalid_input', /plain data/],
    [{ ...good, text: 'shorter' }, 'json', 'invalid_input', /stats\.length/],
    [{ ...good, mentions: [{ ...good.mentions[0], end: 1e9 }] }, 'html', 'invalid_input', /mentions\[0\]\.end lies outside the text/],
  ]) {
    await assert.rejects(exportAs(analysis, format), (error) => {
      assert.equal(error.name, 'WhoWhenError');
      assert.equal(error.code, code);
      assert.match(error.message, words);
      return true;
    });
  }
  assert.match(await exportAs(good, 'text'), /Ingrid Solhaug/);
});
