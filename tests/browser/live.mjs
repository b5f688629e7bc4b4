/** What the tests of live pages share: the made pages, pages of one test, and the library beside them. */

import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before } from 'node:test';
import sirv from 'sirv';
import { root } from '../../scripts/run.mjs';
import { helpers } from './in-page.mjs';
import { startBrowser } from './support.mjs';

export { STORY } from './story.mjs';

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
