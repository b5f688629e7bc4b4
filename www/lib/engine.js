import { engineFrom } from './instance.js';

/** The engine in its file beside this one. Bundlers find the file by the exact words of the next line. */
export const source = () => new URL('./wasm/whowhen_bg.wasm', import.meta.url);

export const { load, analyze, call } = engineFrom(source);
