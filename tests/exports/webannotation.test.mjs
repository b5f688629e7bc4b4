/**
 * Web Annotation: the shape by a JSON Schema of the parts of the model that are used, the selectors applied again, and the
 * triples by jsonld. The W3C's context cannot be fetched offline: `anno-context.json` has its terms that occur here.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import jsonld from 'jsonld';
import { exported, marks } from './support.mjs';

const context = JSON.parse(readFileSync(new URL('anno-context.json', import.meta.url), 'utf8'));
const ANNO = 'http://www.w3.org/ns/anno.jsonld';
const OA = 'http://www.w3.org/ns/oa#';

const iri = { type: 'string', pattern: '^(?:https?://|urn:uuid:)\\S+$' };
const exact = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const constant = (value) => ({ const: value });
const validate = new Ajv().compile(
  exact({
    '@context': constant(ANNO),
    id: iri,
    type: constant('AnnotationPage'),
    items: {
      type: 'array',
      items: exact({
        id: iri,
        type: constant('Annotation'),
        motivation: constant('identifying'),
        body: {
          type: 'array',
          items: exact({
            type: constant('TextualBody'),
            purpose: { enum: ['tagging', 'identifying'] },
            format: constant('text/plain'),
            value: { type: 'string', minLength: 1 },
          }),
        },
        target: exact({
          source: iri,
          selector: {
            type: 'array',
            prefixItems: [
              exact({ type: constant('TextPositionSelector'), start: { type: 'integer' }, end: { type: 'integer' } }),
              exact({
                type: constant('TextQuoteSelector'),
                exact: { type: 'string', minLength: 1 },
                prefix: { type: 'string' },
                suffix: { type: 'string' },
              }),
            ],
            minItems: 2,
            items: false,
          },
        }),
      }),
    },
  }),
);

async function documentLoader(url) {
  assert.equal(url, ANNO);
  return { contextUrl: null, documentUrl: url, document: context };
}

for (const { name, analysis, text, content } of exported('webannotation')) {
  test(`${name}: annotations`, async () => {
    const page = JSON.parse(content);
    assert.ok(validate(page), JSON.stringify(validate.errors));
    const want = marks(analysis);
    assert.equal(page.items.length, want.length);
    assert.equal(new Set(page.items.map(({ id }) => id)).size, want.length);
    const points = [...text];
    for (const [at, { body, target }] of page.items.entries()) {
      const [position, quote] = target.selector;
      const words = points.slice(position.start, position.end).join('');
      assert.equal(words, text.slice(want[at].start, want[at].end));
      assert.equal(quote.exact, words);
      assert.equal(quote.prefix, points.slice(Math.max(0, position.start - 32), position.start).join(''));
      assert.equal(quote.suffix, points.slice(position.end, position.end + 32).join(''));
      assert.deepEqual(body.map(({ value }) => value), want[at].of ? [want[at].type, want[at].name] : [want[at].kind, want[at].value]);
    }
    const [expanded] = await jsonld.expand(page, { documentLoader, safe: true });
    assert.deepEqual(expanded['@type'], ['https://www.w3.org/ns/activitystreams#OrderedCollectionPage']);
    const items = expanded['https://www.w3.org/ns/activitystreams#items'][0]['@list'];
    assert.equal(items.length, want.length);
    for (const item of items) {
      assert.deepEqual(item['@type'], [`${OA}Annotation`]);
      const selectors = item[`${OA}hasTarget`][0][`${OA}hasSelector`];
      assert.deepEqual(selectors.map((selector) => selector['@type'][0]), [`${OA}TextPositionSelector`, `${OA}TextQuoteSelector`]);
      assert.ok(Number.isInteger(selectors[0][`${OA}start`][0]['@value']));
    }
  });
}
