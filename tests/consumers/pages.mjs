/** Pages without a bundler, and service workers. */

import { CALL, check } from './article.mjs';
import { answersOf, served } from './browser.mjs';
import { execute, project, tool, versionOf } from './tools.mjs';

const LIBRARY = './node_modules/whowhen/dist/lib';
const HTML = '<!doctype html>\n<meta charset="utf-8">\n<title>consumer</title>\n<script type="module" src="./app.js"></script>\n';
const APP = `
import { analyze, createAnalyzer } from '${LIBRARY}/index.js';
async function answers() {
  const there = await createAnalyzer({ worker: true }).${CALL};
  return [await ${CALL}, there].map((analysis) => JSON.stringify(analysis));
}
answers().then((value) => { globalThis.answers = value; }, (error) => { globalThis.answers = [String(error)]; });
`;

/** What an extension's pages may have, as its manifest says. */
const EXTENSION = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The same with Trusted Types, for which the package has one policy. */
const TRUSTED = `${EXTENSION}; require-trusted-types-for 'script'; trusted-types whowhen-worker`;

async function plain(name, headers) {
  const dir = project(name, { 'index.html': HTML, 'app.js': APP });
  check(await served(dir, answersOf, headers), 2);
}

const policy = (value) => () => ({ 'Content-Security-Policy': value });
const wrongType = (path) => (path.endsWith('.wasm') ? { 'Content-Type': 'text/plain; charset=utf-8' } : {});

/** A page that hands its article to a service worker. */
const ASKS = (options) => `
async function answers() {
  await navigator.serviceWorker.register('./sw.js', ${JSON.stringify(options)});
  const { active } = await navigator.serviceWorker.ready;
  const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data)));
  navigator.serviceWorker.startMessages();
  active.postMessage('analyse');
  return [await answer];
}
answers().then((value) => { globalThis.answers = value; }, (error) => { globalThis.answers = [String(error)]; });
`;
const SERVES = (from) => `
import { analyze } from '${from}';
addEventListener('message', async ({ source }) => {
  source.postMessage(await ${CALL}.then(JSON.stringify, String));
});
`;

async function moduleServiceWorker() {
  const files = { 'index.html': HTML, 'app.js': ASKS({ type: 'module' }), 'sw.js': SERVES(`${LIBRARY}/index.js`) };
  check(await served(project('service worker', files), answersOf), 1);
}

/** Classic scripts import nothing, so all of it is one file. */
async function classicServiceWorker() {
  const dir = project('classic service worker', { 'index.html': HTML, 'app.js': ASKS({}), 'source.js': SERVES('whowhen/inline') });
  const args = ['source.js', '--bundle', '--format=iife', '--outfile=sw.js', '--log-level=warning'];
  const said = await execute(process.execPath, [tool('esbuild/bin/esbuild'), ...args, '--log-override:empty-import-meta=error'], dir);
  if (said) throw new Error(said);
  check(await served(dir, answersOf), 1);
}

export const pages = [
  { name: 'script type=module, static host', run: () => plain('plain', undefined) },
  { name: 'script type=module, .wasm as text/plain', run: () => plain('wrong type', wrongType) },
  { name: "policy of an extension's page", run: () => plain('extension policy', policy(EXTENSION)) },
  { name: 'the same with Trusted Types', run: () => plain('trusted types', policy(TRUSTED)) },
  { name: 'service worker, module', run: moduleServiceWorker },
  { name: 'service worker, classic, esbuild, whowhen/inline', version: versionOf('esbuild'), run: classicServiceWorker },
];
