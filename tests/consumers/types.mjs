/** TypeScript, as strict as it can be, with each way of finding modules; and what lints packages. */

import { execute, project, tool, versionOf } from './tools.mjs';

const TYPED = `import { analyze, createAnalyzer, load, version, WhoWhenError } from 'whowhen';
import type { Analysis, Analyzer, EntityType, LexiconEntry } from 'whowhen';
import { analyze as analyzeInline } from 'whowhen/inline';
import { exportAs } from 'whowhen/export';

const lexicon: LexiconEntry[] = [{ text: 'Lakes Bank', type: 'organization' }, { text: 'Lakes Day', type: 'date', value: '2014-05-01' }];
export const analysis: Promise<Analysis> = load().then(() => analyze({ html: version }, { published: null, lexicon }));
export const again: Promise<Analysis> = analyzeInline('text', { signal: AbortSignal.timeout(5), onProgress: (done: number) => done });
export const analyzer: Analyzer = createAnalyzer({ timeLimit: 5, wasm: new URL('file:///x.wasm') });
export const code = (error: unknown) => error instanceof WhoWhenError && error.code === 'internal';
export const types = async (): Promise<EntityType[]> => (await analysis).entities.map(({ type }) => type);
export const written = async (): Promise<string> => exportAs(await analysis, 'json');
// @ts-expect-error no such input
export const bad = analyze(7);
// @ts-expect-error no such option
export const worse = analyze('text', { publised: '2014-01-03' });
// @ts-expect-error a day needs its value
export const worst: LexiconEntry = { text: 'Lakes Day', type: 'date' };
`;
const PAGE = `${TYPED}
export const worker = createAnalyzer({ worker: () => new Worker(new URL('whowhen/worker', import.meta.url), { type: 'module' }) });
`;
const STRICT = { strict: true, noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, target: 'es2022' };
const BROWSERS = { lib: ['es2023', 'dom'], types: [] };
/** Programs have Node's names and none of browsers. */
const NODE = { lib: ['es2023'], types: ['node'] };
const WAYS = [
  { module: 'preserve', moduleResolution: 'bundler', ...BROWSERS },
  { module: 'node16', moduleResolution: 'node16', ...BROWSERS },
  { module: 'nodenext', moduleResolution: 'nodenext', ...NODE },
];

async function typeChecks(name, compiler) {
  for (const way of WAYS) {
    const config = JSON.stringify({ compilerOptions: { ...STRICT, ...way }, files: ['typed.ts'] });
    const source = way.types.includes('node') ? TYPED : PAGE;
    const dir = project(`${name} ${way.module}`, { 'typed.ts': source, 'tsconfig.json': config });
    await execute(process.execPath, [compiler, '--project', '.'], dir);
  }
}

export const types = ['typescript', 'typescript-7'].map((name) => ({
  name: 'TypeScript: bundler, node16, nodenext, without DOM',
  version: versionOf(name),
  run: () => typeChecks(name, tool(`${name}/bin/tsc`)),
}));

/** The lints take the tarball that the others take. */
export const lints = (tarball) => [
  {
    name: 'publint',
    version: versionOf('publint'),
    run: () => execute(process.execPath, [tool('publint/src/cli.js'), tarball, '--strict'], project('publint', {})),
  },
  {
    name: 'attw --profile esm-only',
    version: versionOf('@arethetypeswrong/cli'),
    run: () => execute(process.execPath, [tool('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'whowhen_bg.wasm', 'schema.json'], project('attw', {})),
  },
];
