/**
 * `npm run bench:soak`: 100,000 analyses in one instance, of 1,000 small invented articles again and again, and how much memory
 * there is after each tenth of them. Fails where the WebAssembly's memory grows after the first tenth, or the answer to the same
 * article is not the same at the end. New articles without end would not do: now and then one needs more room than all
 * before it, which is no leak, while what an article leaves behind is left again each time. With a number: so many
 * analyses. After a build.
 */

import { initSync, analyze } from '../dist/lib/wasm/whowhen.js';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { generator } from '../scripts/random.mjs';

const COUNT = Number(process.argv[2] ?? 100_000);
const DIFFERENT = 1_000;
const PEOPLE = ['Anna Duval', 'Sergei Lavrov', 'Grace Okoye', 'Rui Sousa', 'Mary Ndlovu', 'Tomas Lindqvist', 'Li Wen', 'José Álvarez'];
const PLACES = ['Geneva', 'Lagos', 'Lisbon', 'Oslo', 'Suva', 'Łódź', 'Nairobi', 'Wellington'];
const GROUPS = ['the Lakes Bank', 'the Harbour Board', 'Parliament', 'the United Nations', 'the River Trust', 'police'];
const DAYS = ['on Friday', 'on January 13', 'last week', 'in March 2011', 'two days earlier', 'on 3 May 2014', 'this month', 'tomorrow'];
const DEEDS = ['met officials of', 'left', 'wrote to', 'praised', 'will visit', 'was questioned by', 'spoke about', 'sued'];
const QUOTES = ['“We agreed,” {} said.', '“Nobody asked us. 👍🏽”', 'Asked about it, {} said: “Not today.”', 'There was no comment.'];

const random = generator(20_140_103);
const pick = (list) => list[Math.floor(random() * list.length)];

/** An article of about a thousand characters: text, and every fourth one a page. */
function article(number) {
  const sentences = Array.from({ length: 12 }, () => {
    const who = pick(PEOPLE);
    return `${who} ${pick(DEEDS)} ${pick(GROUPS)} in ${pick(PLACES)} ${pick(DAYS)}. ${pick(QUOTES).replace('{}', who.split(' ')[1])}`;
  });
  if (number % 4) return `${pick(PLACES).toUpperCase()} - ${sentences.join(' ')}`;
  return { html: `<article><h1>${pick(PEOPLE)} ${pick(DEEDS)} ${pick(GROUPS)}</h1><p>${sentences.join('</p><p>')}</p></article>` };
}

// Not through the library, which replaces an instance that fails: here one has to last.
const { memory } = initSync({ module: readFileSync(new URL('../dist/lib/wasm/whowhen_bg.wasm', import.meta.url)) });
const OPTIONS = { published: '2014-01-03' };
const ARTICLES = Array.from({ length: DIFFERENT }, (_, number) => article(number));
const FIRST = ARTICLES[1];
const before = JSON.stringify(analyze(FIRST, OPTIONS));

console.log('  analyses  WebAssembly MB  heap MB  resident MB  characters a second');
let [characters, names, settled] = [0, 0, 0];
const began = performance.now();
for (let number = 1; number <= COUNT; number += 1) {
  const { text, mentions } = analyze(ARTICLES[number % DIFFERENT], OPTIONS);
  characters += text.length;
  names += mentions.length;
  if (number % Math.ceil(COUNT / 10) && number !== COUNT) continue;
  globalThis.gc?.();
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
  const { heapUsed, rss } = process.memoryUsage();
  const speed = Math.round(characters / ((performance.now() - began) / 1000));
  console.log(
    `${String(number).padStart(10)}${megabytes(memory.buffer.byteLength).padStart(16)}${megabytes(heapUsed).padStart(9)}${megabytes(rss).padStart(13)}${speed.toLocaleString('en').padStart(21)}`,
  );
  settled ||= memory.buffer.byteLength;
  if (memory.buffer.byteLength > settled) fail(`The memory grew from ${megabytes(settled)} to ${megabytes(memory.buffer.byteLength)} MB.`);
}
if (JSON.stringify(analyze(FIRST, OPTIONS)) !== before) fail('The first article has another answer now.');
console.log(`${names.toLocaleString('en')} names in ${characters.toLocaleString('en')} characters; the first article has the same answer as before.`);

function fail(words) {
  console.error(words);
  process.exit(1);
}
