/** Mozilla's Readability, on linkedom in Node. In a page it needs no linkedom: the browser has read the HTML. */

import { articleOf } from '../peers/blocks.mjs';

export const name = 'Readability';
export const where = 'linkedom in Node';
export const tasks = ['articles'];
export const packages = { articles: ['@mozilla/readability', 'linkedom'] };
export const note = 'its bytes are without linkedom, which a page does not need';
export const ships = () => ({ source: "export { Readability } from '@mozilla/readability';" });

let Readability;
let parseHTML;

export async function start() {
  ({ Readability } = (await import('@mozilla/readability')).default);
  ({ parseHTML } = await import('linkedom'));
}

export const run = (html) => new Readability(parseHTML(html).document).parse();

export const count = (article) => article?.textContent.length ?? 0;

export const answer = (article) =>
  articleOf(parseHTML, { html: article?.content, title: article?.title, byline: article?.byline, date: article?.publishedTime });
