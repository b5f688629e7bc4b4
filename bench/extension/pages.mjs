/** Invented pages, the same each time: an article with names and days, and around it what news sites put there. */

import { BODIES, FIRST, LAST, MONTHS, PLACES, PLAIN, THINGS, createChance } from '../material.mjs';

/** @param {number} seed */
function createWriter(seed) {
  const { number, pick, person } = createChance(seed);
  const day = () => `${1 + number(28)} ${pick(MONTHS)} ${2019 + number(6)}`;
  const sentence = () =>
    pick([
      () => `${person()} of ${pick(BODIES)} told reporters in ${pick(PLACES)} on ${day()} that the ${pick(THINGS)} would be open again by ${pick(MONTHS)}.`,
      () => `<a href="/people/${number(900)}">${person()}</a>, who leads ${pick(BODIES)}, met ${person()} in ${pick(PLACES)} last week.`,
      () => `The <em>${pick(THINGS)}</em> cost ${2 + number(90)} million, <strong>${pick(LAST)}</strong> said, and ${pick(BODIES)} paid a third of it in ${2010 + number(14)}.`,
      () => pick(PLAIN),
      () => pick(PLAIN),
    ])();
  return { number, pick, person, day, sentence };
}

/** @param {string} html */
const wordsIn = (html) => html.replace(/<[^>]*>/g, ' ').trim().split(/\s+/).length;

/**
 * @param {ReturnType<typeof createWriter>} writer
 * @param {number} words
 */
function story(writer, words) {
  const parts = [];
  for (let count = 0; count < words; ) {
    const paragraph = Array.from({ length: 4 }, writer.sentence).join(' ');
    count += wordsIn(paragraph);
    parts.push(`<p class="story__text">${paragraph}</p>`);
  }
  return parts.join('\n');
}

/** @param {{ head?: string, before?: string, body: string, after?: string, by: string }} parts */
function page({ head = '', before = '', body, after = '', by }) {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>The bridge that was put off twice – The Tarn Courier</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-14T07:30:00Z">
<style>body{font:17px/1.55 Georgia,serif;margin:0 auto;max-width:46em}.cards{display:grid;grid-template-columns:1fr 1fr}.menu ul{display:flex;flex-wrap:wrap;height:3em;overflow:hidden}.menu .off,.off{display:none}</style>${head}</head>
<body>${before}<main><article class="story"><h1>The bridge that was put off twice</h1>
<p class="story__by">By <a href="/people/1">${by}</a>, <time datetime="2024-03-14">14 March 2024</time></p>
${body}</article></main>${after}</body></html>`;
}

/** An article of some words, and nothing else. */
export function shortPage(words = 2000) {
  const writer = createWriter(7);
  return page({ body: story(writer, words), by: writer.person() });
}

/** As news sites are: of a megabyte of HTML half is scripts, styles, navigation, other stories and comments. */
export function longPage(bytes = 1_000_000) {
  const writer = createWriter(11);
  const { number, pick, person, day, sentence } = writer;
  const card = () => `<div class="card card--${number(9)}" data-id="${number(1e6)}" data-track='{"slot":${number(40)},"kind":"teaser"}'><a class="card__link" href="/2024/03/${number(28)}/${pick(THINGS)}-${number(1e5)}"><div class="card__frame"><img class="card__picture" loading="lazy" alt="" src="data:,"></div><div class="card__text"><span class="card__kicker">${pick(PLACES)}</span><h3 class="card__title">${person()} on the ${pick(THINGS)} of ${pick(PLACES)}</h3><time class="card__day" datetime="2024-03-${10 + number(18)}">${day()}</time></div></a></div>`;
  const comment = () => `<li class="comment" id="comment-${number(1e6)}"><div class="comment__head"><span class="comment__name">${pick(FIRST).toLowerCase()}${number(99)}</span> <time>${day()}</time></div><div class="comment__text"><p>${pick(PLAIN)} ${sentence()}</p></div><button class="comment__reply" type="button">Reply</button></li>`;
  const item = () => `<li class="menu__item"><a class="menu__link" href="/${pick(THINGS)}/${number(999)}">${pick(THINGS)} and ${pick(THINGS)}</a><ul class="menu__more off">${Array.from({ length: 6 }, () => `<li><a href="/${number(1e4)}">${pick(PLACES)}</a></li>`).join('')}</ul></li>`;
  const many = (count, make) => Array.from({ length: count }, make).join('\n');
  const state = JSON.stringify(Array.from({ length: 5000 }, () => ({ id: number(1e6), title: `${person()} in ${pick(PLACES)}`, slug: pick(THINGS) })));
  const parts = {
    by: person(),
    head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'The bridge that was put off twice', datePublished: '2024-03-14T07:30:00Z' })}</script><script>window.state=${state}</script>`,
    before: `<nav class="menu"><ul>${many(120, item)}</ul></nav>`,
    body: story(writer, 25_000),
    after: `<aside class="cards">${many(350, card)}</aside><section class="comments"><h2>Comments</h2><ol>${many(500, comment)}</ol></section>`,
  };
  const rest = bytes - Buffer.byteLength(page(parts));
  return page({ ...parts, head: `${parts.head}<script>/*${'x'.repeat(Math.max(0, rest - 21))}*/</script>` });
}
