export { highlight } from './highlight.js';
export { rangesOf } from './ranges.js';
export { readElement } from './text.js';
