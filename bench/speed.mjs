/** Speed, cold start and memory: all contestants of a task beside each other, each in a process of its own, taking turns. */

import { startProcess } from './process.mjs';

/** The middle one, and the spread. */
export function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/**
 * @param {{ id: string, native?: string }[]} contestants the first is the one that the others are compared with
 * @param {string} task
 * @param {{ first: { file: string }, set: { file: string, characters: number, bytes: number }[], amount: number }} material
 * @param {{ rounds: number, colds: number, enough: number, warmUp: number }} effort
 */
export async function measureSpeed(contestants, task, { first, set, amount }, { rounds, colds, enough, warmUp }) {
  const cold = new Map(contestants.map(({ id }) => [id, []]));
  for (let round = 1; round < colds; round += 1) {
    for (const contestant of contestants) {
      const process = await startProcess(contestant, task, first.file);
      cold.get(contestant.id).push(process.cold);
      await process.end();
    }
  }
  const processes = [];
  try {
    for (const contestant of contestants) {
      processes.push(await startProcess(contestant, task, first.file));
      cold.get(contestant.id).push(processes.at(-1).cold);
    }
    const files = set.map(({ file }) => file);
    const read = async (process) => amount / (await process.time(files, { enough }));
    // What is compiled while it runs is compiled now.
    for (const process of processes) await process.time(files, { enough: warmUp });
    const [ours, ...others] = processes;
    const speeds = processes.map(() => []);
    const times = processes.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, other] of others.entries()) {
        // Ours right before each of them: a machine has better and worse moments.
        const [one, theirs] = [await read(ours), await read(other)];
        speeds[0].push(one);
        speeds[at + 1].push(theirs);
        times[at + 1].push(one / theirs);
      }
    }
    const rows = [];
    for (const [at, { id }] of contestants.entries()) {
      const { peak, wasm } = await processes[at].memory();
      rows.push({ id, speed: spread(speeds[at]), times: at > 0 ? spread(times[at]) : undefined, cold: spread(cold.get(id)), peak, wasm });
    }
    return rows;
  } finally {
    await Promise.all(processes.map((process) => process.end()));
  }
}
