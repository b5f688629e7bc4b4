/** `node fuzz/run.mjs [TARGET] [OPTION...]`: fuzzes, from our own articles and seeds on. Options are libFuzzer's, see README.md. */

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, root, run } from '../scripts/run.mjs';

const given = process.argv.slice(2);
const TARGETS = readdirSync(join(root, 'fuzz/targets')).map((name) => name.replace(/\.rs$/, ''));
const target = TARGETS.includes(given[0]) ? given.shift() : 'dates';
const corpus = join(root, 'fuzz/corpus', target);
mkdirSync(corpus, { recursive: true });

/** What the bits of an input's first byte choose, as targets/*.rs reads it: the inputs that each file gives. */
const DATES = { text: [0, 1, 16, 17], html: [8, 9, 24, 25] };
const PAGES = { html: [0, 2] };
const [choices, folders] = {
  dates: [DATES, ['tests/golden']],
  pages: [PAGES, ['tests/golden', 'tests/paste', 'tests/browser/pages']],
}[target] ?? [{}, []];
for (const folder of folders) {
  for (const name of readdirSync(join(root, folder))) {
    for (const [kind, file] of [['text', join(name, 'input.txt')], ['html', join(name, 'input.html')], ['html', name]]) {
      const path = join(root, folder, file);
      if (!choices[kind] || !existsSync(path) || !/\.(txt|html)$/.test(file)) continue;
      for (const choice of choices[kind]) {
        writeFileSync(join(corpus, `${name}-${choice}`), Buffer.concat([Buffer.of(choice), readFileSync(path)]));
      }
    }
  }
}
if (target === 'pages') writeFileSync(join(corpus, 'snapshot'), '\x01ábodyáh1äCouncil approves budgetããápäáclass=äã');

const seeds = join(root, 'fuzz/seeds', target);
if (existsSync(seeds)) cpSync(seeds, corpus, { recursive: true });
const dictionary = [`fuzz/${target}.dict`, 'fuzz/dates.dict'].find((file) => existsSync(join(root, file)));

// Of any length up to an article's at once: left to itself, libFuzzer stays below the longest of the first inputs.
const options = ['-max_len=4096', '-len_control=0', `-dict=${dictionary}`, ...given];
try {
  run('cargo', ['+nightly', 'fuzz', 'run', target, '--', ...options], {
    failed: 'The fuzzer stopped, see above: at an input that breaks a promise, or because cargo-fuzz is not here.',
  });
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}
