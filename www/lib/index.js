import { analyzerFrom } from './analyzer.js';
import { analyze, call, load, source } from './engine.js';
import { exporterFrom } from './exporter.js';
import { startWorker } from './start-worker.js';

export { WhoWhenError } from './error.js';
export { version } from './version.js';
export { analyze, load };

export const createAnalyzer = analyzerFrom({ analyze, call, load, source, startWorker, exportAs: exporterFrom(call) });
