/**
 * `npm run bench:extension`: what the extension costs, in a real Chromium and with real presses of its button: time from the
 * press to the first painted frame with marks and where it goes, memory, and the processor's time at rest. Prints Markdown.
 * Needs `npm run build:extension` before.
 *
 * Two invented pages: an article of 2,000 words, and a page of 1 MB. Cold is the first press in a new browser, with the
 * worker ended and the panel closed; warm is the next one, on the page loaded again. `ROUNDS` and `RESTS` say how often each
 * is measured; `FIREFOX=1` measures the press in Firefox, too.
 */

import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { pause, quiet, startChromium } from './chromium.mjs';
import { copyWithClocks } from './clocks.mjs';
import { startFirefox } from './firefox.mjs';
import { longPage, shortPage } from './pages.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const RESTS = Number(process.env.RESTS ?? 3);
/** Seconds at rest over which the processor's time is taken, and until the browser may be expected to have ended the worker. */
const REST = 10;
const END = 45;

const PAGES = { '2,000 words': shortPage(), '1 MB': longPage() };
const addresses = Object.fromEntries(Object.keys(PAGES).map((name, at) => [name, `/${at}`]));
const server = createServer(({ url }, response) => {
  const at = Object.values(addresses).indexOf(url);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(Object.values(PAGES)[at] ?? '');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;
const folder = copyWithClocks();

/** In the page: the time of the first frame in which something is marked. */
const WATCH = `void (function look() {
  if (![...CSS.highlights.values()].some(({ size }) => size > 0)) return requestAnimationFrame(look);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { window.painted = performance.timeOrigin + performance.now(); };
  // After this frame.
  port2.postMessage(0);
})()`;
const SEEN = `window.painted && {
  painted: window.painted,
  count: [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0),
  marks: performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('bench ')).map(({ name, detail }) => [name.slice(6), detail]),
}`;

/** Loads a page and presses. */
async function pressOn(tab, name) {
  await tab.goto(`${origin}/empty`);
  await tab.goto(origin + addresses[name]);
  await pause(500);
  await quiet();
  return press(tab);
}

/** Says when what happened until the first marks, in milliseconds since the press. */
async function press(tab) {
  await tab.evaluate(WATCH);
  const began = performance.timeOrigin + performance.now();
  await tab.press();
  let seen;
  for (const end = began + 30_000; !seen; seen = await tab.evaluate(SEEN)) {
    if (performance.timeOrigin + performance.now() > end) throw new Error('There are no marks.');
    await pause(20);
  }
  const { background = {}, ...page } = Object.fromEntries(seen.marks ?? []);
  const at = { ...page, ...background, painted: seen.painted };
  return Object.fromEntries(Object.entries(at).map(([key, time]) => [key, time - began]));
}

/** What the time went to, one after the other. */
const PARTS = {
  'worker starts, and hears the press': (at) => at.pressed,
  'our script comes into the page': (at) => at.reading - at.pressed,
  'reading the page': (at) => at.asked - at.reading,
  'sending it': (at) => at.arrived - at.asked,
  'waiting for the engine to load': (at) => Math.max(0, at.analysis - at.arrived),
  analysis: (at) => at.analysed - at.analysis,
  'sending it back': (at) => at.answered - at.analysed,
  'settings, places and painting': (at) => at.marked - at.answered,
  'the frame': (at) => at.painted - at.marked,
  'all together': (at) => at.painted,
};

/** @type {Map<string, Record<string, number>[]>} */
const times = new Map();
const add = (map, name, value) => map.set(name, [...(map.get(name) ?? []), value]);
let product = '';
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of Object.keys(PAGES)) {
    const browser = await startChromium(folder);
    product = browser.product;
    const tab = await browser.tab();
    await tab.goto(`${origin}/empty`);
    await browser.sleep();
    add(times, `${name}, cold`, await pressOn(tab, name));
    await pause(1500);
    add(times, `${name}, warm`, await pressOn(tab, name));
    await browser.close();
  }
}

