/**
 * The package as its users have it: packed, installed from the tarball, and used by each of the programs and bundlers that
 * they use. `node tests/consumers/run.mjs` tries all, further words only those whose name has one of them.
 */

import { closeBrowser } from './browser.mjs';
import { cache, installTools, packPackage } from './tools.mjs';

installTools();
const tarball = packPackage();

// Only now: they look for the tools.
const [{ bundlers }, { pages }, { programs }, { lints, types }] = await Promise.all(
  ['bundlers', 'pages', 'programs', 'types'].map((name) => import(`./${name}.mjs`)),
);
const wanted = process.argv.slice(2);
const all = [...lints(tarball), ...types, ...programs, ...bundlers, ...pages];
const consumers = all.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const failures = [];
const began = performance.now();
for (const consumer of consumers) {
  const since = performance.now();
  const outcome = await outcomeOf(consumer);
  const { name, version = '' } = consumer;
  console.log(`${name.padEnd(50)} ${version.padEnd(10)} ${outcome}  ${((performance.now() - since) / 1000).toFixed(1)} s`);
}
await closeBrowser();
for (const { name, error } of failures) console.error(`\n${name}\n${error.stack}`);
console.log(`\n${consumers.length} consumers, ${failures.length} failed, ${((performance.now() - began) / 1000).toFixed(0)} s; their projects: ${cache}/projects`);
process.exitCode = failures.length > 0 || consumers.length === 0 ? 1 : 0;

async function outcomeOf({ name, absent, run }) {
  if (absent) return `left out: ${absent}`;
  try {
    await run();
    return 'passed';
  } catch (error) {
    failures.push({ name, error });
    return 'FAILED';
  }
}
