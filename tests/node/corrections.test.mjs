/** Corrections as values: adding, replacing, undo and redo, words; and what the details say. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  NOTHING_SAID, changeDay, correct, countOf, foundIn, inWords, lexiconOf, problemOf, redo, remove, setDay, undo, undoAll, wordingsOf,
} from '../../www/page/corrections.js';
import { basisOf, coordinates, dateFacts, quoteOf, surenessOf } from '../../www/page/facts.js';

const words = (history) => history.now.entries.map(inWords);

test('a correction replaces what was said of the same words', () => {
  let history = correct(NOTHING_SAID, { wordings: ['May', 'Theresa  May', 'May'] }, { type: 'person' });
  assert.deepEqual(words(history), ['“May” is a person', '“Theresa May” is a person']);
  assert.equal(history.now.step, '“May” and “Theresa May” are a person');
  history = correct(history, { wordings: ['May'] }, { type: 'ignore' });
  assert.deepEqual(words(history), ['“Theresa May” is a person', '“May” is left unmarked']);
  // Small letters are found however they are written, so they replace; the other way round they do not.
  history = correct(history, { wordings: ['may'] }, { type: 'date', value: '2019-05-01' });
  assert.deepEqual(words(history), ['“Theresa May” is a person', '“may” is 1 May 2019']);
  history = correct(history, { wordings: ['May'] }, { type: 'organization' });
  assert.deepEqual(words(history), ['“Theresa May” is a person', '“may” is 1 May 2019', '“May” is an organisation']);
  assert.deepEqual(NOTHING_SAID.now.entries, []);
});

test('longer names with corrected words in them stay, while there is something to keep them from', () => {
  const text = 'Theresa May and May Day. On Friday, January 11. Mayor Berg.';
  const at = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const analysis = {
    text,
    mentions: [{ ...at('Theresa May'), type: 'person' }, { ...at('May Day'), type: 'event' }, { ...at('Mayor Berg'), type: 'person' }],
    dates: [{ ...at('Friday, January 11'), kind: 'date', earliest: '2019-01-11', latest: '2019-01-11' }],
  };
  const found = foundIn(analysis, null);
  assert.equal(found.length, 4);
  assert.deepEqual(foundIn(analysis, at('Day')).map((entry) => entry.text), ['Theresa May', 'Mayor Berg', 'Friday, January 11']);
  let history = correct(NOTHING_SAID, { wordings: ['May'], found }, { type: 'ignore' });
  assert.deepEqual(lexiconOf(history).map((entry) => entry.text), ['Theresa May', 'May Day', 'May']);
  assert.equal(countOf(history), 1);
  history = correct(history, { wordings: ['Friday'], found }, { type: 'date', value: '2019-01-04' });
  assert.deepEqual(lexiconOf(history)[2], { text: 'Friday, January 11', type: 'date', value: '2019-01-11' });
  history = remove(history, history.now.entries[0]);
  assert.deepEqual(lexiconOf(history).map((entry) => entry.text), ['Friday, January 11', 'Friday']);
  assert.deepEqual(lexiconOf(undoAll(history)), []);
  // Said of the longer name itself, that counts.
  history = correct(correct(NOTHING_SAID, { wordings: ['May'], found }, { type: 'ignore' }), { wordings: ['Theresa May'], found }, { type: 'work' });
  assert.deepEqual(lexiconOf(history).filter((entry) => entry.text === 'Theresa May').at(-1)?.type, 'work');
});

test('undo and redo go through every step, the day of publication too', () => {
  const one = correct(NOTHING_SAID, { wordings: ['last week'] }, { type: 'date', value: '2014-01-07' });
  const two = setDay(one, '2014-01-03');
  const three = remove(two, two.now.entries[0]);
  assert.deepEqual([one, two, three].map(countOf), [1, 2, 1]);
  assert.equal(one.now.step, '“last week” is 7 January 2014');
  assert.equal(two.now.step, 'the day of publication is 3 January 2014');
  assert.equal(three.now.step, 'removed: “last week” is 7 January 2014');
  assert.deepEqual(undo(three).now, two.now);
  assert.deepEqual(undo(undo(undo(three))).now, NOTHING_SAID.now);
  assert.equal(undo(NOTHING_SAID), NOTHING_SAID);
  assert.equal(redo(three), three);
  assert.deepEqual(redo(undo(three)), three);
  const none = undoAll(three);
  assert.equal(countOf(none), 0);
  assert.deepEqual(redo(redo(redo(none))), three);
  // A new step ends what could be redone.
  assert.deepEqual(setDay(undo(three), null).future, []);
  assert.equal(setDay(two, '2014-01-03'), two);
});

test('the parts of a day that is being typed are one step', () => {
  const typed = changeDay(changeDay(setDay(NOTHING_SAID, '2014-01-03'), '2014-12-03'), '2014-12-30');
  assert.equal(typed.now.day, '2014-12-30');
  assert.equal(undo(typed).now.day, null);
  const back = changeDay(typed, null);
  assert.deepEqual(back, NOTHING_SAID);
});

test('what the engine refuses is known before', () => {
  for (const bad of ['', '  ', '—', '“…”', 'ü'.repeat(129)]) assert.notEqual(problemOf(bad), '', bad);
  for (const good of ['U.N.', '4', 'ü'.repeat(128), ` ${'a'.repeat(256)} `]) assert.equal(problemOf(good), '', good);
});

test('the wordings of a name, without small letters that reach further', () => {
  const spansOf = (text, ...names) => names.flatMap((name) => [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({ start: index, end: index + name.length })));
  const two = 'Theresa\nMay spoke. May left.';
  assert.deepEqual(wordingsOf(two, spansOf(two, 'Theresa\nMay', '\\bMay left').map((span, index) => (index ? { ...span, end: span.start + 3 } : span))), ['Theresa May', 'May']);
  const reach = 'The Will and will. It Will, and he will.';
  assert.deepEqual(wordingsOf(reach, [{ start: 4, end: 8 }, { start: 13, end: 17 }]), ['Will']);
  assert.deepEqual(wordingsOf(reach, [{ start: 13, end: 17 }]), ['will']);
  const safe = 'Bashar al-Assad and al-assad.';
  assert.deepEqual(wordingsOf(safe, [{ start: 7, end: 15 }, { start: 20, end: 28 }]), ['al-Assad', 'al-assad']);
  const long = `${'Very '.repeat(60)}Long`;
  assert.deepEqual(wordingsOf(long, [{ start: 0, end: long.length }]), []);
});

test('facts in words', () => {
  assert.equal(coordinates(33.5, 36.3), '33.5° N 36.3° E');
  assert.equal(coordinates(-17.75, -177.95), '17.8° S 177.9° W');
  assert.equal(surenessOf([0.97, 0.62]), 'From fairly sure (0.62) to very sure (0.97)');
  assert.equal(surenessOf([0.9]), 'Sure (0.90)');
  const date = {
    start: 0, end: 1, kind: 'date', value: '2014-01', modifier: 'START', earliest: '2014-01-01', latest: '2014-01-10',
    basis: 'anchor', certainty: { year: 'implied', month: 'stated' },
  };
  assert.deepEqual(dateFacts(date, { date: '2014-01-03', basis: 'dateline' }), [
    ['As TIMEX3', '2014-01, START'],
    ['First day', 'Wednesday 1 January 2014'],
    ['Last day', 'Friday 10 January 2014'],
    ['Taken as', '“early”: not the whole of it, or not exactly'],
    ['How it is known', 'Counted from 3 January 2014, the day in the dateline'],
    ['Certainty', 'Year implied, month written'],
  ]);
  const none = { ...date, basis: 'none', earliest: null, latest: null };
  assert.match(basisOf(none, { date: null, basis: 'none' }), /^Not resolved: no day of publication/);
  assert.match(basisOf(none, { date: '2014-01-03', basis: 'given' }), /^Not resolved: the words do not say/);
});

test('quotes are the sentence, or the words around', () => {
  const text = 'One. Anna  Berg left\nearly. Two.';
  const analysis = { text, sentences: [{ start: 0, end: 4 }, { start: 5, end: 27 }, { start: 28, end: 32 }] };
  assert.deepEqual(quoteOf(analysis, { start: 5, end: 15 }), { before: '', words: 'Anna Berg', after: ' left early.' });
  const long = `${'before '.repeat(40)}Anna ${'after '.repeat(40)}`;
  const cut = quoteOf({ text: long, sentences: [{ start: 0, end: long.length }] }, { start: 280, end: 284 });
  assert.match(cut.before, /^…before (before )+$/);
  assert.match(cut.after, /^ after.* after…$/);
  assert.ok(cut.before.length <= 62 && cut.after.length <= 62);
});
