/** dom_smoothie, Readability's rules in Rust: `bench/native` measures it, and gives its articles to the scorer. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { articleOf } from '../peers/blocks.mjs';
import { NATIVE } from '../process.mjs';

export const name = 'dom_smoothie';
export const where = 'native';
export const tasks = ['articles'];
export const native = 'dom_smoothie';
export const note = 'a library for Rust, so it ships no bytes to a page';

/** A page on its way to the scorer. */
const FILE = join(dirname(NATIVE), 'page.html');

let parseHTML;

/** Only for the scorer: speed is measured without Node. */
export async function start() {
  ({ parseHTML } = await import('linkedom'));
}

export function run(html) {
  writeFileSync(FILE, html);
  return execFileSync(NATIVE, [native, 'answer', FILE], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

export function answer(printed) {
  const [title, byline, date, ...lines] = printed.split('\n');
  return articleOf(parseHTML, { html: lines.join('\n'), title, byline, date });
}
