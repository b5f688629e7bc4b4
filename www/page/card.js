/** What stands in the details of a thing: facts, map, mentions, and the form for corrections. */

import { kindWords } from './corrections.js';
import { byId, make, press, setText } from './elements.js';
import { capital, coordinates, dateFacts, quoteOf, surenessOf } from './facts.js';
import { drawMap } from './map.js';
import { countryName, joined } from './model.js';
import { setStop } from './roving.js';
import { fold } from './sentences.js';
import { inSlices } from './slices.js';
import { TYPES } from './types.js';

/** @typedef {import('./corrections.js').Meaning} Meaning */
/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').Thing} Thing */
/** @typedef {import('../lib/index.js').PlaceFacts} PlaceFacts */

/** Mentions that are shown at once; the others on request. */
const FEW = 12;
export const QUOTE = 'button.quote';

/**
 * The type of a thing as one word, "Organisation".
 * @param {Thing} thing
 * @returns {string}
 */
export function typeWord(thing) {
  if (thing.kind === 'time') return 'Time';
  if (thing.kind === 'duration') return 'Length of time';
  if (thing.kind === 'set') return 'Recurring time';
  return capital(TYPES.find((entry) => entry.type === thing.type)?.one ?? thing.type);
}

/**
 * What is known of a thing, as it is meant at one place of the text.
 * @param {Model} model
 * @param {Thing} thing
 * @param {number} paint
 * @returns {Node[]}
 */
export function drawFacts(model, thing, paint) {
  const { analysis } = model;
  if (thing.type === 'date') {
    const start = model.paints[paint]?.start;
    const date = analysis.dates.find((mention) => mention.start === start);
    if (!date) return [];
    const words = fold(analysis.text.slice(date.start, date.end));
    return [listOf([['The words', `“${words}”`], ...dateFacts(date, analysis.anchor)])];
  }
  const entity = analysis.entities[thing.index];
  if (!entity) return [];
  /** @type {Fact[]} */
  const facts = [];
  if (entity.role) facts.push(['Role', entity.role]);
  if (entity.aliases.length > 0) facts.push(['Also named', joined(entity.aliases)]);
  const map = entity.place ? placeFacts(entity.place, entity, facts) : null;
  facts.push(['How sure', surenessOf(entity.mentions.map((index) => analysis.mentions[index]?.score ?? 0))]);
  return map ? [listOf(facts), map] : [listOf(facts)];
}

/**
 * @param {PlaceFacts} place
 * @param {{ type: string, name: string }} entity
 * @param {Fact[]} facts is added to
 * @returns {HTMLElement | null} the map
 */
function placeFacts(place, { type, name }, facts) {
  const country = countryName(place.country);
  const own = type === 'place';
  if (place.kind !== 'country' || !own) facts.push(['Country', country]);
  if (place.kind && own) facts.push(['Kind', place.kind === 'capital' ? 'Capital city' : capital(place.kind)]);
  const { latitude, longitude } = place;
  if (latitude === undefined || longitude === undefined) return null;
  const where = coordinates(latitude, longitude);
  facts.push([own && place.kind !== 'country' ? 'Where' : 'Where most people live', where]);
  const subject = own ? name : country;
  return drawMap({ latitude, longitude, label: `Map of the world around ${subject}${subject === country ? '' : ` in ${country}`}, at ${where}` });
}

/**
 * @param {readonly Fact[]} facts
 * @returns {HTMLElement}
 */
function listOf(facts) {
  const shown = facts.filter(([, words]) => words !== '');
  return make('dl', 'facts', ...shown.flatMap(([label, words]) => [make('dt', '', label), make('dd', '', words)]));
}

/**
 * The places where a thing is named; each is a button that leads there.
 * @param {Model} model
 * @param {Thing} thing
 * @returns {Node[]}
 */
