/** WhoWhen in a page: the WebAssembly in Chromium, without a worker. The clock is the page's own. */

import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';

export const name = 'WhoWhen';
export const where = 'wasm in Chromium';
export const tasks = ['names', 'dates', 'articles'];
export const ours = true;
export const answersAs = 'whowhen';
export { ships } from './whowhen.mjs';

const FIND = { names: 'all', dates: 'dates', articles: 'article' };

let page;
let end;

/** Loads the engine and reads one text. Gives the seconds from the first request for the engine. */
export async function coldStart(task, text) {
  const { server, url } = await serve(join(root, 'dist/page'));
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  end = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  page = await browser.newPage();
  await page.goto(`${url}/icon.svg`);
  return page.evaluate(inPage, { base: url, find: FIND[task], isPage: task === 'articles', text });
}

/** Reads all of the texts for at least so long. */
export const time = (texts, enough) => page.evaluate(({ all, seconds }) => window.time(all, seconds), { all: texts, seconds: enough });

export const wasmMemory = () => page.evaluate(() => window.wasmMemory());
export const close = () => end();

/** Runs in the page. */
async function inPage({ base, find, isPage, text }) {
  let memory;
  const began = performance.now();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const way = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await way.apply(WebAssembly, args);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
  const { load, analyze } = await import(`${base}/lib/index.js`);
  await load();
  const read = (words) => analyze(isPage ? { html: words } : words, { published: '2014-01-03', find });
  await read(text);
  window.wasmMemory = () => memory.buffer.byteLength;
  window.time = async (texts, enough) => {
    const start = performance.now();
    let passes = 0;
    while (passes === 0 || performance.now() - start < enough * 1000) {
      for (const words of texts) await read(words);
      passes += 1;
    }
    return { passes, seconds: (performance.now() - start) / 1000 };
  };
  return (performance.now() - began) / 1000;
}
