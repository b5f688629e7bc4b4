/**
 * `node bench/host.mjs CONTESTANT TASK FIRST`: one contestant in a process of its own, driven by `bench/process.mjs`.
 *
 * Says `first COUNT [SECONDS]` when it has read the file FIRST; seconds where it has a clock of its own. Then each line of the input,
 * `SECONDS<tab>FILE<tab>FILE…`, is answered by `PASSES<tab>SECONDS`: how often the files were read in at least that time, and
 * how long it took. `memory` is answered by the bytes of its WebAssembly.
 */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [id, task, first] = process.argv.slice(2);
// The answers have the output for themselves.
for (const way of ['log', 'info', 'warn', 'error', 'debug']) console[way] = () => {};
if (id === 'nobody') say('first 0');
const contestant = id === 'nobody' ? {} : await import(`./contestants/${id}.mjs`);
if (id !== 'nobody') say(`first ${await begin(readFileSync(first, 'utf8'))}`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'memory') {
    say(await (contestant.wasmMemory?.() ?? 0));
    continue;
  }
  const [enough, ...files] = line.split('\t');
  const { passes, seconds } = await (contestant.time ?? time)(files.map((file) => readFileSync(file, 'utf8')), Number(enough));
  say(`${passes}\t${seconds}`);
}
await contestant.close?.();

async function begin(text) {
  if (contestant.coldStart) return `1 ${await contestant.coldStart(task, text)}`;
  await contestant.start(task);
  return contestant.count(await contestant.run(text));
}

async function time(texts, enough) {
  const began = performance.now();
  let passes = 0;
  while (passes === 0 || performance.now() - began < enough * 1000) {
    for (const text of texts) await contestant.run(text);
    passes += 1;
  }
  return { passes, seconds: (performance.now() - began) / 1000 };
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
