/** Tools that the root's own packages cannot bring: a folder with a lock file of its own, installed below target/. */

import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './run.mjs';

/**
 * Installs what the lock file in `from` lists into `to`, unless it is installed. No script of theirs is run.
 * @param {string} from
 * @param {string} to
 */
export function installFrom(from, to) {
  const [lock, done] = [join(from, 'package-lock.json'), join(to, 'installed.json')];
  if (existsSync(done) && readFileSync(done, 'utf8') === readFileSync(lock, 'utf8')) return;
  mkdirSync(to, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(from, name), join(to, name));
  cpSync(join(root, '.npmrc'), join(to, '.npmrc'));
  const options = ['--prefix', to, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  npm(['ci', ...options], { failed: `npm could not install the packages of ${lock}, see above.` });
  cpSync(lock, done);
}
