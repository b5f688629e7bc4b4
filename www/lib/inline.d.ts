/** The same as `whowhen`, with the engine inside: nothing is loaded. */
export * from './index.js';
