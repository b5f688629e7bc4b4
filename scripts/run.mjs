/** Running other programs, and saying what went wrong in one sentence. Node's own modules only: set-up uses it. */

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Something that a person can mend. The message is all they need to see. */
export class Trouble extends Error {}

/** Runs a program in the repository with its output shown. Throws `Trouble` with `failed` when it fails. */
export function run(program, args, { env, failed, timeout }) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    timeout,
  });
  if (error || status !== 0) throw new Trouble(failed);
}

/** What a program prints, trimmed; undefined when it is not there or fails. A question never makes rustup install. */
export function output(program, args, env) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, RUSTUP_AUTO_INSTALL: '0', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Whether a file is there that may be run. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs npm, the one that runs us where there is one: on Windows, `npm` is no program that can be started. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script) run(process.execPath, [script, ...args], options);
  else run('npm', args, options);
}

/** Runs the named steps in order, each with a heading and its duration. Ends the process at the first that fails. */
export async function steps(list) {
  for (const [at, [name, step]] of list.entries()) {
    console.log(`\n[${at + 1}/${list.length}] ${name}`);
    const began = performance.now();
    try {
      await step();
    } catch (error) {
      console.error(`\n${error instanceof Trouble ? error.message : error.stack}`);
      process.exit(1);
    }
    console.log(`      ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
}
