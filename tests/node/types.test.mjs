/** The declared types against what the engine really gives: analyses as literals in TypeScript, where a field too many is an error, too. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { analyze } from '../../dist/lib/index.js';
import { root } from '../../scripts/run.mjs';

const DECLARED = readFileSync(join(root, 'www/lib/index.d.ts'), 'utf8');

/** One article for what the golden ones have not: corrections, a dateline with all its parts, a day beside its weekday. */
const MORE = {
  text: 'MOSCOW, Jan. 13 (Reuters) - Foreign Minister Anna Duval will meet Peter Okoro of the Lakes Bank in mid-March 2014, on Founders Day '
    + 'and on Friday, 14 January 2014.\n\n"We agree," Duval said. 🌊 It took three weeks, every Monday at 5 p.m.',
  options: {
    published: '2014-01-13',
    url: 'https://news.example/2014/01/13/duval',
    sentences: true,
    lexicon: [{ text: 'Lakes Bank', type: 'organization' }, { text: 'Founders Day', type: 'date', value: '2014-06-01' }],
  },
};

let dir;
let samples;
before(async () => {
  // Beside the declaration, so that a literal names it as the package's own modules do.
  dir = await mkdtemp(join(tmpdir(), 'whowhen-types-'));
  for (const name of ['index.d.ts', 'export.d.ts']) await writeFile(join(dir, name), readFileSync(join(root, 'www/lib', name), 'utf8'));
  samples = await Promise.all([...inputs()].map(([input, options]) => analyze(input, options)));
});
after(() => rm(dir, { recursive: true }));

/** The golden articles, as they are and with all that can be asked for. */
function* inputs() {
  const golden = join(root, 'tests/golden');
  for (const folder of readdirSync(golden)) {
    const file = (name) => join(golden, folder, name);
    const read = (name) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8').trim() : undefined);
    const [text, html] = [read('input.txt'), read('input.html')];
    const input = html === undefined ? { text } : { html };
    yield [input, { published: read('published.txt') }];
    yield [input, { sentences: true, sources: html !== undefined, url: 'https://news.example/a' }];
    yield [input, { find: 'dates' }];
    yield [input, { find: 'article' }];
  }
  yield [MORE.text, MORE.options];
  yield ['', {}];
}

/** What the compiler says of analyses as literals; empty where it has nothing to say. */
async function complaints(analyses) {
  const literals = analyses.map((analysis, at) => `export const a${at}: Analysis = ${JSON.stringify(analysis)};`);
  await writeFile(join(dir, 'samples.ts'), `import type { Analysis } from './index.js';\n${literals.join('\n')}\n`);
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext', '--types', '', '--pretty', 'false'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...options, 'samples.ts'], { cwd: dir }).catch((error) => error);
  return stdout;
}

test('every analysis is an Analysis and nothing more', async () => {
  assert.equal(await complaints(samples), '');
});

test('a field too many, one too few and a value of another kind are noticed', async () => {
  const [first] = samples.filter(({ entities, dates }) => entities.length > 0 && dates.length > 0);
  const changed = (change) => {
    const copy = structuredClone(first);
    change(copy);
    return copy;
  };
  const said = await complaints([
    changed(({ entities }) => (entities[0].colour = 'red')),
    changed(({ article }) => delete article.language),
    changed(({ dates }) => (dates[0].kind = 'day')),
  ]);
  for (const words of [/'"?colour"?' does not exist/, /'language' is missing/, /'"day"' is not assignable/]) assert.match(said, words);
});

/** Where the objects of each interface with optional fields stand. */
const PLACES = {
  Analysis: (analysis) => [analysis],
  Article: ({ article }) => [article.dateline, article.title, article.byline],
  Entity: ({ entities }) => entities,
  PlaceFacts: ({ entities }) => entities.map(({ place }) => place),
  DateMention: ({ dates }) => dates.flatMap((date) => [date, date.certainty]),
  Quote: ({ quotes }) => quotes,
  Note: ({ notes }) => notes,
};

test('every optional field that is declared occurs', () => {
  const answer = DECLARED.slice(DECLARED.indexOf('export interface Analysis {'));
  const seen = [];
  for (const [, name, body] of answer.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)) {
    const optional = [...body.replace(/\/\*\*.*?\*\//gs, '').matchAll(/(\w+)\?:/g)].map(([, field]) => field);
    if (optional.length === 0) continue;
    assert.ok(PLACES[name], `${name} has optional fields: say in PLACES where it stands`);
    const given = new Set(samples.flatMap(PLACES[name]).filter(Boolean).flatMap(Object.keys));
    assert.deepEqual(optional.filter((field) => !given.has(field)), [], `fields of ${name} that no sample has`);
    seen.push(name);
  }
  assert.deepEqual(seen.sort(), Object.keys(PLACES).sort());
});
