export { highlight } from './highlight.js';
export { readText } from './plain.js';
export { rangesOf } from './ranges.js';
export { readElement } from './text.js';
