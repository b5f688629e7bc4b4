/** `npm start`: sets up, builds, and serves the page on this machine. */

import { join } from 'node:path';
import { root, steps } from './run.mjs';
import { buildSteps } from './setup.mjs';

const { PORT = '8080' } = process.env;
if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65_535) {
  console.error(`PORT must be a number up to 65535, not "${PORT}".`);
  process.exit(1);
}

await steps([...buildSteps(), ['Serving', start]]);

async function start() {
  // Only now: the server needs a package that may just have been installed.
  const { serve } = await import('./serve.mjs');
  const { url } = await serve(join(root, 'dist/page'), { port: Number(PORT) });
  console.log(`\n  WhoWhen is at ${url}   (Ctrl+C ends it)\n`);
}
