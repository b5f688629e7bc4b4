/** `node fuzz/run.mjs [OPTION...]`: fuzzes, from the golden articles on. Options are libFuzzer's, see README.md. */

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, root, run } from '../scripts/run.mjs';

const ARTICLES = join(root, 'tests/golden');
const CORPUS = join(root, 'fuzz/corpus/dates');

/** Bits of an input's first byte, as targets/dates.rs reads it. */
const A_DAY = 1;
const PAGE = 8;
const DATES = 16;

mkdirSync(CORPUS, { recursive: true });
for (const name of readdirSync(ARTICLES)) {
  seed(name, 'input.txt', 0);
  seed(name, 'input.html', PAGE);
}

// Of any length up to an article's at once: left to itself, libFuzzer stays below the longest of the first inputs.
const options = ['-max_len=4096', '-len_control=0', '-dict=fuzz/dates.dict', ...process.argv.slice(2)];
try {
  run('cargo', ['+nightly', 'fuzz', 'run', 'dates', '--', ...options], {
    failed: 'The fuzzer stopped, see above: at an input that breaks a promise, or because cargo-fuzz is not here.',
  });
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}

/** Writes one golden article as inputs: with and without a day of publication, for all and for dates alone. */
function seed(name, file, kind) {
  const path = join(ARTICLES, name, file);
  if (!existsSync(path)) return;
  const text = readFileSync(path);
  for (const choice of [kind, kind | A_DAY, kind | DATES, kind | A_DAY | DATES]) {
    writeFileSync(join(CORPUS, `${name}-${choice}`), Buffer.concat([Buffer.of(choice), text]));
  }
}
