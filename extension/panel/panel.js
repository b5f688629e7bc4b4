/**
 * The panel: the page's own lists, timeline and details for the article in the tab beside it. The article itself is in its
 * page, where the walk goes; nothing of it is kept here.
 */

import { api } from '../api.js';
import { ask, askPage } from '../messages.js';
import { createCorrections } from '../page/correcting.js';
import { NOTHING_SAID, foundIn, lexiconOf } from '../page/corrections.js';
import { createDay } from '../page/day.js';
import { createDetails } from '../page/details.js';
import { byId, make, setText } from '../page/elements.js';
import { createExports } from '../page/exports.js';
import { createLegend } from '../page/legend.js';
import { drawWhen, drawWho, fillList, showView, wireList, wireViews } from '../page/lists.js';
import { modelOf, summaryOf } from '../page/model.js';
import { inSlices } from '../page/slices.js';
import { createTimeline } from '../page/timeline.js';
import { createTogether } from '../page/together.js';
import { createWalker } from '../page/walker.js';
import { change, onSettings, settings } from '../settings.js';
import { createSite } from './site.js';
import { dress } from './dress.js';
import { paintOf, targetOf } from './targets.js';
import { watch } from './watch.js';

/** @typedef {import('../messages.js').Frame} Frame */
/** @typedef {import('../page/model.js').Model} Model */

const { body } = document;
/** Stands for the article: what has lost its focus gives it to the head. */
const about = byId('about');
const who = byId('who');
const when = byId('when');
const chooser = byId('frame', HTMLSelectElement);

/** What is read of a page, and what else could be. */
const SCOPES = {
  article: { words: 'The article on this page.', other: 'page', offer: 'Read the whole page' },
  page: { words: 'The whole page, as it is.', other: 'article', offer: 'Look for an article' },
  selection: { words: 'What you selected.', other: 'article', offer: 'Read the whole article' },
};
/** Notes after which an empty or odd result is no wonder. */
const WARNINGS = ['not_english', 'no_text'];

/** @type {import('./watch.js').Beside} */
let beside = { tab: null, frames: new Map() };
/** Which frame of the page is shown, and whether the reader wished for it: else it is the one with most in it. */
let shown = 0;
let wished = false;
/** What is drawn. @type {Model | null} */
let model = null;
let drawing = new AbortController();
/** There was something new while the reader was writing a correction. */
let late = false;

const site = createSite();
const legend = createLegend(byId('legend'), (off) => {
  filter();
  void keep([...off]);
});
const timeline = createTimeline({ activate: (thing) => walker.visit(thing), point: (thing) => walker.point(thing) });
const together = createTogether({ activate: (things, paints) => walker.activatePair(things, paints), off: legend.off });
/** @type {ReturnType<typeof createWalker>} */
const walker = createWalker({
  article: about,
  lists: [who, when, timeline.list, together.rows],
  off: legend.off,
  showView: () => {},
  details: () => details,
  selected: (thing) => {
    for (const part of [timeline, together]) part.choose(thing);
    // Once the details are there, which may lie over it.
    requestAnimationFrame(() => document.querySelector('.rows .row[aria-current]')?.scrollIntoView({ block: 'nearest' }));
  },
  // While something else is being drawn there is no model, and the page keeps what it shows.
  reached: (paint) => {
    if (paint !== null) wished = true;
    if (model) say({ type: 'reveal', target: paint === null ? null : targetOf(model, paint) });
  },
});
const corrections = createCorrections({
  change: (history) => {
    if (day.value() !== history.now.day) day.set(history.now.day);
    correct(history);
  },
  emptied: () => about.focus({ preventScroll: true }),
});
const day = createDay(() => corrections.setDay(day.value()));
const details = createDetails({
  article: about,
  goTo: (paint) => walker.goTo(paint, 'stay'),
  stand: walker.stand,
  walk: (step) => walker.walk(step, 'stay'),
  correct: (wordings, meaning) => corrections.add({ wordings, found: model ? foundIn(model.analysis, null) : [] }, meaning),
  say: corrections.say,
  publication: () => {
    showView('when');
    byId('day').focus();
  },
});
const exports = createExports((analysis, format) => ask({ type: 'export', analysis, format }));

