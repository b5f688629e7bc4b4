/**
 * The engine in a module worker. Plain messages: `{id}` loads it, `{id, input, options}` analyses; the answer to each is
 * `{id, analysis?}` or `{id, error: {code, message}}`.
 */

import { analyze, load } from './index.js';

addEventListener('message', async ({ data }) => {
  const { id, input, options } = data;
  try {
    const analysis = 'input' in data ? await analyze(input, options) : await load();
    postMessage({ id, analysis });
  } catch (error) {
    const { code, message } = /** @type {import('./index.js').WhoWhenError} */ (error);
    postMessage({ id, error: { code, message } });
  }
});
