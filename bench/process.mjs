/** A contestant's process: started, asked, measured and ended. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../scripts/run.mjs';

const HOST = join(root, 'bench/host.mjs');
/** Contestants in Rust. */
export const NATIVE = join(root, 'target/bench/native/release/whowhen-bench-native');

/** Who takes longer than was allowed. Its process is ended. */
export class TooSlow extends Error {}

/**
 * Starts a contestant and waits until it has read a first text.
 * @param {{ id: string, native?: string }} contestant
 * @param {string} task
 * @param {string} first
 */
export async function startProcess({ id, native }, task, first) {
  const began = performance.now();
  const [program, args] = native ? [NATIVE, [native]] : [process.execPath, [HOST, id]];
  const child = spawn(program, [...args, task, first], { cwd: join(root, 'bench'), stdio: ['pipe', 'pipe', 'inherit'] });
  // Who is ended in the middle of a question does not read what is asked.
  child.stdin.on('error', () => {});
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  /** The next line that it says, in at most so many seconds. */
  async function hear(seconds) {
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, seconds * 1000, 'late')));
    const said = await Promise.race([lines.next(), late]);
    clearTimeout(timer);
    if (said === 'late') {
      child.kill('SIGKILL');
      await ended;
      throw new TooSlow(`${id} took more than ${seconds} s`);
    }
    if (said.done) throw new Error(`${id} (${task}) ended: see above`);
    return said.value;
  }

  const [, , seconds] = (await hear(120)).split(' ');
  const cold = seconds ? Number(seconds) : (performance.now() - began) / 1000;

  return {
    /** Seconds from the start of the process, or of the contestant's own clock, to the first result. */
    cold,
    /** Reads the files, over and over for at least `enough` seconds. Gives the seconds that once takes. */
    async time(files, { enough, atMost = 600 }) {
      child.stdin.write(`${[enough, ...files].join('\t')}\n`);
      const [passes, took] = (await hear(atMost)).split('\t').map(Number);
      return took / passes;
    },
    /** The most bytes that the process had in memory, where the system tells, and those of its WebAssembly. */
    async memory() {
      const peak = peakOf(child.pid);
      if (native) return { peak };
      child.stdin.write('memory\n');
      return { peak, wasm: Number(await hear(60)) || undefined };
    },
    end() {
      child.stdin.end();
      return ended;
    },
  };
}

function peakOf(pid) {
  try {
    return 1024 * Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  } catch {
    return undefined;
  }
}