for (const list of [who, when]) wireList(list, { activate: walker.activate, point: walker.point });
wireViews();
chooser.addEventListener('change', () => {
  shown = Number(chooser.value);
  wished = true;
  void show();
});
byId('press').addEventListener('click', () => beside.tab !== null && void press(beside.tab));
byId('remove').addEventListener('click', () => say({ type: 'clear' }, 'all'));
byId('other-scope').addEventListener('click', () => say({ type: 'mark', scope: otherScope() }));
byId('options').addEventListener('click', () => void api.runtime.openOptionsPage());
// The keys of the walk, wherever they are not heard otherwise and are not letters.
document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || body.dataset.phase !== 'done') return;
  if (target instanceof Element && target.closest('input, select')) return;
  if (key === 'n' || key === 'p') walker.walk(key === 'n' ? 1 : -1, 'stay');
  else if (key === 'd') byId('details').click();
  else if (key === 'Escape') byId(details.isOpen() ? 'card-close' : 'close').click();
  else return;
  event.preventDefault();
});
byId('card').addEventListener('focusout', () => setTimeout(() => late && void show()));
// What is fixed above the bar must know how high it is.
new ResizeObserver(() => body.style.setProperty('--bar', `${byId('walker').offsetHeight}px`)).observe(byId('walker'));
onSettings((now) => keeping === 0 && wear(now));
showView('who');
void start();

async function start() {
  wear(await settings());
  await showKeys();
  await watch({
    changed: (next, how) => {
      beside = next;
      if (how === 'other page') [shown, wished] = [0, false];
      void show();
    },
    selected: (frame, target) => {
      wished = true;
      if (frame === shown && model) return standOn(target);
      const other = beside.frames.get(frame);
      if (!other) return;
      other.current = target;
      shown = frame;
      void show();
    },
  });
}

/** @param {import('../settings.js').Settings} now */
function wear(now) {
  dress(now);
  legend.set(now.off);
  filter();
}

/** Switches that are being written: what is told meanwhile is older than what is shown. */
let keeping = 0;

/** @param {import('../settings.js').MarkType[]} off */
async function keep(off) {
  keeping += 1;
  try {
    await change({ off });
  } finally {
    keeping -= 1;
  }
  if (keeping === 0) wear(await settings());
}

function filter() {
  walker.filter();
  together.filter();
}

/** The keys that do the same as the button, where the reader's browser has some. */
async function showKeys() {
  const keys = (await api.commands.getAll()).find(({ name }) => name === '_execute_action')?.shortcut ?? '';
  byId('empty-keys').hidden = keys === '';
  setText(/** @type {HTMLElement} */ (byId('empty-keys').querySelector('kbd')), keys);
}

/**
 * Says something to the frame that is shown, or to all of the page.
 * @param {import('../messages.js').ToPage} message
 * @param {'all'} [to]
 */
function say(message, to) {
  if (beside.tab === null) return;
  askPage(beside.tab, message, to === 'all' ? undefined : shown).catch(() => {});
}

/** @param {number} tab */
async function press(tab) {
  const problem = await ask({ type: 'press', tab }).catch((/** @type {Error} */ error) => error.message);
  if (problem && tab === beside.tab) fail(problem);
}

/** @param {import('../page/corrections.js').History} history */
async function correct(history) {
  if (beside.tab === null) return;
  try {
    await askPage(beside.tab, { type: 'correct', history, day: history.now.day, lexicon: lexiconOf(history) }, shown);
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    if (code === 'invalid_option' && history.now.entries.length > 0) corrections.refuse(message);
    else fail(message);
  }
}

/** Whether the reader is in the middle of a correction: what is drawn anew would throw it away. */
function isWriting() {
  return byId('card-fold', HTMLDetailsElement).open && byId('card-form').contains(document.activeElement);
}

/** Shows what is beside the panel now. */
async function show() {
  late = isWriting() && beside.frames.has(shown);
  if (late) return;
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  chooseFrame();
  const frame = beside.frames.get(shown);
  if (!frame) return showNothing(signal);
  // Frames are marked with their page, and never by themselves.
  void site.show(beside.frames.get(0)?.host ?? '');
  if (frame.state === 'reading' && !model) body.dataset.phase = 'reading';
  else if (frame.state === 'failed') fail(frame.words);
  else if (frame.analysis) await draw(frame, frame.analysis, signal);
}

