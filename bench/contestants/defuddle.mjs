/** defuddle, on linkedom in Node. In a page it needs no linkedom: the browser has read the HTML. */

import { articleOf } from '../peers/blocks.mjs';

export const name = 'defuddle';
export const where = 'linkedom in Node';
export const tasks = ['articles'];
export const packages = { articles: ['defuddle', 'linkedom'] };
export const note = 'its bytes are without linkedom, which a page does not need';
export const ships = () => ({ source: "export { default } from 'defuddle';" });

let Defuddle;
let parseHTML;

export async function start() {
  ({ Defuddle } = await import('defuddle/node'));
  ({ parseHTML } = await import('linkedom'));
}

export const run = (html, { url = 'https://example.org/story' } = {}) => Defuddle(parseHTML(html).document, url, {});

export const count = ({ content }) => content.length;

export const answer = ({ content, title, author, published }) => articleOf(parseHTML, { html: content, title, byline: author, date: published });
