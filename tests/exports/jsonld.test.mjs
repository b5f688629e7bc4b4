/** schema.org: expanded by jsonld. schema.org's context cannot be fetched offline: the one here is `@vocab` alone, as it has. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsonld from 'jsonld';
import { parse } from 'parse5';
import { exported } from './support.mjs';

const SCHEMA = 'http://schema.org/';
const TYPES = { person: ['Person'], organization: ['Organization'], place: ['Place', 'City', 'Country'], group: ['Thing'], event: ['Event'], work: ['CreativeWork'] };
const AROUND = ['masthead', 'boilerplate', 'credit'];

async function documentLoader(url) {
  assert.equal(url, 'https://schema.org');
  return { contextUrl: null, documentUrl: url, document: { '@context': { '@vocab': SCHEMA } } };
}

for (const { name, analysis, content } of exported('jsonld')) {
  test(`${name}: a news article`, async () => {
    const article = JSON.parse(content);
    const [expanded] = await jsonld.expand(article, { documentLoader, safe: true });
    assert.deepEqual(expanded['@type'], [`${SCHEMA}NewsArticle`]);
    const { about = [], mentions = [], temporalCoverage } = article;
    const isStory = ({ start }) => !AROUND.includes(analysis.article.blocks.find((block) => start < block.end)?.kind);
    const want = analysis.entities.filter((entity) => entity.mentions.some((at) => isStory(analysis.mentions[at])));
    const things = [...about, ...mentions];
    assert.deepEqual(things.map((thing) => thing.name).sort(), want.map((entity) => entity.name).sort());
    for (const thing of things) assert.ok(want.some((entity) => entity.name === thing.name && TYPES[entity.type].includes(thing['@type'])));
    if (temporalCoverage) assert.match(temporalCoverage, /^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/);
    assert.equal(article.datePublished, analysis.article.published?.date ?? (analysis.anchor.basis === 'given' ? analysis.anchor.date : undefined));
  });

  test(`${name}: inside of a script element`, () => {
    const html = `<!doctype html><head><script type="application/ld+json">${content}</script></head><body></body>`;
    const [head, body] = parse(html).childNodes[1].childNodes;
    assert.equal(head.childNodes.length, 1);
    assert.equal(body.childNodes.length, 0);
    assert.deepEqual(JSON.parse(head.childNodes[0].childNodes[0].value), JSON.parse(content));
  });
}

test('what a page says of itself', () => {
  const { content } = exported('jsonld').find(({ name }) => name === 'page');
  const article = JSON.parse(content);
  assert.equal(article.headline, 'Ferry to Lyle stops');
  assert.equal(article.url, 'https://harbourpost.example/2014/01/04/ferry?a=1&b=2');
  assert.deepEqual([article.datePublished, article.dateModified], ['2014-01-04', '2014-01-05']);
  assert.deepEqual(article.author, [{ '@type': 'Person', name: 'Anna Duval' }]);
  assert.deepEqual(article.publisher, { '@type': 'Organization', name: 'Harbour Post' });
});
