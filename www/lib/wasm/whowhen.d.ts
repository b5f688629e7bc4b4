/** The part of the generated glue that instance.js uses. */

export default function init(source: { module_or_path: WebAssembly.Module }): Promise<unknown>;

/** Throws `{code, message}`. */
export function analyze(input: unknown, options?: unknown, progress?: (done: number) => void): import('../index.js').Analysis;

/** Throws `{code, message}`; empty for `json`. */
export function export_as(analysis: string, format: string): string;

/** Replaces the instance by a fresh one, at once. */
export function __wbg_reset_state(): void;
