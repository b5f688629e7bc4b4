/** The page's security policy: the same in all places where it stands, and no wider than the page needs. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';

const read = (name) => readFileSync(join(root, name), 'utf8');
const HEADER = /Content-Security-Policy:\s*(.*)/.exec(read('www/page/_headers'))[1];

/** Name and values of each directive. */
function directives(policy) {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  const map = new Map(parts.map(([name, ...values]) => [name, values]));
  assert.equal(map.size, parts.length, 'of two directives of one name the second is ignored');
  return map;
}

test('the meta says what the header says, but for what only a header can', () => {
  const [, meta] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(read('www/page/index.html'));
  const header = directives(HEADER);
  assert.deepEqual(header.get('frame-ancestors'), ["'none'"]);
  header.delete('frame-ancestors');
  assert.deepEqual([...directives(meta)], [...header]);
});

test('the samples for hosts are the header', () => {
  const samples = [...read('docs/hosting.md').matchAll(/Content-Security-Policy "([^"]*)"/g)].map(([, policy]) => policy);
  assert.deepEqual(samples, [HEADER, HEADER]);
  for (const name of ['X-Content-Type-Options nosniff', 'Referrer-Policy no-referrer']) {
    assert.equal(read('docs/hosting.md').split(name).length - 1, 2, name);
    assert.ok(read('www/page/_headers').includes(name.replace(' ', ': ')), name);
  }
});

test('nothing but this host, and nothing inline', () => {
  for (const [name, values] of directives(HEADER)) {
    if (name === 'trusted-types' || name === 'require-trusted-types-for') continue;
    for (const value of values) {
      const allowed = ["'none'", "'self'", ...(name === 'img-src' ? ['data:'] : []), ...(name === 'script-src' ? ["'wasm-unsafe-eval'"] : [])];
      assert.ok(allowed.includes(value), `${name} ${value}`);
    }
  }
  assert.deepEqual(directives(HEADER).get('default-src'), ["'none'"]);
  assert.deepEqual(directives(HEADER).get('require-trusted-types-for'), ["'script'"]);
});

test('the Trusted Types policies are those that the page makes', () => {
  const files = readdirSync(join(root, 'www'), { recursive: true }).filter((name) => name.endsWith('.js'));
  const made = files.flatMap((name) => [...read(join('www', name)).matchAll(/createPolicy\('([^']+)'/g)].map(([, policy]) => policy));
  assert.deepEqual([...new Set(made)].sort(), [...directives(HEADER).get('trusted-types')].sort());
});
