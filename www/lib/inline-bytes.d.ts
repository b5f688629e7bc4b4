/** Written by scripts/layout.mjs. */

/** The WebAssembly: base64 of gzip. */
export const ENGINE: string;

/** The script of a worker, in one piece. */
export const WORKER: string;
