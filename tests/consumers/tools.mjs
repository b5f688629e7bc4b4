/** The pinned tools, the packed package, and a fresh project for each consumer, all below target/consumers. */

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFrom } from '../../scripts/install.mjs';
import { npm, root } from '../../scripts/run.mjs';

/** Where the tools are installed, once, and found from every project by Node's own look-up. */
export const cache = join(root, 'target/consumers');

const modules = join(cache, 'node_modules');

/** Installs the tools, unless they are installed. */
export function installTools() {
  installFrom(fileURLToPath(new URL('.', import.meta.url)), cache);
}

/** Packs the root and installs the tarball in a folder of its own. Gives the tarball's path. */
export function packPackage() {
  const packed = join(cache, 'packed');
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  const quiet = ['--loglevel', 'error', '--no-audit', '--no-fund'];
  npm(['pack', root, '--silent', '--pack-destination', packed], { failed: 'npm could not pack the package.' });
  const tarball = join(packed, readdirSync(packed).find((name) => name.endsWith('.tgz')));
  writeFileSync(join(packed, 'package.json'), '{"private": true}\n');
  npm(['install', tarball, '--prefix', packed, '--offline', ...quiet], { failed: 'npm could not install the packed package.' });
  return tarball;
}

/** A folder with the package installed, and these files in it. */
export function project(name, files) {
  const dir = join(cache, 'projects', name.replace(/[^\w]+/g, '-'));
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const part of ['node_modules', 'package-lock.json']) cpSync(join(cache, 'packed', part), join(dir, part), { recursive: true });
  for (const [path, text] of Object.entries({ 'package.json': '{"private": true, "type": "module"}\n', ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

/** The version of one of the tools. */
export function versionOf(tool) {
  return JSON.parse(readFileSync(join(modules, tool, 'package.json'), 'utf8')).version;
}

/** A file of one of the tools; the first of several that is there. */
export function tool(...paths) {
  return paths.map((path) => join(modules, path)).find((path) => existsSync(path));
}

/** Runs a program in a folder to its end, gives what it prints. Throws with all of it when it fails. */
export function execute(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, cwd);
    const [out, all] = [[], []];
    child.stdout.on('data', (data) => [out, all].forEach((list) => list.push(data)));
    child.stderr.on('data', (data) => all.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(String(Buffer.concat(out)).trim());
      else reject(new Error(`${args.join(' ')}: exit code ${code}\n${Buffer.concat(all)}`));
    });
  });
}

/** Starts a program in a folder. */
export function start(program, args, cwd) {
  const env = { ...process.env, NO_COLOR: '1', NODE_ENV: 'production', DENO_NO_UPDATE_CHECK: '1' };
  return spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** All files below a folder. */
export function filesBelow(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
}
