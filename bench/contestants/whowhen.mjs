/** WhoWhen as its package has it: the WebAssembly in Node. */

export const name = 'WhoWhen';
export const where = 'wasm in Node';
export const tasks = ['names', 'dates', 'articles'];
export const ours = true;

/** What `analyze` is asked for. The first finds names, dates, links and quotes: names alone are not to be had. */
const FIND = { names: 'all', dates: 'dates', articles: 'article' };

/** The engine is one file beside the scripts. */
export const ships = () => ({
  source: "export { load, analyze } from '../dist/lib/index.js';",
  files: ['dist/lib/wasm/whowhen_bg.wasm'],
});

/** @type {typeof import('../../dist/lib/index.js').analyze} */
let analyze;
let task;
let memory;

/** @param {'names' | 'dates' | 'articles'} what */
export async function start(what) {
  task = what;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const made = await instantiate(...args);
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
  const engine = await import('../../dist/lib/index.js');
  await engine.load();
  analyze = engine.analyze;
}

/** @param {string} text @param {{ published?: string, url?: string }} [known] */
export function run(text, known = { published: '2014-01-03' }) {
  return analyze(task === 'articles' ? { html: text } : text, { ...known, find: FIND[task] });
}

export const count = ({ mentions, dates, article }) => mentions.length + dates.length + article.blocks.length;

/** Bytes of the WebAssembly's memory, which never shrinks. */
export const wasmMemory = () => memory.buffer.byteLength;

/** An analysis is what the scorers read. */
export const answer = (analysis) => analysis;
