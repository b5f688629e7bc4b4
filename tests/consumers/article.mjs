/** What every consumer has analysed, and what has to come out: the same bytes everywhere. */

import assert from 'node:assert/strict';
import { analyze } from '../../dist/lib/index.js';

export const ARTICLE = 'GENEVA - Foreign Minister Anna Duval met Peter Okoro of the Lakes Bank on January 13. 🌊 "We agree," Duval said.';
export const OPTIONS = { published: '2014-01-03' };

const expected = JSON.stringify(await analyze(ARTICLE, OPTIONS));
assert.match(expected, /"name":"Anna Duval".*"value":"2014-01-13"/s);

/** The call of `analyze` in a consumer's source. */
export const CALL = `analyze(${JSON.stringify(ARTICLE)}, ${JSON.stringify(OPTIONS)})`;

/** Fails unless each of these answers is the analysis, as JSON. */
export function check(answers, count) {
  assert.deepEqual(answers, Array(count).fill(expected));
}
