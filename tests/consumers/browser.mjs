/** One Chromium for all, and static hosts. */

import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium } from '../../scripts/chromium.mjs';

/** Milliseconds after which a page is taken to be stuck. */
const PATIENCE = 30_000;

let browser;

/** What the page at an address sets `answers` to. Throws where it breaks, with what its console says. */
export async function answersOf(url) {
  browser ??= await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext();
  const said = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => said.push(`${message.text()} ${message.location().url}`));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('requestfailed', (request) => said.push(`${request.url()}: ${request.failure()?.errorText}`));
    await page.goto(url);
    // Asked again and again from here: under a strict policy a page cannot be given code that waits.
    for (const until = Date.now() + PATIENCE; Date.now() < until; await setTimeout(50)) {
      const answers = await page.evaluate(() => globalThis.answers);
      if (answers) return answers;
    }
    throw new Error(`no answers after ${PATIENCE} ms`);
  } catch (error) {
    throw new Error([error.message, ...said].join('\n'), { cause: error });
  } finally {
    await context.close();
  }
}

/** Serves a folder while `use` has its address; `headers` go with every file, or are found out from its path. */
export async function served(dir, use, headers = () => ({})) {
  const files = sirv(dir, { dev: true, dotfiles: true, setHeaders: (response, path) => {
    for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
  } });
  const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end()));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://localhost:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export async function closeBrowser() {
  await browser?.close();
}
