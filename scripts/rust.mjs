/** Finds or installs the Rust that rust-toolchain.toml pins, with the WebAssembly target. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, output, root, run } from './run.mjs';

const TARGET = 'wasm32-unknown-unknown';
const CHANNEL = /channel = "(.+)"/.exec(readFileSync(join(root, 'rust-toolchain.toml'), 'utf8'))[1];

/** The target's standard library, for machines that cannot reach rustup's server. */
const PACK = join(root, '..', 'shared', 'toolchain', `rust-std-${CHANNEL}-${TARGET}.tar.xz`);

/** A server that does not answer is given up after this, where there is another way. */
const PATIENCE = existsSync(PACK) ? 180_000 : undefined;

/**
 * Sees to it that the engine can be compiled. Gives the environment for cargo: the toolchain is named in it, because
 * rustup would else go to its server for every component of rust-toolchain.toml that it did not install itself.
 */
export function rust({ components = [] } = {}) {
  const hasRustup = output('rustup', ['--version']) !== undefined;
  if (!hasRustup && output('cargo', ['--version']) === undefined) {
    throw new Trouble('Rust is missing: install it from https://rustup.rs, open a new terminal and run this again.');
  }
  const env = hasRustup && !process.env.RUSTUP_TOOLCHAIN ? toolchain() : {};
  addTarget(env);
  for (const component of components) addComponent(component, env);
  console.log(`      ${output('rustc', ['--version'], env)} with ${TARGET}`);
  return env;
}

/** The environment in which `rustc` is the pinned version, installed if need be. */
function toolchain() {
  const names = (output('rustup', ['toolchain', 'list']) ?? '').split('\n').map((line) => line.split(' ')[0]);
  // The one of that name first; but `stable` of the same version does as well, and saves a download.
  names.sort((a, b) => b.startsWith(CHANNEL) - a.startsWith(CHANNEL));
  const found = names.find((name) => name && isPinned({ RUSTUP_TOOLCHAIN: name }));
  if (found) return { RUSTUP_TOOLCHAIN: found };
  rustup(['toolchain', 'install', CHANNEL, '--profile', 'minimal', '--target', TARGET], {
    failed: `Rust ${CHANNEL} could not be installed: see above, or install it by hand: rustup toolchain install ${CHANNEL}`,
  });
  return { RUSTUP_TOOLCHAIN: CHANNEL };
}

/** Without the backtraces that some machines ask all Rust programs for. */
function rustup(args, options) {
  run('rustup', args, { env: { RUST_BACKTRACE: '0' }, ...options });
}

function isPinned(env) {
  return output('rustc', ['--version'], env)?.startsWith(`rustc ${CHANNEL} `) ?? false;
}

function hasTarget(env) {
  const dir = output('rustc', ['--print', 'target-libdir', '--target', TARGET], env);
  return dir !== undefined && existsSync(dir) && readdirSync(dir).some((name) => /^libcore-.*\.rlib$/.test(name));
}

function addTarget(env) {
  if (hasTarget(env)) return;
  const { RUSTUP_TOOLCHAIN: name = process.env.RUSTUP_TOOLCHAIN } = env;
  try {
    const where = name ? ['--toolchain', name] : [];
    rustup(['target', 'add', TARGET, ...where], { failed: 'no target', timeout: PATIENCE });
  } catch {
    if (existsSync(PACK) && isPinned(env)) unpack(env);
  }
  if (!hasTarget(env)) {
    throw new Trouble(
      `Rust's WebAssembly target is missing and could not be added: run \`rustup target add ${TARGET}\` ` +
        '(Rust from https://rustup.rs) and then this again.',
    );
  }
}

function unpack(env) {
  console.log('      rustup got no answer, taking the target from ../shared/toolchain');
  const sysroot = output('rustc', ['--print', 'sysroot'], env);
  run('tar', ['-xJf', PACK, '-C', sysroot], { failed: `${PACK} could not be unpacked into ${sysroot}.` });
}

function addComponent(component, env) {
  const command = { rustfmt: 'fmt', clippy: 'clippy' }[component];
  if (output('cargo', [command, '--version'], env) !== undefined) return;
  const { RUSTUP_TOOLCHAIN: name = process.env.RUSTUP_TOOLCHAIN } = env;
  const where = name ? ['--toolchain', name] : [];
  rustup(['component', 'add', component, ...where], {
    failed: `Rust's ${component} is missing and could not be added: run \`rustup component add ${component}\`.`,
  });
}
