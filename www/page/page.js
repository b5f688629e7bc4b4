/** The page: puts its parts together and leads one article through them. */

import { createAnalyzer, WhoWhenError } from './lib/index.js';
import { drawPieces, putPieces } from './render.js';
import { inSlices } from './slices.js';
import { goToPlace, placeOf } from './place.js';
import { createSession, knownOf } from './session.js';
import { isEmpty, readSource } from './source.js';
import { createProgress, problemOf } from './progress.js';
import { createDay } from './day.js';
import { createDesk } from './desk.js';
import { createCorrections } from './correcting.js';
import { foundIn, lexiconOf } from './corrections.js';
import { createDetails } from './details.js';
import { byId, setText } from './elements.js';
import { createExports } from './exports.js';
import { createLegend } from './legend.js';
import { drawWhen, drawWho, fillList, showView, wireList, wireViews } from './lists.js';
import { modelOf, summaryOf } from './model.js';
import { createMarking } from './marking.js';
import { createPreview } from './preview.js';
import { startOffline } from './offline.js';
import { createTimeline } from './timeline.js';
import { createTogether } from './together.js';
import { createWalker } from './walker.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */
/** @typedef {import('./session.js').Doc} Doc */

/** Milliseconds without a keystroke before the text is read again. */
const TYPING_PAUSE = 150;
/** Milliseconds that one reading may take: ten megabytes on a slow telephone. Whoever will not wait cancels. */
const TIME_LIMIT = 120_000;
/** Blocks from which an article is long: then what is out of sight is not laid out, and jumps are not animated. */
const LONG = 150;
/** Notes after which an empty or odd result is no wonder. */
const WARNINGS = ['not_english', 'no_article', 'no_text'];

const { body } = document;
const article = byId('article');
const who = byId('who');
const when = byId('when');

let analyzer = startEngine();
/** Counts readings: an answer that is no longer the newest one is dropped. */
let reading = 0;
let drawing = new AbortController();
let timer = 0;
/** @type {import('./model.js').Model | null} */
let model = null;
/** What is drawn in the article. @type {import('./render.js').Piece[]} */
let pieces = [];
/** Whose reading is drawn. @type {Doc | null} */
let drawn = null;

