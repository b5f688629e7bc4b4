/** `npm run build`: everything that is shipped, into dist/. */

import { checkSize } from './size.mjs';
import { steps } from './run.mjs';
import { buildSteps } from './setup.mjs';

await steps([...buildSteps(), ['Size of what a reader loads', checkSize]]);
