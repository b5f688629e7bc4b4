/** What `npm start`, `npm run build` and `npm test` do first, and the builds they share. Node's own modules only. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run } from './run.mjs';
import { layOut } from './layout.mjs';
import { rust } from './rust.mjs';

/** Installs what package-lock.json lists, unless it is installed. */
export function packages() {
  const done = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) {
    console.log('      nothing to install');
    return;
  }
  npm(['ci', '--no-audit', '--no-fund'], { failed: 'npm could not install the packages of package-lock.json, see above.' });
}

/** Runs cargo in the environment that `rust()` gave. */
export function cargo(args, env, failed = `\`cargo ${args.join(' ')}\` failed, see above.`) {
  run('cargo', args, { env, failed });
}

/** Compiles the build tool, by itself: `cargo xtask` does so in silence, and the first time takes minutes. */
export function buildTool(env) {
  cargo(['build', '--package', 'xtask'], env);
}

/** The steps from a fresh clone to `dist/lib` and `dist/page`. */
export function buildSteps() {
  let env;
  return [
    ['Looking for Rust', () => (env = rust())],
    ['Installing the npm packages', packages],
    ['Building the build tool (the first time takes a few minutes)', () => buildTool(env)],
    ['Building the engine (the first time takes a minute)', () => cargo(['xtask', 'build'], env)],
    ['Laying out the library and the page', layOut],
  ];
}
