/** dom_smoothie, Readability's rules in Rust: `bench/native` measures it. */

export const name = 'dom_smoothie';
export const where = 'native, Rust';
export const tasks = ['articles'];
export const native = 'dom_smoothie';
export const note = 'a library for Rust, so it ships no bytes to a page; its articles are not scored here';
