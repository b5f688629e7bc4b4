/** How the time grows with the length of a text or page. */

import { startProcess, TooSlow } from './process.mjs';

/**
 * Seconds for each size, in a process of its own. Who takes longer than `atMost`, or breaks, is stopped, and its curve ends.
 * @param {{ id: string, native?: string }} contestant
 * @param {string} task
 * @param {{ first: { file: string }, growth: { file: string, size: number }[] }} material
 * @param {{ atMost: number, warmUp: number }} effort
 */
export async function measureGrowth(contestant, task, { first, growth }, { atMost, warmUp }) {
  const points = [];
  let ended;
  const process = await startProcess(contestant, task, first.file);
  // What is compiled while it runs is compiled now, or the shortest would seem to take the longest.
  await process.time([first.file], { enough: warmUp });
  for (const { file, size } of growth) {
    try {
      points.push([size, await process.time([file], { enough: 0.2, atMost })]);
    } catch (error) {
      ended = { size, why: error instanceof TooSlow ? `more than ${atMost} s` : 'failed' };
      break;
    }
  }
  await process.end();
  return { points, ...(ended && { ended }) };
}
