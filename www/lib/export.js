import { call } from './engine.js';
import { exporterFrom } from './exporter.js';

export { formats } from './exporter.js';
export const exportAs = exporterFrom(call);