/** One page with its marks, at rest and after they are removed. */
async function rest(name) {
  const browser = await startChromium(folder);
  const tab = await browser.tab();
  await tab.ask('Performance.enable');
  await tab.goto(origin + addresses[name]);
  await browser.sleep();
  await pause(1500);
  const page = await busiest(browser, tab);
  const look = async () => {
    await tab.ask('HeapProfiler.collectGarbage');
    const { metrics } = await tab.ask('Performance.getMetrics');
    const heap = metrics.find((one) => one.name === 'JSHeapUsedSize').value / 2 ** 20;
    const { nodes } = await tab.ask('Memory.getDOMCounters');
    const all = await browser.processes();
    const own = all.find(({ pid }) => pid === page);
    const ours = all.filter(({ kind }) => kind === 'extension');
    const sum = (key) => ours.reduce((total, one) => total + one[key], 0);
    return { heap, nodes, renderer: own.memory, extension: sum('memory'), work: own.seconds, workOfExtension: sum('seconds') };
  };
  const before = await look();
  await press(tab);
  await pause(3000);
  const marked = await look();
  await pause(REST * 1000);
  const rested = await look();
  await tab.press();
  await pause(1000);
  const off = await look();
  let awake = REST;
  for (; awake < END && (await browser.isAwake()); awake += 1) await pause(1000);
  const ended = await look();
  await browser.close();
  return { before, marked, rested, off, ended, awake };
}

/** The process that works when the page does. */
async function busiest(browser, tab) {
  const before = new Map((await browser.processes()).map(({ pid, seconds }) => [pid, seconds]));
  await tab.evaluate('for (const end = performance.now() + 400; performance.now() < end; );');
  const [first] = (await browser.processes()).filter(({ kind }) => kind === 'renderer').sort((one, other) => rise(other) - rise(one));
  function rise({ pid, seconds }) {
    return seconds - (before.get(pid) ?? 0);
  }
  return first.pid;
}

/** @type {Map<string, Awaited<ReturnType<typeof rest>>[]>} */
const rests = new Map();
for (let round = 0; round < RESTS; round += 1) for (const name of Object.keys(PAGES)) add(rests, name, await rest(name));

if (process.env.FIREFOX) {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of Object.keys(PAGES)) {
      const browser = await startFirefox();
      add(times, `${name}, Firefox`, await pressOn(browser.tab, name));
      await pause(1500);
      add(times, `${name}, Firefox, warm`, await pressOn(browser.tab, name));
      await browser.close();
    }
  }
}
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true });
print();

function print() {
  const middle = (list) => list.toSorted((one, other) => one - other)[list.length >> 1];
  const spread = (list, digits = 0) => `${middle(list).toFixed(digits)} (${Math.min(...list).toFixed(digits)}–${Math.max(...list).toFixed(digits)})`;
  const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
  const head = (cells) => row(cells) ?? row(cells.map((_, at) => (at === 0 ? '---' : '---:')));
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores`;
  console.log(`${product}, ${machine}, ${new Date().toISOString().slice(0, 10)}. Medians (least–most).\n`);

  const chromium = [...times].filter(([name]) => !name.includes('Firefox'));
  head([`ms since the press, ${ROUNDS} times`, ...chromium.map(([name]) => name)]);
  for (const [part, of] of Object.entries(PARTS)) row([part, ...chromium.map(([, all]) => spread(all.map(of)))]);
  row(['of it: loading the engine', ...chromium.map(([, all]) => (all.some(({ load }) => load > 0) ? spread(all.map(({ load, ready }) => ready - load)) : '–'))]);

  const pages = [...rests];
  const more = (state, key) => ([, all]) => spread(all.map((one) => one[state][key] - one.before[key]), 1);
  console.log('');
  head([`MB more than before the press, ${RESTS} times`, ...pages.map(([name]) => name)]);
  for (const [words, key] of [['heap of the page', 'heap'], ['process of the page', 'renderer'], ['process of the extension, panel open', 'extension']]) {
    row([`${words}: marked`, ...pages.map(more('marked', key))]);
    row([`${words}: marks removed`, ...pages.map(more('off', key))]);
  }
  row(['process of the extension, panel open: worker ended', ...pages.map(more('ended', 'extension'))]);
  row(['nodes more in the page: marked', ...pages.map(more('marked', 'nodes'))]);
  const work = (key) => ([, all]) => spread(all.map(({ marked, rested }) => (rested[key] - marked[key]) * 1000));
  console.log('');
  head([`at rest, ${REST} s with marks`, ...pages.map(([name]) => name)]);
  row(['ms that the page’s process works', ...pages.map(work('work'))]);
  row(['ms that the extension’s process works', ...pages.map(work('workOfExtension'))]);
  row(['the browser has ended the worker', ...pages.map(([, all]) => all.map(({ awake }) => (awake < END ? 'yes' : 'no')).join(', '))]);

  const firefox = [...times].filter(([name]) => name.includes('Firefox'));
  if (firefox.length === 0) return;
  console.log('');
  head(['Firefox, ms from the press to the marks', ...firefox.map(([name]) => name)]);
  row(['all together', ...firefox.map(([, all]) => spread(all.map(({ painted }) => painted)))]);
}