const session = createSession();
const legend = createLegend(byId('legend'), () => {
  walker.filter();
  together.filter();
});
const timeline = createTimeline({ activate: (thing) => walker.visit(thing), point: (thing) => walker.point(thing) });
const together = createTogether({ activate: (things, paints) => walker.activatePair(things, paints), off: legend.off });
/** @type {ReturnType<typeof createWalker>} */
const walker = createWalker({
  article,
  lists: [who, when, timeline.list, together.rows],
  off: legend.off,
  showView,
  details: () => details,
  selected: (thing) => [timeline, together].forEach((part) => part.choose(thing)),
});
const corrections = createCorrections({
  change: ({ now }) => {
    if (day.value() !== now.day) day.set(now.day);
    read();
  },
  emptied: () => article.focus({ preventScroll: true }),
});
const day = createDay(() => corrections.setDay(day.value()));
const details = createDetails({
  article,
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
const marking = createMarking({
  article,
  model: () => model,
  correct: (words, meaning) => {
    details.await(words);
    const found = model ? foundIn(model.analysis, words) : [];
    const taken = corrections.add({ wordings: [words.text.slice(words.start, words.end)], found }, meaning);
    if (!taken) details.await(null);
  },
  say: corrections.say,
});
const preview = createPreview({ article, model: () => model, busy: details.isOpen });
const exports = createExports((analysis, format) => analyzer.exportAs(analysis, format));
const progress = createProgress({ long: leaveFormer, cancel, again: () => read() });
const desk = createDesk({
  session,
  day,
  corrections,
  read: () => read(),
  edit: () => {
    clearTimeout(timer);
    timer = window.setTimeout(read, TYPING_PAUSE);
  },
  leave: (doc) => {
    if (doc === drawn) doc.place = placeOf(pieces);
  },
  turn: (doc) => {
    if (doc !== drawn) walker.load(null, []);
    if (doc.stopped) stay(doc);
    else read();
  },
});

for (const list of [who, when]) wireList(list, { activate: walker.activate, point: walker.point });
wireViews();
byId('retry').addEventListener('click', () => {
  if (body.dataset.engine === 'failed') {
    analyzer.dispose();
    analyzer = startEngine();
  }
  body.dataset.phase = 'reading';
  read();
});
showView('article');
// A browser that goes back to this page may have kept the field's text.
read();
void startOffline(analyzer.ready);

/** Starts the engine in its worker and says how that went. */
function startEngine() {
  body.dataset.engine = 'loading';
  const started = createAnalyzer({ worker: true, timeLimit: TIME_LIMIT });
  started.ready.then(
    () => (body.dataset.engine = 'ready'),
    (/** @type {unknown} */ error) => {
      body.dataset.engine = 'failed';
      fail(error);
    },
  );
  return started;
}

/** Reads the present article and shows what was found. */
async function read() {
  clearTimeout(timer);
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  const mine = (reading += 1);
  const doc = desk.keep();
  doc.stopped = false;
  desk.showTabs();
  if (isEmpty(doc.source)) {
    progress.end('failed');
    clearArticle();
    body.dataset.phase = 'empty';
    return;
  }
  if (body.dataset.phase !== 'done') body.dataset.phase = 'reading';
  article.setAttribute('aria-busy', 'true');
  progress.begin();
  try {
    const analysis = knownOf(doc) ?? (await analyse(doc, signal));
    body.dataset.engine = 'ready';
    if (mine === reading) await show(analysis, signal);
  } catch (error) {
    if (mine !== reading || signal.aborted) return;
    // Never seen, and no reason to lose the article.
    const refused = error instanceof WhoWhenError && error.code === 'invalid_option';
    if (refused && corrections.history().now.entries.length > 0) corrections.refuse(error.message);
    else fail(error);
  }
}

/**
 * @param {Doc} doc
 * @param {AbortSignal} signal
 */
async function analyse(doc, signal) {
  const { source: given, day: published } = doc;
  const lexicon = lexiconOf(doc.corrections);
  const wishes = { published, lexicon, sentences: true, signal, onProgress: progress.onProgress };
  const { analysis, source } = await readSource(analyzer, given, wishes);
  if (signal.aborted) return analysis;
  if (source !== given) desk.exchange(doc, source);
  session.remember(doc, { analysis, source: doc.source, day: published, lexicon });
  return analysis;
}

/** The reading takes long: what is drawn of another article must not be taken for this one. */
function leaveFormer() {
  if (drawn === session.current()) return;
  clearArticle();
  body.dataset.phase = 'reading';
}

function cancel() {
  const doc = session.current();
  doc.stopped = true;
  stay(doc);
}

/**
 * Leaves an article unread whose reading was cancelled: what was last read of it comes back.
 * @param {Doc} doc
 */
function stay(doc) {
  clearTimeout(timer);
  drawing.abort();
  reading += 1;
  desk.showTabs();
  if (doc === drawn) {
    article.removeAttribute('aria-busy');
    body.dataset.phase = 'done';
  } else {
    clearArticle();
    body.dataset.phase = 'unread';
  }
  byId('source', HTMLDetailsElement).open = true;
  progress.end('cancelled');
}

/**
 * Draws aside, in slices, and swaps when all is there: until then the former article stays.
 * @param {Analysis} analysis
 * @param {AbortSignal} signal
 */
async function show(analysis, signal) {
  const next = modelOf(analysis);
  const picture = { text: analysis.text, blocks: analysis.article.blocks, paints: next.paints };
  // Each block is planned and drawn, and there is a row for each thing.
  const drawing = progress.counted(drawPieces(picture, pieces), 2 * picture.blocks.length);
  const blocks = await inSlices(drawing, signal);
  const people = blocks && (await inSlices(drawWho(next), signal));
  const dates = people && (await inSlices(drawWhen(next), signal));
  const moments = dates && (await inSlices(timeline.draw(next), signal));
  const pairs = moments && (await inSlices(together.find(next), signal));
  if (!blocks || !people || !dates || !moments || !pairs) return;

  const former = model;
  const keys = new Map(next.things.map((thing) => [thing.key, thing.index]));
  const moved = (/** @type {number} */ thing) => keys.get(former?.things[thing]?.key ?? '');
  walker.rest();
  preview.hide();
  if (former?.analysis.text !== analysis.text) marking.hide();
  article.classList.toggle('long', blocks.length > LONG);
  const marks = putPieces(article, pieces, blocks, next.paints);
  pieces = blocks;
  fillList(who, people, moved);
  fillList(when, dates, moved);
  timeline.fill(moments, moved);
  together.fill(next, pairs);
  legend.show(next);
  day.show(analysis);
  exports.show(analysis);
  details.load(next, marks);
  walker.load(next, marks);
  details.settle();
  model = next;
  setText(byId('summary'), summaryOf(next));
  warn(analysis);
  article.removeAttribute('aria-busy');
  body.dataset.phase = 'done';
  const doc = session.current();
  if (doc !== drawn) goToPlace(pieces, doc.place);
  drawn = doc;
  desk.showTabs();
  progress.end('read');
}

/**
 * What nobody may overlook: all notes stand below the dates, these at the top.
 * @param {Analysis | null} analysis
 */
function warn(analysis) {
  const box = byId('warning');
  const grave = analysis?.notes.filter(({ code }) => WARNINGS.includes(code)) ?? [];
  setText(box, grave.map(({ message }) => message).join(' '));
  box.hidden = grave.length === 0;
}

function clearArticle() {
  warn(null);
  walker.load(null, []);
  details.load(null, []);
  marking.hide();
  preview.hide();
  model = null;
  drawn = null;
  pieces = [];
  for (const part of [article, who, when]) part.replaceChildren();
  timeline.fill(null, () => undefined);
  together.fill(null);
  day.show(null);
  exports.show(null);
  setText(byId('summary'), '');
  article.removeAttribute('aria-busy');
}

/** @param {unknown} error */
function fail(error) {
  clearArticle();
  body.dataset.phase = 'failed';
  setText(byId('problem'), problemOf(error));
  progress.end('failed');
}
