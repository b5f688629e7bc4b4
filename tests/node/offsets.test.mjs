/**
 * Positions, over random Unicode: the same words in JavaScript's units, in bytes and in code points, and the same
 * analysis from the browser's engine and from the command line.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { analyze, load } from '../../dist/lib/index.js';
import { randomTexts } from './random-text.mjs';

const CLI = fileURLToPath(new URL(`../../target/release/whowhen${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url));
const PUBLISHED = '2014-01-03';
const texts = randomTexts(10_000);

/** The analyses of all texts by the command line, one line of JSON each, without the id. */
function commandLine(offsets) {
  const lines = texts.map((text, id) => JSON.stringify({ id, text, published: PUBLISHED }));
  const { stdout, stderr, status, error } = spawnSync(CLI, ['--jsonl', '--offsets', offsets], {
    input: lines.join('\n') + '\n',
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
  const answers = stdout.trimEnd().split('\n');
  assert.equal(answers.length, texts.length);
  return answers.map((answer, id) => {
    const head = `{"id":${id},`;
    assert.ok(answer.startsWith(head), answer.slice(0, 200));
    return `{${answer.slice(head.length)}`;
  });
}

/** Every span of an analysis, in the same order whatever its unit. */
function spans({ article, mentions, dates, quotes, notes }) {
  const { title, byline, dateline, blocks } = article;
  const inNotes = notes.map(({ span }) => span);
  const all = [title, byline, dateline, ...blocks, ...mentions, ...dates, ...quotes, ...inNotes];
  return all.filter((span) => span?.start !== undefined);
}

/** In order, apart from each other, inside the text, and never empty. */
function assertApart(list, text, what) {
  let last = 0;
  for (const { start, end } of list) {
    assert.ok(last <= start && start < end && end <= text.length, `${what} ${start}..${end} in ${JSON.stringify(text)}`);
    last = end;
  }
}

function splitsPair(text, at) {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}

describe('10,000 random texts', () => {
  let utf16;
  let inWasm;
  before(async () => {
    await load();
    utf16 = commandLine('utf16');
    inWasm = [];
    for (const text of texts) inWasm.push(await analyze(text, { published: PUBLISHED }));
  });
  after(() => (inWasm = utf16 = undefined));

  test('find enough for this to mean something', () => {
    const count = (key) => inWasm.reduce((sum, analysis) => sum + analysis[key].length, 0);
    const found = { mentions: count('mentions'), dates: count('dates'), quotes: count('quotes') };
    assert.ok(found.mentions > 5000 && found.dates > 5000 && found.quotes > 100, JSON.stringify(found));
  });

  test('give the same JSON in wasm and on the command line', () => {
    for (const [at, analysis] of inWasm.entries()) assert.equal(JSON.stringify(analysis), utf16[at]);
  });

  test('give spans of the same words in UTF-16, UTF-8 and code points', () => {
    const inBytes = commandLine('utf8');
    const inPoints = commandLine('codepoint');
    for (const [at, text] of texts.entries()) {
      const [units, bytes, points] = [inWasm[at], JSON.parse(inBytes[at]), JSON.parse(inPoints[at])].map(spans);
      const [buffer, letters] = [Buffer.from(text), [...text]];
      assert.deepEqual([bytes.length, points.length], [units.length, units.length]);
      for (const [nth, span] of units.entries()) {
        const words = text.slice(span.start, span.end);
        assert.equal(buffer.toString('utf8', bytes[nth].start, bytes[nth].end), words, text);
        assert.equal(letters.slice(points[nth].start, points[nth].end).join(''), words, text);
        assert.ok(!splitsPair(text, span.start) && !splitsPair(text, span.end), text);
      }
    }
  });

  test('keep text, order and distance', () => {
    for (const [at, { text, article, mentions, dates, quotes }] of inWasm.entries()) {
      assert.equal(text, texts[at]);
      assertApart(article.blocks, text, 'block');
      assertApart(mentions, text, 'mention');
      assertApart(dates, text, 'date');
      assertApart([...mentions, ...dates].sort((a, b) => a.start - b.start), text, 'mention or date');
      for (const { start, end } of quotes) assert.ok(start < end && end <= text.length);
    }
  });

  test('link entities and mentions both ways', () => {
    for (const { entities, mentions, quotes } of inWasm) {
      for (const [id, entity] of entities.entries()) {
        assert.equal(entity.id, id);
        for (const nth of entity.mentions) assert.equal(mentions[nth].entity, id);
      }
      const listed = entities.flatMap((entity) => entity.mentions);
      assert.deepEqual(listed.sort((a, b) => a - b), [...mentions.keys()]);
      for (const { speaker } of quotes) assert.ok(speaker === undefined || speaker in entities);
    }
  });
});

test('a lone surrogate moves nothing and is given back as it came', async () => {
  for (const lone of ['\uD83D', '\uDE00', '\uDE00\uD83D']) {
    const text = `${lone} Sergei Lavrov said${lone} on January 13 that John${lone} Kerry ${lone}`;
    const odd = await analyze(text, { published: PUBLISHED });
    const replaced = await analyze(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'), { published: PUBLISHED });
    assert.equal(odd.text, text);
    assert.deepEqual({ ...odd, text: '' }, { ...replaced, text: '' });
  }
});
