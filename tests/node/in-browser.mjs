/** One browser for a test file, and empty pages that have the built library beside them and the page's policy. */

import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';

let browser;
let served;
before(async () => {
  served = await serve(join(root, 'dist'));
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
});
after(async () => {
  await browser?.close();
  served?.server.close();
});

/** A page of its own for a test; `goto` leads it to a file that is shown as plain text: no script of its own. */
export async function newPage(t) {
  const page = await browser.newPage();
  t.after(() => page.close());
  return { page, goto: () => page.goto(`${served.url}/lib/error.js`) };
}
