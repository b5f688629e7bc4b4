/** Serves a built folder on this machine, with the headers that the page has everywhere. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { Trouble, root } from './run.mjs';

/** Hosts read the same file, so that what is tested here is what readers get. */
const HEADERS = join(root, 'www/page/_headers');

/**
 * Serves `dir` on http://localhost. A port that is taken is left to its owner: the next one is tried, `tries` times.
 * Port 0 is any free one.
 * @param {string} dir
 * @param {{port?: number, tries?: number}} [options]
 */
export async function serve(dir, { port = 0, tries = 20 } = {}) {
  const headers = readHeaders();
  const files = sirv(dir, { dev: true });
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    files(request, response, () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n'));
  });
  for (let next = port; next <= port + tries; next += 1) {
    if (await listens(server, next)) return { server, url: `http://localhost:${server.address().port}` };
    console.log(`Port ${next} is taken, trying ${next + 1}.`);
  }
  throw new Trouble(`No port is free from ${port} to ${port + tries}: set PORT to a free one.`);
}

function listens(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/** The headers for all files: the lines below `/*` in the format of Netlify and Cloudflare Pages. */
function readHeaders() {
  const lines = readFileSync(HEADERS, 'utf8').split('\n').filter((line) => /^\s+[\w-]+:/.test(line));
  return lines.map((line) => /^\s+([\w-]+):\s*(.*)$/.exec(line).slice(1));
}
