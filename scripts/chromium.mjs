/** Finds or installs a Chromium for the browser tests. */

import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Trouble, isProgram, run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The path of a Chromium, or undefined. `CHROME_PATH` wins. */
export function findChromium() {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((dir) => join(dir, name)));
  return [...onPath, MAC, ...playwright()].find(isProgram);
}

/** As `findChromium`; installs Debian's where that is possible. */
export function chromium() {
  let path = findChromium();
  if (!path && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('      no Chromium here, installing it with apt-get');
    const failed = 'Chromium could not be installed: see above, or set CHROME_PATH to one.';
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { env, failed });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, failed });
    path = findChromium();
  }
  if (!path || !isProgram(path)) {
    throw new Trouble('The browser tests need Chromium: install it (Debian: `apt install chromium`) or set CHROME_PATH to it.');
  }
  console.log(`      ${path}`);
  return path;
}

/** The ones that Playwright downloaded, the newest first. */
function playwright() {
  const cache = join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const versions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  const folders = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).map((name) => join(cache, name));
  return folders.flatMap((dir) => readdirSync(dir).map((inner) => join(dir, inner, 'chrome')));
}
