/**
 * An analysis in the formats of other tools.
 * @module whowhen/export
 */

import type { Analysis } from './index.js';

/** Writes an analysis in a format. Rejects with a `WhoWhenError`. */
export function exportAs(analysis: Analysis, format: string): Promise<string>;
