/**
 * A module worker's script: it is started, not imported. `createAnalyzer({worker})` talks to it.
 * @module whowhen/worker
 */
export {};
