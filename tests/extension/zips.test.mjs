/** What goes to the stores: the same bytes from the same sources, only what is needed, and readable. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { installFrom } from '../../scripts/install.mjs';
import { root } from '../../scripts/run.mjs';

const BUILT = join(root, 'dist/extension');
const { version } = JSON.parse(readFileSync(join(root, 'extension/manifest.json'), 'utf8'));
const NAMES = ['chrome', 'firefox', 'source'].map((name) => `whowhen-${name}-${version}.zip`);
const LINTER = join(root, 'target/extension');

const zip = (name, from = BUILT) => readFileSync(join(from, name));
const files = (browser) => unzipSync(zip(`whowhen-${browser}-${version}.zip`));
const text = (bytes) => Buffer.from(bytes).toString('utf8');

/** What we wrote ourselves, of a zip: scripts, sheets and pages. A map of the world is one long line, and no program. */
const own = (browser) => Object.entries(files(browser)).filter(([name]) => /\.(js|css|html)$/.test(name) && name !== 'page/vendor/world.js');

test('the zip of the sources gives the same zips again, elsewhere on earth', (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'whowhen-'));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files('source'))) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), bytes);
  }
  mkdirSync(join(copy, 'dist'));
  for (const made of ['node_modules', 'dist/engine']) symlinkSync(join(root, made), join(copy, made), 'junction');
  const build = "import('./scripts/layout.mjs').then((one) => one.layOut()).then(() => import('./scripts/extension.mjs')).then((one) => one.layOutExtension())";
  const { status, stderr } = spawnSync(process.execPath, ['-e', build], { cwd: copy, encoding: 'utf8', env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' } });
  assert.equal(status, 0, stderr);
  for (const name of NAMES) assert.ok(zip(name).equals(zip(name, join(copy, 'dist/extension'))), `${name} is another`);
});

for (const browser of ['chrome', 'firefox']) {
  test(`${browser}: the zip is the folder that is tested`, () => {
    const folder = join(BUILT, browser);
    const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = there.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    const zipped = files(browser);
    assert.deepEqual(Object.keys(zipped).sort(), names.sort());
    for (const name of names) assert.ok(readFileSync(join(folder, name)).equals(Buffer.from(zipped[name])), name);
  });

  test(`${browser}: the manifest asks for little`, () => {
    const manifest = JSON.parse(text(files(browser)['manifest.json']));
    const { permissions, optional_host_permissions: optional, content_security_policy: policy } = manifest;
    assert.deepEqual(permissions.toSorted(), ['activeTab', 'contextMenus', 'scripting', ...(browser === 'chrome' ? ['sidePanel'] : []), 'storage']);
    assert.deepEqual(optional, ['*://*/*']);
    for (const none of ['host_permissions', 'content_scripts', 'web_accessible_resources', 'optional_permissions', 'externally_connectable', 'update_url', 'sandbox']) {
      assert.equal(manifest[none], undefined, none);
    }
    assert.deepEqual(Object.keys(policy), ['extension_pages']);
    assert.match(policy.extension_pages, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    assert.doesNotMatch(policy.extension_pages, /unsafe-inline|'unsafe-eval'|https?:|\*/);
    if (browser === 'firefox') assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ['none'] });
  });

  test(`${browser}: what is in the zip can be read, evaluates nothing, and fetches nothing from elsewhere`, () => {
    const all = own(browser);
    assert.ok(all.length > 40, `${all.length} files`);
    for (const [name, bytes] of all) {
      const content = text(bytes);
      const longest = Math.max(...content.split('\n').map((line) => line.length));
      assert.ok(longest <= 500, `${name} has a line of ${longest}`);
      assert.doesNotMatch(content, /\beval\s*\(|\bnew Function\b|\bimportScripts\b|\.innerHTML\b|\bouterHTML\s*=|insertAdjacentHTML|document\.write\b/, name);
      assert.doesNotMatch(content, /\b(?:fetch|import|open|Worker|WebSocket|EventSource|sendBeacon|Request|URL)\s*\(\s*['"`](?:https?:)?\/\//, name);
      assert.doesNotMatch(content, /\bfrom\s+['"]https?:|url\(\s*['"]?(?:https?:)?\/\//, name);
      if (name.endsWith('.css')) assert.doesNotMatch(content, /@import/, name);
      if (name.endsWith('.html')) assert.doesNotMatch(content, /<(?!a\b)[^>]*\b(?:src|href)="(?:https?:)?\/\/|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/, name);
    }
  });

  test(`${browser}: what its pages and its manifest name is there`, () => {
    const all = files(browser);
    const named = new Set(Object.keys(all));
    const manifest = text(all['manifest.json']);
    for (const [, path] of manifest.matchAll(/"([\w/-]+\.(?:js|html|png))"/g)) assert.ok(named.has(path), path);
    for (const [name, bytes] of own(browser)) {
      const words = name.endsWith('.html') ? /(?:src|href)="([^"#:]+)"/g : /(?:\bfrom\s+|\bimport\s+|\bimport\()'(\.[^']+)'/g;
      const content = text(bytes).replace(/\/\*[^]*?\*\//g, '');
      for (const [, path] of content.matchAll(words)) assert.ok(named.has(join(dirname(name), path).split(sep).join('/')), `${name} names ${path}`);
    }
  });
}

test('the linter of the Firefox store has nothing to say', () => {
  installFrom(join(root, 'tests/extension'), LINTER);
  const program = join(LINTER, 'node_modules/addons-linter/bin/addons-linter');
  assert.ok(existsSync(program));
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--output', 'json', join(BUILT, NAMES[1])], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const { errors, warnings, notices, count } = JSON.parse(stdout || `{"errors": [${JSON.stringify(stderr)}]}`);
  assert.deepEqual({ errors, warnings, notices }, { errors: [], warnings: [], notices: [] });
  assert.equal(count, 0);
});
