import { WhoWhenError } from './error.js';

/**
 * @param {import('./instance.js').Engine['call']} _call
 * @returns {(analysis: import('./index.js').Analysis, format: string) => Promise<string>}
 */
export function exporterFrom(_call) {
  return async (_analysis, format) => {
    throw new WhoWhenError('invalid_option', `There is no format "${format}".`);
  };
}
