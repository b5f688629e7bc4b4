/** The extension in Chromium. */

import * as driver from './chromium.mjs';
import { suite } from './suite.mjs';

suite(driver);
