/** `npm run docs`: the reference of the package's entries, from their declared types, into dist/docs. After a build. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installFrom } from './install.mjs';
import { root, run, steps } from './run.mjs';

const TOOLS = join(root, 'target/docs');

/** The declarations of the entries, as they are shipped. */
const ENTRIES = ['lib/index.d.ts', 'lib/inline.d.ts', 'lib/worker.d.ts', 'lib/export.d.ts', 'dom/index.d.ts'];

/** Kinds that have to say what they are; their members may speak for themselves. */
const DOCUMENTED = ['Variable', 'Function', 'Class', 'Interface', 'TypeAlias', 'Method'];

/** Writes the reference. Throws `Trouble` at a link that leads nowhere, and where an export does not say what it is. */
export function writeDocs() {
  installFrom(join(root, 'scripts/docs'), TOOLS);
  const entryPoints = ENTRIES.map((entry) => join(root, 'dist', entry));
  const tsconfig = join(TOOLS, 'tsconfig.json');
  const compilerOptions = { lib: ['es2023', 'dom', 'dom.iterable'], types: [], module: 'nodenext', target: 'es2022', strict: true };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: entryPoints }));
  const options = {
    name: 'WhoWhen',
    readme: join(root, 'docs/package.md'),
    out: join(root, 'dist/docs'),
    entryPoints,
    tsconfig,
    disableSources: true,
    githubPages: false,
    hideGenerator: true,
    excludeExternals: true,
    requiredToBeDocumented: DOCUMENTED,
    validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true, unusedMergeModuleWith: true },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  };
  const file = join(TOOLS, 'typedoc.json');
  writeFileSync(file, JSON.stringify(options));
  const typedoc = join(TOOLS, 'node_modules/typedoc/bin/typedoc');
  run(process.execPath, [typedoc, '--options', file], { failed: 'The reference has warnings, see above.' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await steps([['The reference, into dist/docs', writeDocs]]);
