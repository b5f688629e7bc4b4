/** What is measured on: invented news and the pages of an invented paper, of any size, the same each time. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const FIRST = 'Anna Henrik Rosalind Martin Priya Gonzalo Beatriz Ivo Clara Wendell Judith Tomas Oluwaseun Mireille Farid Sunniva Kwame Leila Arjun Noor'.split(' ');
export const LAST = 'Duval Solberg Keating Osgood Nambiar Palacios Luna Stroud Vroom Ortega Amsel Brandl Adeyemi Lorrain Haddad Nygaard Okafor Petrov Tanaka Mbeki'.split(' ');
export const PLACES = 'Geneva London Lima Bristol Santiago Edinburgh Lisbon Bergen Nairobi Toulouse Tunis Galway Osaka Quito Warsaw Accra'.split(' ');
const COUNTRIES = 'Norway Peru Kenya Portugal France Chile Ghana Poland Japan Tunisia'.split(' ');
export const BODIES = ['the Ministry of Waters', 'the North Holm Fund', 'the United Nations', 'Lakes Bank', 'the Harbour Authority', 'the Tarn Valley Council', 'the Supreme Court', 'Norsel Energy Ltd.'];
const ROLES = ['Foreign Minister', 'Mayor', 'Professor', 'Judge', 'President', 'Captain'];
export const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
export const THINGS = 'bridge harbour reservoir railway canal school market tunnel ferry mill'.split(' ');
export const PLAIN = [
  'The work had been put off twice, and nobody who lived beside the water had been asked what they thought of it.',
  'It was cheaper than the plan before, but the figures that were given for upkeep left out the winter months.',
  'Neighbours said that lorries came through the village at night and that the road had not been mended since.',
  'A second test was made with heavier loads, and the results were read by two engineers who had no part in the design.',
  'What is left of the old pillars will stay in the river, because taking them out would stir up the mud around them.',
  'Prices of grain and timber fell again, while the cost of moving either of them across the border went up.',
];

/** The smallest generator of numbers that does: its period is far longer than what is asked of it here. */
export function createChance(seed) {
  let state = seed;
  const number = (below) => (state = (state * 48271) % 2147483647) % below;
  const pick = (list) => list[number(list.length)];
  return { number, pick, person: () => `${pick(FIRST)} ${pick(LAST)}` };
}

function createWriter(seed) {
  const { number, pick, person } = createChance(seed);
  const day = () => `${1 + number(28)} ${pick(MONTHS)} ${2005 + number(20)}`;
  const sentences = [
    () => `${pick(ROLES)} ${person()} told reporters in ${pick(PLACES)} on ${pick(WEEKDAYS)} that the ${pick(THINGS)} would be open again by ${pick(MONTHS)}.`,
    () => `${person()}, who leads ${pick(BODIES)}, met ${person()} in ${pick(PLACES)}, ${pick(COUNTRIES)}, last week.`,
    () => `"We have waited since ${day()}," ${pick(LAST)} said, "and ${pick(COUNTRIES)} cannot wait ${2 + number(9)} more years."`,
    () => `The ${pick(THINGS)} cost ${2 + number(90)} million, ${pick(LAST)} said, and ${pick(BODIES)} paid a third of it in ${1990 + number(34)}.`,
    () => `On ${pick(MONTHS)} ${1 + number(28)}, at ${1 + number(11)}:30 p.m., ${pick(BODIES)} called off the talks with ${pick(COUNTRIES)}.`,
    () => pick(PLAIN),
    () => pick(PLAIN),
  ];
  const paragraph = () => Array.from({ length: 3 + number(3) }, () => pick(sentences)()).join(' ');
  return { number, pick, person, day, paragraph };
}

/** An article of so many characters, to the last one. */
export function article(characters, seed = 1) {
  const writer = createWriter(seed * 7919 + 1);
  let text = `${writer.pick(PLACES).toUpperCase()} - `;
  while (text.length < characters) text += `${writer.paragraph()}\n\n`;
  return text.slice(0, characters);
}

