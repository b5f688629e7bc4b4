/** What `npm pack` makes, installed elsewhere and used as anybody would. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { version } from '../../dist/lib/index.js';

const FILES = [
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  'THIRD-PARTY.md',
  'dist/dom/anchor.js',
  'dist/dom/checks.js',
  'dist/dom/follow.js',
  'dist/dom/highlight.js',
  'dist/dom/highlights.js',
  'dist/dom/hit.js',
  'dist/dom/index.d.ts',
  'dist/dom/index.js',
  'dist/dom/marks.js',
  'dist/dom/near.js',
  'dist/dom/nodes.js',
  'dist/dom/plain.js',
  'dist/dom/pointer.js',
  'dist/dom/quote.js',
  'dist/dom/ranges.js',
  'dist/dom/scheme.js',
  'dist/dom/scroll.js',
  'dist/dom/selection.js',
  'dist/dom/sheet.js',
  'dist/dom/text.js',
  'dist/lib/analyzer.js',
  'dist/lib/engine.js',
  'dist/lib/error.js',
  'dist/lib/export.d.ts',
  'dist/lib/export.js',
  'dist/lib/exporter.js',
  'dist/lib/index.d.ts',
  'dist/lib/index.js',
  'dist/lib/inline-bytes.d.ts',
  'dist/lib/inline-bytes.js',
  'dist/lib/inline.d.ts',
  'dist/lib/inline.js',
  'dist/lib/instance.js',
  'dist/lib/schema.json',
  'dist/lib/start-worker.js',
  'dist/lib/version.js',
  'dist/lib/wasm/whowhen.d.ts',
  'dist/lib/wasm/whowhen.js',
  'dist/lib/wasm/whowhen_bg.wasm',
  'dist/lib/worker-client.js',
  'dist/lib/worker.d.ts',
  'dist/lib/worker.js',
  'docs/package.md',
  'package.json',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
/** As npm starts us; with another program of that name, its path. */
const npm = (...args) =>
  process.env.npm_execpath ? run(process.execPath, [process.env.npm_execpath, ...args]) : run('npm', args);

let dir;
let listed;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'whowhen-consumer-'));
  const { stdout } = await npm('pack', root, '--json', '--pack-destination', dir);
  listed = Object.values(JSON.parse(stdout))[0].files.map(({ path }) => path);
  const [tarball] = (await readdir(dir)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(dir, 'package.json'), '{"type": "module"}');
  await npm('install', join(dir, tarball), '--prefix', dir, '--offline', '--no-audit', '--no-fund');
});
after(() => rm(dir, { recursive: true }));

/** Runs a script in the consumer's folder, gives what it prints. */
async function script(code) {
  await writeFile(join(dir, 'script.mjs'), code);
  return (await run(process.execPath, [join(dir, 'script.mjs')], { cwd: dir })).stdout.trim();
}

test('the package holds these files and no others', () => {
  assert.deepEqual(listed.sort(), FILES);
});

test('nothing else comes with it', async () => {
  assert.deepEqual((await readdir(join(dir, 'node_modules'))).filter((name) => !name.startsWith('.')), ['whowhen']);
});

test('a script imports it and counts entities', async () => {
  const printed = await script(`
    import { analyze } from 'whowhen';
    const { entities } = await analyze('MOSCOW - Russian Foreign Minister Sergei Lavrov met U.S. Secretary of State John Kerry.');
    console.log(entities.length, entities.map(({ name }) => name).join('; '));
  `);
  assert.match(printed, /^[1-9]\d* .*Sergei Lavrov/);
  assert.match(printed, /John Kerry/);
});

test('every entry of the exports map is there', async () => {
  const printed = await script(`
    import { createRequire } from 'node:module';
    import { readFileSync } from 'node:fs';
    import * as main from 'whowhen';
    import * as dom from 'whowhen/dom';
    const resolve = (name) => readFileSync(createRequire(import.meta.url).resolve(name)).length > 0;
    const entries = Object.keys(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('whowhen/package.json'))).exports);
    console.log(JSON.stringify([Object.keys(main), entries.filter((entry) => !resolve(entry.replace('.', 'whowhen')))]));
  `);
  assert.deepEqual(JSON.parse(printed), [['WhoWhenError', 'analyze', 'createAnalyzer', 'load', 'version'], []]);
});

test('TypeScript finds the types', async () => {
  await writeFile(
    join(dir, 'typed.ts'),
    `import { analyze, type Analysis, type Analyzer, createAnalyzer, WhoWhenError, load, version } from 'whowhen';
     import { highlight, type Highlighting, readElement } from 'whowhen/dom';
     export const analysis: Promise<Analysis> = load().then(() => analyze({ html: version }, { published: null }));
     export const worker: Analyzer = createAnalyzer({ worker: true, timeLimit: 5 });
     export const code = (error: unknown) => error instanceof WhoWhenError && error.code === 'internal';
     export const paint = async (element: Element): Promise<Highlighting> => highlight(element, await analyze(readElement(element)));
     // @ts-expect-error no such input
     export const bad = analyze(7);`,
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', ''];
  await run(process.execPath, [tsc, ...options, 'typed.ts'], { cwd: dir }).catch(({ stdout }) => assert.fail(stdout));
});

test('one version everywhere', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const cargo = /\[workspace\.package\]\nversion = "(.+)"/.exec(await readFile(join(root, 'Cargo.toml'), 'utf8'))[1];
  assert.deepEqual([version, manifest.version], [cargo, cargo]);
});
