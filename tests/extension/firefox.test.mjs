/** The extension in Firefox. */

import * as driver from './firefox.mjs';
import { suite } from './suite.mjs';

suite(driver);
