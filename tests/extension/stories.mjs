/** Invented articles, and pages around them. */

export { STORY } from '../browser/story.mjs';

/** What is marked in `STORY`, by type and in the order of the text. */
export const FOUND = {
  person: ['Martin Osgood', 'Anna Duval', 'Henrik Solberg', 'Henrik Solberg', 'Rosalind Keating', 'Anna Duval'],
  organization: ['North Holm Fund', 'Ministry of Waters', 'United Nations'],
  place: ['Tarn', 'Geneva', 'London', 'Bristol'],
  date: ['14 March 2024', '2 May 2023', '11 November 2022', 'Friday'],
};

/** Another one, for pages that show two. */
export const FERRY = `
<article><h1>Ferry to Lundholm is late again</h1>
<p>By Oda Brandt, 3 June 2021</p>
<p id="ferry">Harald Nyman, who runs the ferry for the Baltic Line, told Clara Whitmore in Stockholm on 1 June 2021 that the engine was new.</p>
<p>Clara Whitmore had written to the Ministry of Transport in Oslo on 12 January 2020, and Harald Nyman answered on Monday.</p>
</article>`;

/** The people in it, and what else is marked there. */
export const IN_FERRY = ['Oda Brandt', 'Harald Nyman', 'Clara Whitmore', 'Clara Whitmore', 'Harald Nyman'];
export const ELSE_IN_FERRY = [
  'Lundholm', 'Baltic Line', 'Stockholm', 'Ministry of Transport', 'Oslo', '3 June 2021', '1 June 2021', '12 January 2020', 'Monday',
];

/** What makes an article long enough to be more than a button or an advertisement in a frame. */
const MORE = `<p>The water under the bridge went on as it always had, brown and slow, and nobody on the quay looked up from their work for
long; there were nets to mend, and the rain was near.</p>`;

/** @param {string} story */
export const longer = (story) => story.replace('</article>', `${MORE}${MORE}</article>`);

/**
 * A whole page.
 * @param {string} body
 * @param {string} [head]
 */
export function page(body, head = '') {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Tarn Courier</title>${head}</head><body>${body}</body></html>`;
}
