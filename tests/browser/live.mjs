/** What the tests of live pages share: the made pages, pages of one test, and the library beside them. */

import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before } from 'node:test';
import sirv from 'sirv';
import { root } from '../../scripts/run.mjs';
import { startBrowser } from './support.mjs';

export const FOLDER = join(root, 'tests/browser/pages');

/** @type {Map<string, { html: string, headers: Record<string, string> }>} */
const made = new Map();
let server;
let url;

before(async () => {
  const [pages, built] = [sirv(FOLDER, { dev: true }), sirv(join(root, 'dist/page'), { dev: true })];
  server = createServer((request, response) => {
    const page = made.get(request.url);
    if (page) response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
    else pages(request, response, () => built(request, response));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  url = `http://localhost:${server.address().port}`;
});
after(() => server.close());

/** What tests do in a page. Runs before the page's own scripts, and under any policy. */
function helpers() {
  const wordsOf = (init) => {
    const range = new Range();
    range.setStart(init.startContainer, init.startOffset);
    range.setEnd(init.endContainer, init.endOffset);
    return range.toString();
  };
  const trees = (root = document) => [root, ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? trees(one.shadowRoot) : []))];
  const live = {
    wordsOf,
    trees,
    highlight: undefined,
    async load() {
      Object.assign(live, await import('/dom/index.js'));
      live.analyze = (await import('/lib/index.js')).analyze;
    },
    /** Reads and analyses an element. */
    async look(element = document, options = {}) {
      await live.load();
      live.reading = live.readElement(element);
      live.analysis = await live.analyze({ snapshot: live.reading.snapshot }, options);
      return live.analysis;
    },
    /** Everything that stands in the highlights of a document, as words by type. */
    painted(view = window, prefix = 'whowhen') {
      const found = {};
      for (const [name, highlight] of view.CSS.highlights) {
        if (name.startsWith(`${prefix}-`)) found[name.slice(prefix.length + 1)] = [...highlight].map(wordsOf);
      }
      return found;
    },
    /** The same of marks, as they stand in what is drawn, those of the first mention first. */
    marked(root = document) {
      const marks = [];
      // One of the pages has a form whose fields are named like this.
      const childNodes = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes').get;
      const visit = (node) => {
        if (node.localName === 'mark' && node.classList.contains('whowhen')) marks.push(node);
        const slotted = node.localName === 'slot' ? node.assignedNodes() : [];
        for (const child of node.shadowRoot?.childNodes ?? (slotted.length > 0 ? slotted : childNodes.call(node))) visit(child);
      };
      visit(root);
      const found = {};
      const at = ({ dataset }) => Number(dataset.whowhenMention ?? dataset.whowhenDate);
      for (const mark of marks.sort((one, other) => at(one) - at(other))) {
        const type = mark.className.split(' ').find((name) => name.startsWith('whowhen-')).slice(8);
        (found[type] ??= []).push(mark.textContent);
      }
      return found;
    },
    /** What ought to be painted, by type and folded. */
    wanted(analysis = live.analysis) {
      const found = {};
      const spans = [...analysis.mentions, ...analysis.dates.map((date) => ({ ...date, type: 'date' }))];
      for (const { type, start, end } of spans) (found[type] ??= []).push(analysis.text.slice(start, end));
      return found;
    },
    /** The page and all its shadow trees as HTML, and how many nodes of text each has. */
    all() {
      const texts = (tree) => {
        const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        return nodes;
      };
      return trees().map((tree) => ({ html: tree.documentElement?.outerHTML ?? tree.innerHTML, nodes: texts(tree), data: texts(tree).map((node) => node.data) }));
    },
    /** What is not as it was. */
    changes(before) {
      const now = live.all();
      const wrong = [];
      for (const [index, tree] of before.entries()) {
        if (tree.html !== now[index]?.html) wrong.push(`tree ${index} is another`);
        if (tree.nodes.length !== now[index]?.nodes.length) wrong.push(`tree ${index} had ${tree.nodes.length} texts and has ${now[index]?.nodes.length}`);
        if (tree.nodes.some((node, at) => now[index].nodes[at] !== node)) wrong.push(`tree ${index} has other text nodes`);
        if (tree.data.some((data, at) => now[index].data[at] !== data)) wrong.push(`tree ${index} has other words`);
      }
      if (trees().some((tree) => tree.adoptedStyleSheets.length > 0)) wrong.push('a sheet is left');
      if ([...CSS.highlights.keys()].length > 0) wrong.push(`highlights are left: ${[...CSS.highlights.keys()]}`);
      return wrong;
    },
  };
  window.live = live;
}

/**
 * Opens a page in a tab of its own: a file of `pages/`, or the HTML of one test.
 * @param {import('node:test').TestContext} t
 * @param {string} page
 * @param {{ headers?: Record<string, string>, context?: import('playwright-core').BrowserContextOptions }} [options]
 */
export async function openLive(t, page, { headers = {}, context: contextOptions } = {}) {
  const context = await (await startBrowser()).newContext({ viewport: { width: 1000, height: 800 }, ...contextOptions });
  t.after(() => context.close());
  const trouble = [];
  await context.exposeFunction('reportViolation', (words) => trouble.push(words));
  await context.addInitScript(helpers);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const tab = await context.newPage();
  tab.on('pageerror', (error) => trouble.push(String(error)));
  let path = `/${page}`;
  if (page.includes('<')) {
    path = `/made-${made.size}.html`;
    made.set(path, { html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Test</title></head><body>${page}</body></html>`, headers });
  }
  await tab.goto(url + path);
  return { page: tab, trouble };
}

/** An invented article for tests that need no odd page. */
export const STORY = `
<article><h1>Bridge over the Tarn reopens</h1>
<p>By <a href="#martin">Martin Osgood</a>, 14 March 2024</p>
<p id="first">Anna Duval, the engineer who drew the bridge, met Henrik Solberg of the North Holm Fund in Geneva on 2 May 2023.</p>
<p id="second">The Ministry of Waters in London had asked for a second test, Henrik Solberg said on 11 November 2022.</p>
<p id="third">On Friday, Rosalind Keating of the United Nations praised the work; Anna Duval was in Bristol at the time.</p>
</article>`;
