import { WhoWhenError } from './error.js';

/** @type {(analysis: import('./index.js').Analysis, format: string) => Promise<string>} */
export async function exportAs(_analysis, format) {
  throw new WhoWhenError('invalid_option', `There is no format "${format}".`);
}
