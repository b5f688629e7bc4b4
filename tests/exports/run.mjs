/**
 * Exports opened by programs that did not write them: `node tests/exports/run.mjs`, after `npm run build`.
 *
 * Installs what package-lock.json and requirements.txt here list, exports every input through the built package and through
 * the command line, and lets libraries for each format read the files. What cannot be installed is a failure.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, npm, root, run, steps } from '../../scripts/run.mjs';
import { INPUTS } from './inputs.mjs';

const HERE = join(root, 'tests/exports');
const CACHE = join(root, 'target/exports');
const FILES = join(CACHE, 'files');
const REQUIREMENTS = join(HERE, 'requirements.txt');

/** A virtual environment for exactly these packages. */
const VENV = join(CACHE, `python-${createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12)}`);
const PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

await steps([
  ['npm packages that read exports', packages],
  ['Python packages that read exports (the first time takes a minute)', python],
  ['The command line', () => run('cargo', ['build', '--quiet', '--bin', 'whowhen'], { failed: 'The command line did not compile, see above.' })],
  ['Exporting', exportAll],
  ['Reading with JavaScript', () => node(['--test', ...tests()])],
  ['Reading with Python', () => run(PYTHON, [join(HERE, 'read.py'), FILES], { failed: 'Python read something else, see above.' })],
]);

function packages() {
  const done = join(HERE, 'node_modules/.package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(join(HERE, 'package-lock.json')).mtimeMs) return;
  npm(['ci', '--prefix', HERE, '--no-audit', '--no-fund'], { failed: 'The packages of tests/exports/package-lock.json could not be installed.' });
}

function python() {
  const done = join(VENV, 'installed');
  if (existsSync(done)) return;
  rmSync(VENV, { recursive: true, force: true });
  run('python3', ['-m', 'venv', VENV], { failed: 'Python 3 with venv is missing: install it (Debian: `apt install python3-venv`).' });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  run(PYTHON, pip, { failed: 'The packages of tests/exports/requirements.txt could not be installed.' });
  writeFileSync(done, '');
}

/** A folder for each input: `analysis.json` as `JSON.stringify` gives it, and a file for each format. */
async function exportAll() {
  if (!existsSync(join(root, 'dist/lib/export.js'))) throw new Trouble('The package is not built: run `npm run build` first.');
  const { analyze } = await import('../../dist/lib/index.js');
  const { exportAs, formats } = await import('../../dist/lib/export.js');
  rmSync(FILES, { recursive: true, force: true });
  for (const { name, given, options } of INPUTS) {
    const folder = join(FILES, name);
    mkdirSync(folder, { recursive: true });
    const analysis = await analyze(given, options);
    writeFileSync(join(folder, 'analysis.json'), JSON.stringify(analysis));
    for (const format of Object.keys(formats)) writeFileSync(join(folder, format), await exportAs(analysis, format));
  }
  console.log(`      ${INPUTS.length} inputs, ${Object.keys(formats).length} formats`);
}

function tests() {
  return readdirSync(HERE).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(HERE, name));
}

function node(args) {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  run(process.execPath, args, { env: { EXPORTS: FILES, WHOWHEN: join(target, 'debug/whowhen') }, failed: 'An export does not read as it should, see above.' });
}
