/**
 * `npm run bench:hostile -- FOLDER`: hostile pages, each in a Node of its own: seconds, the most memory
 * over that of Node with the engine loaded, and what became of it. FOLDER holds `hostile.jsonl`, an object with `id` and `html_file` a line.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, one] = process.argv.slice(2);
if (!folder) {
  console.error('Which pages? npm run bench:hostile -- FOLDER');
  process.exit(1);
}
if (one) await measure(one);
else summarize();

async function measure(file) {
  const { load, analyze } = await import('../../dist/lib/index.js');
  const html = readFileSync(file, 'utf8');
  await load();
  const resting = process.memoryUsage().rss;
  const began = performance.now();
  let outcome;
  try {
    const { text, notes } = await analyze({ html });
    outcome = notes.find(({ code }) => code === 'no_article') ? 'no_article' : `${text.length} characters`;
  } catch (error) {
    outcome = error.code ?? String(error);
  }
  const seconds = (performance.now() - began) / 1000;
  const megabytes = Math.max(0, process.resourceUsage().maxRSS / 1024 - resting / 2 ** 20);
  console.log(JSON.stringify({ seconds, megabytes, outcome }));
}

function summarize() {
  const pages = readFileSync(join(folder, 'hostile.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const results = pages.map(({ id, html_file }) => {
    const args = [fileURLToPath(import.meta.url), folder, join(folder, html_file)];
    const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
    const result = status === 0 ? JSON.parse(stdout) : { seconds: 60, megabytes: 0, outcome: `died: ${stderr.slice(-200)}` };
    console.log(`${id.padEnd(36)} ${result.seconds.toFixed(2)} s ${result.megabytes.toFixed(0).padStart(4)} MB  ${result.outcome}`);
    return result;
  });
  const most = (name) => Math.max(...results.map((result) => result[name]));
  console.log(`${results.length} pages, at most ${most('seconds').toFixed(2)} s and ${most('megabytes').toFixed(0)} MB more than at rest`);
}
