/** Finds or installs a Firefox for the tests of the main path. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble, isProgram, run } from './run.mjs';

const NAMES = ['firefox', 'firefox-esr'];
const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** The path of a Firefox, or undefined. `FIREFOX_PATH` wins. */
export function findFirefox() {
  const { FIREFOX_PATH, PATH = '' } = process.env;
  if (FIREFOX_PATH) return FIREFOX_PATH;
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((dir) => join(dir, name)));
  return [...onPath, MAC].find(isProgram);
}

/** As `findFirefox`; installs Debian's where that is possible. */
export function firefox() {
  let path = findFirefox();
  if (!path && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('      no Firefox here, installing it with apt-get');
    const failed = 'Firefox could not be installed: see above, or set FIREFOX_PATH to one.';
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { env, failed });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'firefox-esr'], { env, failed });
    path = findFirefox();
  }
  if (!path || !isProgram(path)) {
    throw new Trouble('The Firefox tests need Firefox: install it (Debian: `apt install firefox-esr`) or set FIREFOX_PATH to it.');
  }
  console.log(`      ${path}`);
  return path;
}
