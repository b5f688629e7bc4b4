/** Tools that the root's own packages cannot bring: browsers, and folders with a lock file of their own. */

import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, isProgram, npm, root, run } from './run.mjs';

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

/**
 * The path of a browser, which is installed where it is missing and that is possible.
 * @param {{ name: string, debian: string, variable: string, tests: string }} browser its Debian package, the variable of the
 *   environment that names it, and the tests that need it
 * @param {() => string | undefined} find
 * @returns {string}
 */
export function foundOrInstalled({ name, debian, variable, tests }, find) {
  let path = find();
  if (!path && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`      no ${name} here, installing it with apt-get`);
    const failed = `${name} could not be installed: see above, or set ${variable} to one.`;
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { env, failed });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], { env, failed });
    path = find();
  }
  if (!path || !isProgram(path)) {
    throw new Trouble(`The ${tests} tests need ${name}: install it (Debian: \`apt install ${debian}\`) or set ${variable} to it.`);
  }
  console.log(`      ${path}`);
  return path;
}
