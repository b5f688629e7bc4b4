/** Accuracy on the development corpora, by the shared scorers; where they are at hand. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../scripts/run.mjs';

const SHARED = join(root, '../shared');

/** What is scored, how, and where in the scorer's words its main figures stand. */
const GOLD = {
  names: [{ set: 'dev-worldwide', file: 'names/dev-worldwide.jsonl', options: ['--only', 'PER,LOC,ORG'], figures: { F1: /^EXACT.*F1\s+([\d.]+)/m } }],
  dates: ['te3_timebank_train', 'wikiwars_timex2_train', 'meantime_en_dev'].map((name) => ({
    set: { te3_timebank_train: 'TimeBank', wikiwars_timex2_train: 'WikiWars', meantime_en_dev: 'MEANTIME' }[name],
    file: `dates/${name}.jsonl`,
    options: name.startsWith('meantime') ? ['--no-dct'] : [],
    figures: { span: /^strict.*F1\s+([\d.]+)/m, value: /^value.*?F1\s+([\d.]+)/m },
  })),
  articles: ['wcxb_dev', 'fundus'].map((name) => ({
    set: name,
    file: `articles/${name}.jsonl`,
    pages: name,
    options: [],
    figures: { F1: /"body": \{.*?"F1": ([\d.]+)/ },
  })),
};

/** What a scorer gives as a share of one is shown in hundredths, as the others are. */
const SCALE = { names: 1, dates: 1, articles: 100 };

/** Milliseconds for one contestant on one set: one that hangs on a page shall not hold up the others. */
const PATIENCE = 1_200_000;

/** Why nothing is measured here, or undefined. */
export function whyNoAccuracy() {
  if (!existsSync(join(SHARED, 'corpora'))) return '../shared/corpora is not here';
  if (spawnSync('python3', ['--version']).status !== 0) return 'python3 is not here';
  return undefined;
}

/**
 * Figures by set, as `{ TimeBank: { span: 90.4, value: 82.0 } }`.
 * @param {string} id
 * @param {string} task
 * @param {{ dir: string, documents: number }} effort a folder for pages, and how many documents of each set at most
 */
export function measureAccuracy(id, task, { dir, documents }) {
  mkdirSync(dir, { recursive: true });
  const scores = {};
  for (const { set, file, pages, options, figures } of GOLD[task]) {
    const gold = join(SHARED, 'corpora', file);
    if (!existsSync(gold)) continue;
    const command = [process.execPath, join(root, 'bench/peers/jsonl.mjs'), id, task].map((word) => `'${word}'`).join(' ');
    const args = [join(SHARED, 'score/score.py'), task, command, shortened(gold, { dir, documents }), ...(pages ? [unpacked(pages, dir)] : []), ...options];
    const { stdout, stderr, status } = spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: PATIENCE });
    if (status !== 0) throw new Error(`the scorer of ${task} failed with ${id} on ${set}:\n${stdout.slice(-500)}${stderr.slice(-2000)}`);
    const read = ([what, pattern]) => [what, SCALE[task] * Number(pattern.exec(stdout)?.[1])];
    scores[set] = Object.fromEntries(Object.entries(figures).map(read));
  }
  return scores;
}

function shortened(gold, { dir, documents }) {
  if (documents === Infinity) return gold;
  const file = join(dir, basename(gold));
  writeFileSync(file, readFileSync(gold, 'utf8').split('\n').slice(0, documents).join('\n'));
  return file;
}

function unpacked(name, dir) {
  const to = join(dir, `${name}-pages`);
  if (!existsSync(to)) {
    mkdirSync(to);
    execFileSync('tar', ['-xJf', join(SHARED, `corpora/articles/${name}.html.tar.xz`), '-C', to]);
  }
  return to;
}
