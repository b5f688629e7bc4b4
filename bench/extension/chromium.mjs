/**
 * A Chromium with the extension, spoken to over a pipe. No debugger is put on the extension's worker, which would hold it at
 * its start and keep it alive; it is on the page only.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLAGS, findChromium } from '../../scripts/chromium.mjs';

const MORE = ['--window-size=1300,900', '--enable-unsafe-extension-debugging', '--remote-debugging-pipe'];

/** @param {string} folder of the unpacked extension */
export async function startChromium(folder) {
  const profile = mkdtempSync(join(tmpdir(), 'whowhen-bench-'));
  const program = spawn(findChromium() ?? 'chromium', [...FLAGS, ...MORE, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((done) => program.once('exit', done));
  const send = speak(program.stdio[3], program.stdio[4]);
  const { product } = await send('Browser.getVersion');
  const { id } = await send('Extensions.loadUnpacked', { path: folder });
  const targets = async () => (await send('Target.getTargets')).targetInfos;
  const ours = async (type) => (await targets()).filter((one) => one.type === type && one.url.startsWith(`chrome-extension://${id}/`));
  // Its listeners are known to the browser only after its first start.
  while ((await ours('service_worker')).length === 0) await pause(20);
  await pause(500);

  return {
    send,
    product,
    isAwake: async () => (await ours('service_worker')).length > 0,
    /** Ends the worker, as the browser does when it has rested. */
    sleep: () => endWorker(ours, send),
    /** The one tab, and ways to ask it. */
    tab: async () => {
      const { targetId } = (await targets()).find(({ type }) => type === 'page');
      const { targetInfos } = await send('Target.getTargets', { filter: [{ type: 'tab' }] });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const ask = (method, params) => send(method, params, sessionId);
      const tab = {
        ask,
        /** What an expression gives, or the promise that it gives. */
        evaluate: async (expression) => {
          const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
        goto: async (to) => {
          await ask('Page.navigate', { url: to });
          for (;;) {
            const there = await tab.evaluate(`document.readyState === 'complete' && location.href === ${JSON.stringify(to)}`).catch(() => false);
            if (there) return;
            await pause(20);
          }
        },
        /** The button in the toolbar. */
        press: () => send('Extensions.triggerAction', { id, targetId: targetInfos[0].targetId }),
      };
      return tab;
    },
    processes: async () => (await send('SystemInfo.getProcessInfo')).processInfo.map(describe),
    close: async () => {
      send('Browser.close').catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Until none is there: closing takes a moment. */
async function endWorker(ours, send) {
  for (;;) {
    const [worker] = await ours('service_worker');
    if (!worker) return;
    await send('Target.closeTarget', { targetId: worker.targetId }).catch(() => {});
    await pause(50);
  }
}

/** A process with what it costs: seconds of processor, and MB that are its own (shared ones by their share). */
function describe({ id, type, cpuTime }) {
  let [command, memory] = ['', Number.NaN];
  try {
    command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    memory = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  } catch {
    // It has ended, or this is no Linux.
  }
  return { pid: id, kind: command.includes('--extension-process') ? 'extension' : type, seconds: cpuTime, memory };
}

/** Messages of the DevTools protocol over two streams, each with a zero byte behind it. */
function speak(output, input) {
  let last = 0;
  const waiting = new Map();
  let rest = [];
  input.on('data', (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      const { id, result, error } = JSON.parse(Buffer.concat([...rest, chunk.subarray(from, at)]).toString());
      rest = [];
      from = at + 1;
      const promise = waiting.get(id);
      waiting.delete(id);
      if (error) promise?.reject(new Error(`${promise.method}: ${error.message}`));
      else promise?.resolve(result);
    }
    rest.push(chunk.subarray(from));
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject, method });
      output.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** Until the machine has nothing else to do, for at most ten seconds. */
export async function quiet() {
  const spent = () => cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice, 0);
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    const [began, before] = [performance.now(), spent()];
    await pause(400);
    if (spent() - before < 0.1 * cpus().length * (performance.now() - began)) return;
  }
}
