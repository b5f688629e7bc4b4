/** Who is measured. Each is a file beside this one, in the order of the tables: ours in Node, which all are compared with, is first. */

export const CONTESTANTS = [
  'whowhen',
  'whowhen-native',
  'whowhen-chromium',
  'compromise',
  'chrono',
  'recognizers',
  'wink',
  'readability',
  'defuddle',
  'dom-smoothie',
];

export const TASKS = ['names', 'dates', 'articles'];

/**
 * @typedef {object} Contestant one of the files
 * @property {string} name
 * @property {string} where what it runs on
 * @property {string[]} tasks
 * @property {boolean} [ours]
 * @property {string} [native] its name in `bench/native`, which measures it; of what follows it has what the scorer needs, or nothing
 * @property {string} [answersAs] the one that gives the same answers, so that they are scored once
 * @property {string} [note] what a reader of its figures has to know
 * @property {Record<string, string[]>} [packages] of npm
 * @property {(task: string) => { source: string, files?: string[] }} [ships] what a page would load
 * @property {(task: string) => Promise<void>} [start]
 * @property {(text: string, known?: { published?: string, url?: string }) => unknown} [run]
 * @property {(found: any) => number} [count] how much was found
 * @property {(found: any, text: string, known?: object) => object} [answer] in the words of an analysis, in UTF-16 code units
 * @property {() => number | Promise<number>} [wasmMemory]
 * @property {(task: string, text: string) => Promise<number>} [coldStart] in place of `start`: its own clock's seconds to the first result
 * @property {(texts: string[], seconds: number) => Promise<{ passes: number, seconds: number }>} [time] in place of `run`
 * @property {() => Promise<void>} [close]
 */

/** @param {string} id @returns {Promise<Contestant>} */
export const contestant = (id) => import(`./${id}.mjs`);