/** Of several frames, the one that is wished for stays; else the one with most in it. */
function chooseFrame() {
  const marked = [...beside.frames].filter(([, { analysis }]) => analysis);
  const size = (/** @type {Frame} */ { analysis }) => (analysis ? analysis.mentions.length + analysis.dates.length : 0);
  if (!wished || !beside.frames.get(shown)?.analysis) shown = marked.toSorted(([, one], [, other]) => size(other) - size(one))[0]?.[0] ?? 0;
  byId('frames').hidden = marked.length < 2;
  chooser.replaceChildren(...marked.map(([id, { title, host }]) => {
    const option = /** @type {HTMLOptionElement} */ (make('option', '', title || host || 'A part without a title'));
    option.value = String(id);
    option.selected = id === shown;
    return option;
  }));
}

/**
 * The page is not read: the button knows why, if somebody tried.
 * @param {AbortSignal} signal
 */
async function showNothing(signal) {
  const held = byId('story').contains(document.activeElement);
  unload();
  const { tab } = beside;
  const badge = tab === null ? '' : await api.action.getBadgeText({ tabId: tab }).catch(() => '');
  const title = tab === null || badge !== '!' ? '' : await api.action.getTitle({ tabId: tab });
  if (signal.aborted) return;
  void site.show('');
  if (title !== '') return fail(title);
  body.dataset.phase = 'empty';
  if (held) byId('press').focus();
}

/** @param {string} words */
function fail(words) {
  unload();
  setText(byId('problem'), words);
  body.dataset.phase = 'failed';
}

function unload() {
  model = null;
  walker.load(null, []);
  details.load(null, []);
  for (const part of [who, when]) part.replaceChildren();
  timeline.fill(null, () => undefined);
  together.fill(null);
  exports.show(null);
  day.show(null);
}

/**
 * Draws aside, in slices, and swaps when all is there.
 * @param {Frame} frame
 * @param {import('../lib/index.js').Analysis} analysis
 * @param {AbortSignal} signal
 */
async function draw(frame, analysis, signal) {
  const next = modelOf(analysis);
  const people = await inSlices(drawWho(next), signal);
  const dates = people && (await inSlices(drawWhen(next), signal));
  const moments = dates && (await inSlices(timeline.draw(next), signal));
  const pairs = moments && (await inSlices(together.find(next), signal));
  if (!people || !dates || !moments || !pairs) return;

  const former = model;
  model = null;
  const keys = new Map(next.things.map((thing) => [thing.key, thing.index]));
  const moved = (/** @type {number} */ thing) => keys.get(former?.things[thing]?.key ?? '');
  walker.rest();
  fillList(who, people, moved);
  fillList(when, dates, moved);
  timeline.fill(moments, moved);
  together.fill(next, pairs);
  legend.show(next);
  const history = frame.history ?? NOTHING_SAID;
  if (JSON.stringify(history) !== JSON.stringify(corrections.history())) corrections.load(history);
  if (day.value() !== history.now.day) day.set(history.now.day);
  day.show(analysis);
  exports.show(analysis);
  // Words that were corrected are in the page, and not here.
  details.await(null);
  details.load(next, []);
  walker.load(next, []);
  model = next;
  body.dataset.phase = 'done';
  tellAbout(frame, next);
  if (frame.current && former?.analysis.text !== analysis.text) standOn(frame.current);
}

/**
 * @param {Frame} frame
 * @param {Model} next
 */
function tellAbout({ title, scope, missed }, next) {
  setText(byId('title'), title);
  setText(byId('scope'), SCOPES[scope].words);
  setText(byId('other-scope'), SCOPES[scope].offer);
  setText(byId('summary'), summaryOf(next));
  const grave = next.analysis.notes.filter(({ code }) => WARNINGS.includes(code));
  setText(byId('warning'), grave.map(({ message }) => message).join(' '));
  byId('warning').hidden = grave.length === 0;
  byId('missed').hidden = missed === 0;
  setText(byId('missed'), `${missed === 1 ? 'One mark is' : `${missed} marks are`} missing in the page: the words cannot be found there exactly.`);
}

/** @returns {import('../messages.js').Scope} */
function otherScope() {
  const scope = beside.frames.get(shown)?.scope ?? 'article';
  return /** @type {import('../messages.js').Scope} */ (SCOPES[scope].other);
}

/**
 * A mark was pressed in the page: its details, here.
 * @param {import('../dom/index.js').Target} target
 */
function standOn(target) {
  const paint = model ? paintOf(model, target) : -1;
  if (paint < 0) return;
  showView('date' in target ? 'when' : 'who');
  walker.stand(paint);
  details.open({ focus: 'stays' });
}
