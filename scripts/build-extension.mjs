/** `npm run build:extension`: the zips for the browsers' stores and the zip of the sources, into dist/extension/. */

import { layOutExtension } from './extension.mjs';
import { steps } from './run.mjs';
import { buildSteps } from './setup.mjs';

await steps([...buildSteps(), ['Laying out the extension', layOutExtension]]);
