/** Pages that would run scripts: opened in the page, nothing of them does, and nothing is fetched. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysed, drop, openPage } from './support.mjs';

const STORY = `<p>The Lisbon city council, led by Ana Silva, approved a new budget of 4 million euros on 3 March 2021, officials
said.</p><p>The mayor of Porto, Rui Sousa, called the decision brave, and asked for a meeting in the first week of May.</p>`;
const page = (inside, head = '') => `<!doctype html><html><head><title>Council approves budget</title>${head}</head>
<body><article><h1>Council approves budget</h1>${STORY}${inside}${STORY}</article></body></html>`;

const PAGES = {
  'handlers, frames and addresses that are scripts': page(`<script>alert(1)</script><img src=x onerror=alert(1)>
<svg onload=alert(1)></svg><a href="javascript:alert(1)">read</a><iframe srcdoc="<script>alert(1)</script>"></iframe>
<video poster=javascript:alert(1)><source onerror=alert(1)></video><details open ontoggle=alert(1)>x</details>
<xss tabindex=1 autofocus onfocus=alert(1)>y</xss><form action=javascript:alert(1)><button formaction=javascript:alert(1)>z</button></form>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math>`),
  'a head that lies': page(
    '<form id=attributes><input name=parentNode><input name=nodeName></form><a id=body></a>',
    `<meta http-equiv=refresh content="0;url=javascript:alert(1)"><base href="javascript:/a/">
<meta property=og:title content="&lt;img src=x onerror=alert(1)&gt; Council"><meta name=author content="<img src=x onerror=alert(1)>">
<script type="application/ld+json">{"__proto__":{"polluted":1},"@type":"NewsArticle","headline":"<img src=x onerror=alert(1)>","author":{"name":"<script>alert(1)<\\/script>"},"datePublished":"9999-99-99"}</script>`,
  ),
};

for (const [name, content] of Object.entries(PAGES)) {
  test(`nothing runs: ${name}`, async (t) => {
    const { page, trouble, requests } = await openPage(t);
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    await drop(page, [{ name: 'hostile.html', type: 'text/html', content }]);
    await analysed(page, 'Lisbon');
    assert.ok((await page.locator('#article mark').count()) >= 8);
    // What came of the page is text: no element of it is in ours.
    assert.equal(await page.locator('#article').locator('script, img, svg, a, iframe, video, form, xss, math').count(), 0);
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(requests, []);
    assert.deepEqual(trouble, []);
  });
}
