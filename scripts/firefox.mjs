/** Finds or installs a Firefox for the tests of the main path. */

import { delimiter, join } from 'node:path';
import { foundOrInstalled } from './install.mjs';
import { isProgram } from './run.mjs';

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
export const firefox = () => foundOrInstalled({ name: 'Firefox', debian: 'firefox-esr', variable: 'FIREFOX_PATH', tests: 'Firefox' }, findFirefox);
