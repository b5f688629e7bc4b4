/** What is exported: an ordinary article, a page, and texts that try to break each format. All of it is invented. */

import { SAMPLE } from '../../www/page/sample.js';

const PAGE = `<!doctype html><html lang="en-GB"><head><title>Ferry to Lyle stops | Harbour Post</title>
<link rel="canonical" href="https://harbourpost.example/2014/01/04/ferry?a=1&amp;b=2">
<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Ferry to Lyle stops">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry to Lyle stops", "datePublished": "2014-01-04",
"dateModified": "2014-01-05", "author": {"@type": "Person", "name": "Anna Duval"}}</script></head><body><article><h1>Ferry to Lyle stops</h1>
<p>By Anna Duval</p><p>OSLO, Jan. 4 - The ferry from Oslo to Copenhagen will stop on February 4 at 10 a.m., Transport Minister Bo Vik said on Friday,
after the Lakes Bank refused a loan. “We tried,” Vik told the Harbour Post in a long interview on the quay. Parliament will speak of it in two weeks.</p>
<ul><li>The ferry began on 3 May 1987 and has carried travellers every day since then.</li><li>Lyle has 400 people, and its mayor, Runa Holt, is against it.</li></ul>
<p>Norwegian and Danish ministers meet next week in Paris, in early March, and from January 13 to January 15.</p></article></body></html>`;

/** Every kind of character that formats stumble over, around names and dates. */
const HOSTILE = [
  '👩‍👩‍👧‍👦 OSLO - Minister Zoë Mu\u0308ller (née “Duval”) said on February 4:\r\n“</script><script>alert(1)</script> ]]> <!-- & &amp;”\r\n',
  'Anna Duval\u2028met\u2029Bo Vik on Friday; a\\b, c\u00a0d\u200b.\r\rIn Paris, Müller spoke for two hours, every Monday.\n\n',
  'שלום \u202eAnna Duval\u202c مرحبا in Oslo on 3 May 2014. \u0001\u0007\u001b[31mBo Vik\u001b[0m \u007f\u0085\ufffe\uffff\ufeff came last month.\n\n',
  '𝒳 Geneva 🇫🇷 “Anna Duval” — 北京, Łódź, İ, ß. On 2014-01-13T10:00 they met; ${x} {{y}} %s $(z) `q`.\n',
].join('');

const FORMULAS = [
  '=1+1 Anna Duval said on Friday.\n\n@SUM(A1) +Bo Vik, -2014, "Anna", \'Vik\'.\n\n\t=cmd|\' /C calc\'!A0 met Anna Duval in Oslo on March 3.\n\n',
  'It ended in 44 BC, in the 470s BC and on 15 March 44 BC. =Duval= came on -2014-01-13.\n',
].join('');

/** `given` is what `analyze` gets, `options` too; `text` and `html` also go through the command line. */
export const INPUTS = [
  { name: 'sample', text: SAMPLE },
  { name: 'page', html: PAGE },
  { name: 'hostile', text: HOSTILE, options: { published: '2014-01-03' } },
  { name: 'formulas', text: FORMULAS, options: { published: '2014-01-03' } },
  { name: 'empty', text: '' },
  { name: 'blank', text: ' \r\n\t\n' },
  { name: 'no-dates', text: 'The minister, Anna Duval, met Bo Vik in Oslo.\n' },
  { name: 'no-names', text: 'It rained for three weeks, and on 3 May 2014, and it will again.\n' },
  { name: 'ends-of-time', text: 'It began in 44 BC, in the 4th century BC, in year 476, and ends on 9999-12-31, in 9999-12, or at 2014-01-13T24:00.\n' },
  { name: 'nul', text: 'Anna\0 Duval met\0Bo Vik on\0Friday, 3 January 2014.\0', only: 'package' },
  { name: 'halves', text: '\ud83d Anna Duval \ude00\ud83d met Bo Vik 😀 on Friday, 3 January 2014. \ud83d', only: 'package' },
].map((input) => ({ options: {}, ...input, given: input.html === undefined ? input.text : { html: input.html } }));
