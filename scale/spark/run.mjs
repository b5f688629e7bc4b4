/**
 * `npm run test:spark`: the recipe for Apache Spark of README.md beside this file, on a cluster of one machine with real worker
 * processes. Not part of `npm test`: it downloads Spark (450 MB) the first time.
 *
 * Installs what requirements.txt lists into target/spark, finds or installs Java, builds the command line, and runs test_spark.py.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { foundOrInstalled } from '../../scripts/install.mjs';
import { isProgram, output, root, run, steps } from '../../scripts/run.mjs';
import { rust } from '../../scripts/rust.mjs';
import { cargo } from '../../scripts/setup.mjs';

const HERE = join(root, 'scale/spark');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const CACHE = join(TARGET, 'spark');
const REQUIREMENTS = join(HERE, 'requirements.txt');
/** The oldest Java that this Spark runs on. */
const OLDEST_JAVA = 17;

/** A virtual environment for exactly these packages. */
const VENV = join(CACHE, `python-${createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12)}`);
const PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

let env;
let java;

await steps([
  ['Looking for Rust', () => (env = rust({ components: [] }))],
  ['Looking for Java', () => (java = foundOrInstalled({ name: `Java ${OLDEST_JAVA} or later`, debian: 'default-jre-headless', variable: 'JAVA_HOME', tests: 'Spark' }, findJava))],
  ['Spark and its Python packages (the first time downloads 450 MB)', python],
  ['Building the command line', () => cargo(['build', '--release', '--bin', 'whowhen'], env)],
  ['Spark with one worker and with two', test],
]);

/** The path of a Java that is new enough. `JAVA_HOME` wins. */
function findJava() {
  const { JAVA_HOME, PATH = '' } = process.env;
  const folders = [...(JAVA_HOME ? [join(JAVA_HOME, 'bin')] : []), ...PATH.split(delimiter)];
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const isNew = (path) => Number(/(\d+)/.exec(output(path, ['--version']) ?? '')?.[1]) >= OLDEST_JAVA;
  return folders.map((folder) => join(folder, name)).find((path) => isProgram(path) && isNew(path));
}

function python() {
  const done = join(VENV, 'installed');
  if (existsSync(done)) return;
  rmSync(VENV, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  run('python3', ['-m', 'venv', VENV], { failed: 'Python 3 with venv is missing: install it (Debian: `apt install python3-venv`).' });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  run(PYTHON, pip, { failed: 'The packages of scale/spark/requirements.txt could not be installed.' });
  writeFileSync(done, '');
}

function test() {
  const args = [join(HERE, 'test_spark.py'), join(TARGET, 'release', 'whowhen'), join(CACHE, 'test')];
  const home = dirname(dirname(realpathSync(java)));
  run(PYTHON, args, { env: { ...env, JAVA_HOME: home, PYSPARK_PYTHON: PYTHON }, failed: 'Spark did something else, see above.' });
}