export function drawQuotes(model, thing) {
  const list = make('ul', 'quotes');
  list.setAttribute('aria-label', 'Mentions');
  for (const paint of thing.paints.slice(0, FEW)) list.append(quote(model, paint));
  setStop(list, QUOTE, null);
  const count = thing.paints.length;
  const title = make('h4', '', count === 1 ? 'One mention' : `${count} mentions`);
  if (count <= FEW) return [title, list];

  const more = make('button', 'link all', `Show all ${count}`);
  more.setAttribute('type', 'button');
  more.addEventListener('click', async () => {
    const rest = document.createDocumentFragment();
    const gone = new AbortController();
    more.setAttribute('aria-disabled', 'true');
    await inSlices(
      (function* () {
        for (const paint of thing.paints.slice(FEW)) {
          if (!list.isConnected) return gone.abort();
          rest.append(quote(model, paint));
          yield;
        }
      })(),
      gone.signal,
    );
    if (!more.isConnected) return;
    const next = rest.querySelector('button');
    const held = document.activeElement === more;
    list.append(rest);
    if (held) next?.focus();
    more.remove();
  });
  return [title, list, more];
}

/**
 * @param {Model} model
 * @param {number} paint
 * @returns {HTMLElement}
 */
function quote(model, paint) {
  const span = model.paints[paint] ?? { start: 0, end: 0 };
  const { before, words, after } = quoteOf(model.analysis, span);
  const button = make('button', 'quote', before, make('b', '', words), after);
  button.setAttribute('type', 'button');
  button.dataset.paint = String(paint);
  button.tabIndex = -1;
  return make('li', '', button);
}

/**
 * The form for saying what words mean.
 * @param {{ words: string, type: string | null, value: string }} about what they mean now; a value if that is a day
 * @param {object} on
 * @param {(meaning: Meaning) => void} on.mean
 * @param {(problem: string) => void} on.say
 * @param {(() => void) | undefined} [on.publication] leads to the day of publication
 * @returns {Node[]}
 */
export function drawForm({ words, type, value }, { mean, say, publication }) {
  const kinds = TYPES.flatMap((kind) => (kind.type === 'date' ? [] : [kind.type])).map((kind) => {
    const button = press('', make('span', `sample ${kind}`, capital(kindWords(kind).replace(/^an? /, ''))), () => {
      if (kind === type) say(`${words} is marked as ${kindWords(kind)} already.`);
      else mean({ type: kind });
    });
    button.setAttribute('aria-pressed', String(kind === type));
    return button;
  });
  const choice = make('div', 'kinds', ...kinds);
  choice.setAttribute('role', 'group');
  choice.setAttribute('aria-label', `${words} is a`);

  const field = document.createElement('input');
  field.type = 'date';
  field.min = '1600-01-01';
  field.max = '9999-12-31';
  field.value = value;
  const problem = make('p', 'small');
  problem.setAttribute('role', 'alert');
  const set = () => {
    if (field.value === '' || !field.validity.valid) {
      setText(problem, 'Choose a whole day first: year, month and day, from the year 1600 on.');
      field.focus();
    } else mean({ type: 'date', value: field.value });
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') set();
  });
  const label = make('label', '', type === 'date' ? 'It means the day ' : 'It is a date, the day ', field);
  const parts = [
    make('p', '', type === 'date' ? `${words} is no date, but a…` : `${words} is a…`),
    choice,
    make('div', 'means', label, press('', 'Set', set)),
    problem,
  ];
  if (type !== null) {
    const plain = type === 'date' ? 'Not a date: leave it unmarked' : 'Not a name: leave it unmarked';
    parts.push(make('div', '', press('', plain, () => mean({ type: 'ignore' }))));
  }
  if (publication) parts.push(make('div', '', press('', 'Go to the day of publication', publication)));
  return parts;
}

/** The heading of the card: the thing's name as it is marked, and its type. @param {Thing} thing */
export function showHeading(thing) {
  const name = byId('card-name');
  name.className = `sample ${thing.type}`;
  name.textContent = thing.name;
  byId('card-type').textContent = typeWord(thing);
}
