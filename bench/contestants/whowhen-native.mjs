/** WhoWhen as its crate has it, compiled for this machine: `bench/native` measures it, in a process of its own. */

export const name = 'WhoWhen';
export const where = 'native';
export const tasks = ['names', 'dates', 'articles'];
export const ours = true;
export const native = 'whowhen';
/** The same engine and the same answers as in WebAssembly. */
export const answersAs = 'whowhen';
