/**
 * `node fuzz/run.mjs [TARGET] [OPTION...]`: fuzzes, from our own articles, seeds and what was kept on. Options are libFuzzer's,
 * see README.md. With `--keep` it does not fuzz: of what it learned, the short inputs that show as much as all short ones are
 * kept.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, root, run } from '../scripts/run.mjs';

const given = process.argv.slice(2);
const keep = given.includes('--keep');
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
const kept = join(root, 'fuzz/kept', `${target}.tar.gz`);
if (existsSync(kept) && !keep) run('tar', ['-xzf', kept, '-C', corpus], { failed: `${kept} cannot be unpacked.` });
const dictionary = [`fuzz/${target}.dict`, 'fuzz/dates.dict'].find((file) => existsSync(join(root, file)));

/** A file of thousands of small ones, the same of the same inputs. */
function pack() {
  const fewer = `${corpus}.fewer`;
  rmSync(fewer, { recursive: true, force: true });
  mkdirSync(fewer);
  fuzz([fewer, corpus], ['-merge=1', '-max_len=256']);
  mkdirSync(join(root, 'fuzz/kept'), { recursive: true });
  const names = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=0644'];
  run('tar', [...names, '-I', 'gzip -9n', '-cf', kept, '-C', fewer, ...readdirSync(fewer)], { failed: 'What was learned cannot be packed.' });
}

/** @param {string[]} corpora */
function fuzz(corpora, options) {
  run('cargo', ['+nightly', 'fuzz', 'run', target, ...corpora, '--', ...options], {
    failed: 'The fuzzer stopped, see above: at an input that breaks a promise, or because cargo-fuzz is not here.',
  });
}

try {
  if (keep) pack();
  // Of any length up to an article's at once: left to itself, libFuzzer stays below the longest of the first inputs.
  else fuzz([], ['-max_len=4096', '-len_control=0', `-dict=${dictionary}`, ...given]);
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}
