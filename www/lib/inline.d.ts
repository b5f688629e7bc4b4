/**
 * The same as `whowhen`, with the engine inside: nothing is loaded.
 * @module whowhen/inline
 */
export * from './index.js';
