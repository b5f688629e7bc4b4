/** Programs without a page: Node, Deno, Bun. */

import { CALL, check } from './article.mjs';
import { execute, project, tool, versionOf } from './tools.mjs';

const ESM = `import { analyze } from 'whowhen';
console.log(JSON.stringify(await ${CALL}));
`;
const INLINE = ESM.replace("'whowhen'", "'whowhen/inline'");
const IN_COMMONJS = `import('whowhen').then(async ({ analyze }) => {
  console.log(JSON.stringify(await ${CALL}));
});
`;
const REQUIRED = `const { analyze } = require('whowhen');
${CALL}.then((analysis) => console.log(JSON.stringify(analysis)));
`;

/** A program that prints the analysis. */
async function prints(name, program, files) {
  const dir = project(name, files);
  const [file] = Object.keys(files);
  check([await execute(program.path, [...program.args, file], dir)], 1);
}

const node = { path: process.execPath, args: [] };

export const programs = [
  { name: 'Node, import', version: process.version, run: () => prints('node import', node, { 'main.mjs': ESM }) },
  { name: 'Node, import of whowhen/inline', version: process.version, run: () => prints('node inline', node, { 'main.mjs': INLINE }) },
  { name: 'Node, import() in CommonJS', version: process.version, run: () => prints('node cjs', node, { 'main.cjs': IN_COMMONJS }) },
  {
    name: 'Node, require()',
    version: process.version,
    absent: process.features.require_module ? undefined : 'this Node requires no ES modules, those from 22.12 do',
    run: () => prints('node require', node, { 'main.cjs': REQUIRED }),
  },
  runtime('Deno', 'deno', ['run', '--no-lock', '--cached-only', '--allow-read'], [
    '@deno/linux-x64-glibc/deno', '@deno/linux-arm64-glibc/deno', '@deno/darwin-arm64/deno', '@deno/darwin-x64/deno', '@deno/win32-x64/deno.exe',
  ]),
  runtime('Bun', 'bun', ['run', '--no-install'], [
    '@oven/bun-linux-x64/bin/bun', '@oven/bun-linux-aarch64/bin/bun', '@oven/bun-darwin-aarch64/bin/bun', '@oven/bun-darwin-x64/bin/bun',
    '@oven/bun-windows-x64/bin/bun.exe',
  ]),
];

/** A runtime whose program comes as an optional package for this machine, or does not. */
function runtime(name, packageName, args, paths) {
  const path = tool(...paths);
  const absent = path ? undefined : `not installable here, npm has brought no program of it for ${process.platform} ${process.arch}`;
  const run = () => prints(name, { path, args }, { 'main.mjs': ESM });
  return { name, version: path ? versionOf(packageName) : '', absent, run };
}