/** A page of about so many bytes, of which a third is the article: the rest is scripts, menus, other stories, comments. */
export function page(bytes, seed = 1) {
  const writer = createWriter(seed * 104729 + 1);
  const { number, pick, person, day, paragraph } = writer;
  const upTo = (share, make) => {
    const parts = [];
    for (let length = 0; length < bytes * share; length += parts.at(-1).length) parts.push(make());
    return parts.join('\n');
  };
  const card = () => `<div class="card card--${number(9)}" data-track='{"slot":${number(40)}}'><a class="card__link" href="/2024/03/${pick(THINGS)}-${number(1e5)}"><img loading="lazy" alt="" src="data:,"><span class="card__kicker">${pick(PLACES)}</span><h3 class="card__title">${person()} on the ${pick(THINGS)} of ${pick(PLACES)}</h3><time>${day()}</time></a></div>`;
  const comment = () => `<li class="comment" id="comment-${number(1e6)}"><div class="comment__head"><span>${pick(FIRST).toLowerCase()}${number(99)}</span> <time>${day()}</time></div><p>${pick(PLAIN)}</p><button type="button">Reply</button></li>`;
  const item = () => `<li class="menu__item"><a href="/${pick(THINGS)}/${number(999)}">${pick(PLACES)} and ${pick(THINGS)}</a></li>`;
  const state = () => JSON.stringify({ id: number(1e6), title: `${person()} in ${pick(PLACES)}`, slug: pick(THINGS) });
  const by = person();
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The ${pick(THINGS)} that was put off twice – The Tarn Courier</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-14T07:30:00Z"><meta name="author" content="${by}">
<script>window.state=[${upTo(0.2, () => `${state()},`)}]</script></head>
<body><header><nav class="menu"><ul>${upTo(0.08, item)}</ul></nav></header>
<main><article class="story"><h1>The ${pick(THINGS)} that was put off twice</h1>
<p class="byline">By <a href="/people/1">${by}</a>, <time datetime="2024-03-14">14 March 2024</time></p>
${upTo(0.34, () => `<p class="story__text">${paragraph()}</p>`)}
</article><aside class="related">${upTo(0.2, card)}</aside>
<section class="comments"><ol>${upTo(0.16, comment)}</ol></section></main>
<footer><p>Invented for measuring.</p></footer></body></html>
`;
}

/** Characters of the texts and bytes of the pages of which speed is measured, as articles and pages of news sites are. */
const TEXTS = [900, 1500, 2200, 2800, 3300, 3900, 4600, 5400, 6500, 9000];
const PAGES = [30, 50, 70, 90, 120, 160, 240, 400].map((kilobytes) => kilobytes * 1000);

/** The one that a cold start begins with. */
const FIRST_TEXT = 3000;
const FIRST_PAGE = 100_000;

/**
 * Writes everything into a folder.
 * @param {string} dir
 * @param {number[]} sizes the sizes of the growth curve
 */
export function writeMaterial(dir, sizes) {
  mkdirSync(dir, { recursive: true });
  const write = (name, content) => {
    const file = join(dir, name);
    writeFileSync(file, content);
    return { file, characters: content.length, bytes: Buffer.byteLength(content) };
  };
  return {
    text: {
      first: write('first.txt', article(FIRST_TEXT, 99)),
      set: TEXTS.map((characters, at) => write(`text-${at}.txt`, article(characters, at + 1))),
      growth: sizes.map((size) => ({ size, ...write(`growth-${size}.txt`, article(size, 50)) })),
    },
    html: {
      first: write('first.html', page(FIRST_PAGE, 99)),
      set: PAGES.map((bytes, at) => write(`page-${at}.html`, page(bytes, at + 1))),
      growth: sizes.map((size) => ({ size, ...write(`growth-${size}.html`, page(size, 50)) })),
    },
  };
}
