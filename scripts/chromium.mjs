/** Finds or installs a Chromium for the browser tests. */

import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { foundOrInstalled } from './install.mjs';
import { isProgram } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** What every browser of tests and benches is started with: no window, no network of its own. */
export const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium, or undefined. `CHROME_PATH` wins. */
export function findChromium() {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((dir) => join(dir, name)));
  return [...onPath, MAC, ...playwright()].find(isProgram);
}

/** As `findChromium`; installs Debian's where that is possible. */
export const chromium = () => foundOrInstalled({ name: 'Chromium', debian: 'chromium', variable: 'CHROME_PATH', tests: 'browser' }, findChromium);

/** The ones that Playwright downloaded, the newest first. */
function playwright() {
  const cache = join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const versions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  const folders = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).map((name) => join(cache, name));
  return folders.flatMap((dir) => readdirSync(dir).map((inner) => join(dir, inner, 'chrome')));
}
