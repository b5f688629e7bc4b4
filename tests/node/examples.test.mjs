/** Every example in README.md and docs/package.md runs, and prints what stands below its `console.log` lines. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';

const run = promisify(execFile);
const npm = (...args) =>
  process.env.npm_execpath ? run(process.execPath, [process.env.npm_execpath, ...args]) : run('npm', args);
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** The examples of a document: where it stands, what the fence says after `js`, and the code. */
async function examplesOf(document) {
  const lines = (await readFile(join(root, document), 'utf8')).split('\n');
  const examples = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, kind] = /^```(?:js|javascript|mjs)\b ?(.*)$/.exec(lines[at]) ?? [];
    if (kind === undefined) continue;
    const end = lines.indexOf('```', at);
    assert.ok(end > at, `${document}:${at + 1} is not closed`);
    examples.push({ where: `${document}:${at + 1}`, kind, code: lines.slice(at + 1, end).join('\n') });
    at = end;
  }
  return joined(examples);
}

/** An example without an import goes on with the one before. */
function joined(examples) {
  return examples.reduce((list, example) => {
    const last = list.at(-1);
    if (/^import /m.test(example.code) || !last) return [...list, example];
    return [...list.slice(0, -1), { ...last, code: `${last.code}\n${example.code}` }];
  }, []);
}

/** What an example says that it prints: the comments right below its `console.log` lines. */
function promised(code) {
  const printed = [];
  let below = false;
  for (const line of code.split('\n')) {
    const [, words] = /^\s*\/\/ ?(.*)$/.exec(line) ?? [];
    if (below && words !== undefined) printed.push(words);
    below = words === undefined ? line.includes('console.log(') : below;
  }
  return printed.join('\n');
}

let dir;
let browser;
let server;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'whowhen-examples-'));
  await npm('pack', root, '--pack-destination', dir);
  const [tarball] = (await readdir(dir)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(dir, 'package.json'), '{"type": "module"}');
  await npm('install', join(dir, tarball), '--prefix', dir, '--offline', '--no-audit', '--no-fund');
  server = createServer(sirv(dir, { dev: true }));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

async function inNode(code) {
  await writeFile(join(dir, 'example.mjs'), code);
  return (await run(process.execPath, ['example.mjs'], { cwd: dir })).stdout.trim();
}

/** On a page with an article, and the package's entries by their names. */
async function inBrowser(code) {
  const imports = Object.entries(manifest.exports).map(([entry, to]) => [entry.replace('.', 'whowhen'), `/node_modules/whowhen/${to.default ?? to}`]);
  const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>example</title>
    <article><p>Mayor Olav Brekke met Ingrid Solhaug of the Lakes Bank on Friday.</p></article><progress></progress>
    <script type="importmap">${JSON.stringify({ imports: Object.fromEntries(imports) })}</script>
    <script type="module">${code}\nglobalThis.done = true;</script>`;
  await writeFile(join(dir, 'index.html'), html);
  browser ??= await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  const [printed, errors] = [[], []];
  page.on('console', (message) => (message.type() === 'error' ? errors : printed).push(message.text()));
  const failed = new Promise((_, reject) => page.on('pageerror', reject));
  await page.goto(`http://localhost:${server.address().port}/`);
  await Promise.race([page.waitForFunction(() => globalThis.done), failed]);
  await page.close();
  assert.deepEqual(errors, []);
  return printed.join('\n');
}

for (const document of ['README.md', 'docs/package.md']) {
  const examples = await examplesOf(document);
  test(`${document} has examples`, () => assert.ok(examples.length > 0));
  for (const { where, kind, code } of examples) {
    test(`${where} ${kind}`.trimEnd(), async () => {
      if (kind.startsWith('file=')) {
        // The consumers build with these very lines.
        assert.ok((await readFile(join(root, 'tests/consumers/bundlers.mjs'), 'utf8')).includes(code));
        return;
      }
      assert.ok(['', 'browser'].includes(kind), `what is "${kind}"?`);
      assert.equal(await (kind === 'browser' ? inBrowser(code) : inNode(code)), promised(code));
    });
  }
}
