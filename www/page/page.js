/** The page: puts its parts together and leads one article through them. */

import { createAnalyzer, WhoWhenError } from './lib/index.js';
import { drawPieces, putPieces } from './render.js';
import { inSlices } from './slices.js';
import { createCorrections } from './correcting.js';
import { NOTHING_SAID, countOf, foundIn, lexiconOf } from './corrections.js';
import { createDay } from './day.js';
import { createDetails } from './details.js';
import { byId, setText } from './elements.js';
import { createInput } from './input.js';
import { createLegend } from './legend.js';
import { drawWhen, drawWho, fillList, wireList } from './lists.js';
import { modelOf, summaryOf } from './model.js';
import { createMarking } from './marking.js';
import { createPreview } from './preview.js';
import { createWalker } from './walker.js';

/** @typedef {import('../lib/index.js').Analysis} Analysis */

/** Milliseconds without a keystroke before the text is read again. */
const TYPING_PAUSE = 150;
/** Blocks from which an article is long: then what is out of sight is not laid out, and jumps are not animated. */
const LONG = 150;

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
/**
 * One article of the session: where it is from and what the reader said of it.
 * @typedef {object} Doc
 * @property {import('./input.js').Source} source
 * @property {string | null} day of publication, as the reader set it
 * @property {import('./corrections.js').History} corrections
 */

/** What is shown. @type {Doc | null} */
let shown = null;

const legend = createLegend(byId('legend'), () => walker.filter());
/** @type {ReturnType<typeof createWalker>} */
const walker = createWalker({ article, lists: [who, when], off: legend.off, showView, details: () => details });
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
const input = createInput({
  edit: () => {
    clearTimeout(timer);
    timer = window.setTimeout(read, TYPING_PAUSE);
  },
  anew: () => {
    const before = corrections.history();
    day.set(null);
    corrections.load(NOTHING_SAID);
    if (countOf(before) === 0) return;
    const onlyDay = before.now.entries.length === 0;
    const said = onlyDay ? 'The day of publication was cleared: it' : 'Your corrections were cleared: they';
    input.say(`${said} belonged to the article before.`, () => {
      input.say('');
      day.set(before.now.day);
      corrections.load(before);
      read();
    });
  },
  replace: (next) => {
    const before = shown;
    day.set(null);
    corrections.load(NOTHING_SAID);
    walker.load(null, []);
    read();
    if (before && before.source.content.trim() !== '') {
      input.say(next.content === '' ? 'The article was removed.' : 'The article before was replaced.', () => {
        input.say('');
        input.show(before.source);
        day.set(before.day);
        corrections.load(before.corrections);
        read();
      });
    }
  },
  plainText: () => model?.analysis.text ?? '',
});

for (const list of [who, when]) wireList(list, { activate: walker.activate, point: walker.point });
for (const control of document.querySelectorAll('.views button')) {
  if (control instanceof HTMLElement) control.addEventListener('click', () => showView(control.dataset.view ?? 'article'));
}
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

/** Starts the engine in its worker and says how that went. */
function startEngine() {
  body.dataset.engine = 'loading';
  const started = createAnalyzer({ worker: true });
  started.ready.then(
    () => (body.dataset.engine = 'ready'),
    (/** @type {unknown} */ error) => {
      body.dataset.engine = 'failed';
      fail(error);
    },
  );
  return started;
}

/** Reads the present source and shows what was found. */
async function read() {
  clearTimeout(timer);
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  const mine = (reading += 1);
  const source = input.source();
  shown = { source, day: day.value(), corrections: corrections.history() };
  if (source.content.trim() === '') {
    clearArticle();
    body.dataset.phase = 'empty';
    return;
  }
  if (body.dataset.phase !== 'done') body.dataset.phase = 'reading';
  article.setAttribute('aria-busy', 'true');
  try {
    const words = source.kind === 'html' ? { html: source.content } : { text: source.content };
    const analysis = await analyzer.analyze(words, {
      published: day.value(),
      lexicon: lexiconOf(corrections.history()),
      sentences: true,
      signal,
    });
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
 * Draws aside, in slices, and swaps when all is there: until then the former article stays.
 * @param {Analysis} analysis
 * @param {AbortSignal} signal
 */
async function show(analysis, signal) {
  const next = modelOf(analysis);
  const picture = { text: analysis.text, blocks: analysis.article.blocks, paints: next.paints };
  const drawn = await inSlices(drawPieces(picture, pieces), signal);
  const people = drawn && (await inSlices(drawWho(next), signal));
  const dates = people && (await inSlices(drawWhen(next), signal));
  if (!drawn || !people || !dates) return;

  const former = model;
  const keys = new Map(next.things.map((thing) => [thing.key, thing.index]));
  const moved = (/** @type {number} */ thing) => keys.get(former?.things[thing]?.key ?? '');
  walker.rest();
  preview.hide();
  if (former?.analysis.text !== analysis.text) marking.hide();
  article.classList.toggle('long', drawn.length > LONG);
  const marks = putPieces(article, pieces, drawn, next.paints);
  pieces = drawn;
  fillList(who, people, moved);
  fillList(when, dates, moved);
  legend.show(next);
  day.show(analysis);
  details.load(next, marks);
  walker.load(next, marks);
  details.settle();
  model = next;
  setText(byId('summary'), summaryOf(next));
  article.removeAttribute('aria-busy');
  body.dataset.phase = 'done';
}

function clearArticle() {
  walker.load(null, []);
  details.load(null, []);
  marking.hide();
  preview.hide();
  model = null;
  pieces = [];
  for (const part of [article, who, when]) part.replaceChildren();
  day.show(null);
  setText(byId('summary'), '');
  article.removeAttribute('aria-busy');
}

/** @param {unknown} error */
function fail(error) {
  clearArticle();
  body.dataset.phase = 'failed';
  setText(byId('problem'), error instanceof Error ? error.message : String(error));
}

/**
 * On a narrow page one part is in sight at a time.
 * @param {string} view
 */
function showView(view) {
  body.dataset.view = view;
  for (const control of document.querySelectorAll('.views button')) {
    if (control instanceof HTMLElement) control.setAttribute('aria-pressed', String(control.dataset.view === view));
  }
}
