/** A mistake in a style sheet breaks no test and no page, it only loses a rule: so a parser looks at all of them. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { root } from '../../scripts/run.mjs';

const FOLDERS = ['www/page', 'extension/panel', 'extension/options'];
const files = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.css')).map((name) => join(root, folder, name)));

for (const file of [...files, join(root, 'src/export/html.css')]) {
  test(`${file.slice(root.length + 1)} has no mistake`, async () => {
    const { warnings } = await transform(readFileSync(file, 'utf8'), { loader: 'css', logLevel: 'silent' });
    assert.deepEqual(warnings.map(({ text, location }) => `${location?.line}: ${text}`), []);
  });
}
