/** An invented article for tests that need no odd page. */
export const STORY = `
<article><h1>Bridge over the Tarn reopens</h1>
<p>By <a href="#martin">Martin Osgood</a>, 14 March 2024</p>
<p id="first">Anna Duval, the engineer who drew the bridge, met Henrik Solberg of the North Holm Fund in Geneva on 2 May 2023.</p>
<p id="second">The Ministry of Waters in London had asked for a second test, Henrik Solberg said on 11 November 2022.</p>
<p id="third">On Friday, Rosalind Keating of the United Nations praised the work; Anna Duval was in Bristol at the time.</p>
</article>`;
