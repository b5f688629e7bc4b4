/** The pure parts of the timeline and of who with whom, and the summary: no browser. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaleUtc } from 'd3-scale';
import { axisOf, BREAK } from '../../www/page/axis.js';
import { dateOfDay, dayNumber } from '../../www/page/calendar.js';
import { inLanes } from '../../www/page/lanes.js';
import { modelOf, summaryOf } from '../../www/page/model.js';
import { momentsOf } from '../../www/page/moments.js';
import { findPairs } from '../../www/page/pairs.js';
import { sentenceAround, spanAt } from '../../www/page/sentences.js';
import { labelled, ticksOf } from '../../www/page/ticks.js';

/** A small source of numbers that look random and are the same every time. */
function* numbers(seed) {
  for (let state = seed; ; ) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

/** Runs the steps to their end. */
function pairsOf(model) {
  const steps = findPairs(model);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const day = (iso) => ({ start: dayNumber(iso), end: dayNumber(iso) });
const stretch = (from, after) => ({ start: dayNumber(from), end: dayNumber(after) });

/** An analysis of sentences, with the names and dates that the test says are in it. */
function analysisOf(blocks, { names = [], dates = [], sentences = true } = {}) {
  const text = blocks.map(({ words }) => words).join('\n');
  let at = 0;
  const spans = blocks.map(({ kind = 'paragraph', words }) => {
    const span = { kind, start: at, end: at + words.length };
    at = span.end + 1;
    return span;
  });
  const entities = names.map((name, id) => ({ id, type: 'person', name, aliases: [], mentions: [] }));
  const mentions = names.flatMap((name, entity) =>
    [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].map(({ index }) => ({ start: index, end: index + name.length, type: 'person', entity, score: 0.9 })),
  );
  mentions.sort((a, b) => a.start - b.start);
  const cut = spans.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/[^.]+\.?/g)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length })),
  );
  return {
    text,
    article: { blocks: spans },
    entities,
    mentions,
    dates: dates.map((date) => ({
      start: text.indexOf(date.words),
      end: text.indexOf(date.words) + date.words.length,
      kind: 'date',
      earliest: null,
      latest: null,
      basis: 'stated',
      certainty: { year: 'stated' },
      ...date,
    })),
    anchor: { date: null, basis: 'none' },
    notes: [],
    ...(sentences ? { sentences: cut } : {}),
  };
}

test('days are numbers, also before Christ and in the year 9999', () => {
  assert.equal(dayNumber('1970-01-02'), 1);
  assert.equal(dayNumber('0099-01-01') - dayNumber('0098-12-31'), 1);
  assert.equal(dayNumber('0000-01-01') - dayNumber('-0001-12-31'), 1);
  assert.ok(dayNumber('-0489-01-01') < dayNumber('-0043-03-15'));
  assert.equal(dateOfDay(dayNumber('9999-12-31')).toISOString().slice(0, 10), '9999-12-31');
  for (const odd of ['', '2014', '2014-01', 'XXXX-01-01']) assert.ok(Number.isNaN(dayNumber(odd)), odd);
});

test('an axis without crowding is one even piece', () => {
  const { pieces, x } = axisOf([stretch('2010-01-01', '2011-01-01'), stretch('2013-01-01', '2014-01-01')], 700);
  assert.equal(pieces.length, 1);
  const [width, other] = [x(dayNumber('2011-01-01')) - x(dayNumber('2010-01-01')), x(dayNumber('2014-01-01')) - x(dayNumber('2013-01-01'))];
  assert.ok(Math.abs(width - other) < 0.001, `${width} ${other}`);
});

test('1916 and last Friday: the empty century is left out, and days can be told apart', () => {
  const days = ['2014-01-03', '2014-01-04', '2014-01-10', '2014-01-13'];
  const { pieces, x } = axisOf([stretch('1916-01-01', '1917-01-01'), ...days.map(day)], 700);
  assert.equal(pieces.length, 2);
  const places = days.map((iso) => x(dayNumber(iso)));
  for (let index = 1; index < places.length; index += 1) assert.ok(places[index] - places[index - 1] >= 16, `${places}`);
  assert.ok(x(dayNumber('1917-01-01')) + BREAK < places[0]);
  // What is left out has a place too, in the break.
  const lost = x(dayNumber('1950-01-01'));
  assert.ok(lost > pieces[0].right && lost < pieces[1].left);
});

test('an interval is cut only where nothing empty is left to cut', () => {
  const beside = axisOf([stretch('2026-02-01', '2026-03-01'), day('2026-03-13'), day('2026-03-14')], 400);
  assert.deepEqual(beside.pieces.map(({ from }) => from), [dayNumber('2026-02-01'), dayNumber('2026-03-13')]);
  const inside = axisOf([stretch('1970-01-01', '1980-01-01'), day('1975-03-03'), day('1975-03-10')], 700);
  assert.ok(inside.pieces.length > 1);
  assert.ok(inside.x(dayNumber('1975-03-10')) - inside.x(dayNumber('1975-03-03')) >= 16);
});

test('any days on any width: in their order, inside the width, pieces apart', () => {
  const random = numbers(7);
  const next = () => random.next().value;
  for (let round = 0; round < 300; round += 1) {
    const width = 200 + Math.floor(next() * 1200);
    const stretches = Array.from({ length: Math.floor(next() * 40) + 1 }, () => {
      const start = Math.floor((next() - 0.5) * 10 ** (1 + next() * 5));
      return { start, end: next() < 0.5 ? start : start + Math.floor(next() * 4000) };
    });
    const { pieces, x } = axisOf(stretches, width);
    const edges = [...new Set(stretches.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
    const places = edges.map(x);
    places.forEach((place, index) => {
      assert.ok(place >= 0 && place <= width, `${place} of ${width}`);
      assert.ok(index === 0 || place > places[index - 1], 'in order');
    });
    pieces.forEach(({ left, right }, index) => {
      assert.ok(right > left);
      assert.ok(index === 0 || Math.abs(left - pieces[index - 1].right - BREAK) < 0.001);
    });
    assert.ok(Math.abs(pieces.at(-1).right - width) < 0.001);
  }
  assert.deepEqual(axisOf([], 700).pieces, []);
});

test('ticks are round, adapt to the room and never touch', () => {
  const [wide] = axisOf([stretch('2000-01-01', '2020-01-01')], 700).pieces;
  const words = ticksOf({ ...wide, edges: [1, 2, 3, 4] }, scaleUtc).map((tick) => tick.words);
  assert.ok(words.includes('2010') && words.length >= 4, `${words}`);
  const narrow = ticksOf({ ...wide, right: 160, edges: [1, 2, 3, 4] }, scaleUtc);
  assert.ok(narrow.length < words.length);

  const months = axisOf([stretch('2013-11-01', '2014-05-01')], 700).pieces[0];
  assert.deepEqual(ticksOf({ ...months, edges: [1, 2, 3, 4] }, scaleUtc).map((tick) => tick.words).slice(0, 4), ['Nov 2013', 'Dec', 'Jan 2014', 'Feb']);
  const ancient = axisOf([stretch('-0999-01-01', '1000-01-01')], 700).pieces[0];
  const old = ticksOf({ ...ancient, edges: [1, 2, 3, 4] }, scaleUtc).map((tick) => tick.words);
  assert.ok(old.includes('400 BC') && old.includes('AD 1') && old.includes('400'), `${old}`);
  const [single] = axisOf([day('2014-01-13')], 300).pieces;
  assert.deepEqual(ticksOf(single, scaleUtc), [{ x: 150, words: '13 Jan 2014', first: true }]);

  const drawn = labelled(Array.from({ length: 30 }, (_, index) => ({ x: index * 10, words: 'Jan 2014', first: index === 7 })), () => 50, 300).filter(({ left }) => left !== null);
  assert.ok(drawn.some(({ x }) => x === 70), 'the first of a piece goes before the others');
  drawn.forEach(({ left }, index) => {
    assert.ok(left >= 0 && left + 50 <= 300);
    assert.ok(index === 0 || left >= drawn[index - 1].left + 58);
  });
});

test('lanes: nothing touches, a label is dropped before it is drawn over', () => {
  const random = numbers(3);
  const next = () => random.next().value;
  for (let round = 0; round < 100; round += 1) {
    const extents = Array.from({ length: 60 }, () => {
      const left = next() * 600;
      const right = left + 10 + next() * 40;
      return { left, right, labelled: next() < 0.2 ? null : { left: next() < 0.3 ? left - 80 : left, right: right + 80 } };
    }).sort((a, b) => a.left - b.left);
    const lanes = inLanes(extents, 4);
    const boxes = lanes.map(({ lane, label }, index) => ({ lane, label, ...(label ? extents[index].labelled : extents[index]) }));
    for (const [index, box] of boxes.entries()) {
      assert.ok(!box.label || box.lane < 4);
      for (const other of boxes.slice(0, index)) assert.ok(other.lane !== box.lane || other.right <= box.left || box.right <= other.left);
    }
  }
  assert.deepEqual(inLanes([], 3), []);
});

test('moments: days, stretches up to the day after, thirds of an interval, how sure they are', () => {
  const dates = [
    { words: 'late March', value: '2012-03', modifier: 'END', earliest: '2012-03-01', latest: '2012-03-31' },
    { words: 'early March', value: '2012-03', modifier: 'START', earliest: '2012-03-01', latest: '2012-03-31' },
    { words: 'the year', value: '2011', earliest: '2011-01-01', latest: '2011-12-31', basis: 'anchor', certainty: { year: 'implied' } },
    { words: 'the Ides', value: 'BC0044-03-15', earliest: '-0043-03-15', latest: '-0043-03-15' },
    { words: 'a while', kind: 'duration', value: 'PXD' },
  ];
  const moments = momentsOf(modelOf(analysisOf([{ words: 'late March, early March, the year, the Ides, a while.' }], { dates })));
  assert.deepEqual(moments.map(({ thing }) => thing.name), ['15 March 44 BC', '2011', 'early March 2012', 'late March 2012']);
  assert.deepEqual(moments.map(({ look }) => look), ['written', 'implied', 'vague', 'vague']);
  const [ides, year, early, late] = moments;
  assert.equal(ides.end, ides.start);
  assert.equal(year.end - year.start, 365);
  assert.ok(early.end < late.start && late.end === dayNumber('2012-04-01'));
});

test('the sentence around words; a long one is cut at words', () => {
  const analysis = analysisOf([{ words: 'One goes. Two comes on Friday  again.' }]);
  const at = analysis.text.indexOf('Friday');
  assert.deepEqual(sentenceAround(analysis, { start: at, end: at + 6 }), { before: 'Two comes on ', words: 'Friday', after: ' again.' });
  const long = analysisOf([{ words: `${'before '.repeat(80)}Friday${' after'.repeat(80)}.` }]);
  const middle = long.text.indexOf('Friday');
  const { before, after } = sentenceAround(long, { start: middle, end: middle + 6 });
  assert.ok(before.startsWith('… before') && after.endsWith('after …') && before.length + after.length < 310, `${before} | ${after}`);
  assert.equal(spanAt([], 3), undefined);
  assert.deepEqual(sentenceAround({ ...analysis, sentences: undefined }, { start: at, end: at + 6 }).before, 'One goes. Two comes on ');
});

test('who with whom: sentences counted once, the strongest first, only of the story', () => {
  const names = ['Ann', 'Bob', 'Cleo', 'Dan'];
  const blocks = [
    { kind: 'masthead', words: 'Ann and Dan edit.' },
    { kind: 'title', words: 'Ann meets Bob' },
    { kind: 'title', words: 'Ann  meets Bob' },
    { kind: 'byline', words: 'By Cleo and Dan' },
    { words: 'Ann met Bob and Bob. Cleo slept. Bob and Cleo saw Ann.' },
  ];
  const model = modelOf(analysisOf(blocks, { names }));
  const { unit, pairs } = pairsOf(model);
  assert.equal(unit, 'sentence');
  const told = pairs.map(({ things, paints }) => [things.map((thing) => model.things[thing].name).join(' '), paints.length]);
  assert.deepEqual(told, [['Ann Bob', 3], ['Bob Cleo', 1], ['Cleo Ann', 1]]);
  for (const { things, paints } of pairs) for (const paint of paints) assert.ok(things.includes(model.paints[paint].thing));
});

test('who with whom: by paragraphs where no sentence names two, nothing for one', () => {
  const model = modelOf(analysisOf([{ words: 'Ann slept. Bob woke.' }], { names: ['Ann', 'Bob'] }));
  assert.deepEqual(pairsOf(model), { unit: 'paragraph', pairs: [{ things: [0, 1], paints: [0] }] });
  assert.deepEqual(pairsOf(modelOf(analysisOf([{ words: 'Ann slept.' }], { names: ['Ann'] }))).pairs, []);
});

test('who with whom: an enumeration of hundreds does not grow with the square', () => {
  const names = Array.from({ length: 400 }, (_, index) => `N${index}`);
  const { pairs } = pairsOf(modelOf(analysisOf([{ words: `${names.join(', ')}.` }], { names })));
  assert.ok(pairs.length > 50 && pairs.length < 150, String(pairs.length));
});

test('the summary of odd inputs', () => {
  const summary = (blocks, options) => summaryOf(modelOf(analysisOf(blocks, options)));
  const date = (words, value, more = {}) => ({ words, value, earliest: value, latest: value, ...more });
  assert.equal(summary([{ words: 'Nothing.' }]), 'No names and no dates were found in this text.');
  assert.equal(summary([{ words: 'For 3 weeks.' }], { dates: [{ words: '3 weeks', kind: 'duration', value: 'P3W' }] }), '1 length of time.');
  assert.equal(summary([{ words: 'On 3 May.' }], { dates: [date('3 May', '2012-05-03')] }), '1 date: 3 May 2012.');
  assert.equal(
    summary([{ words: 'On 3 May or now.' }], { dates: [date('3 May', '2012-05-03'), { words: 'now', value: 'PRESENT_REF' }] }),
    '2 dates, on the calendar only 3 May 2012.',
  );
  assert.equal(summary([{ words: 'Now.' }], { dates: [{ words: 'Now', value: 'PRESENT_REF' }] }), '1 date.');
  const masthead = [{ kind: 'masthead', words: 'Monday' }, { words: 'Nobody came.' }];
  assert.equal(summary(masthead, { dates: [date('Monday', '2014-01-13')] }), 'The story has no names and no dates; the page around it has.');
  const dates = [
    { words: 'since 490 BC', value: 'BC0490', modifier: 'ON_OR_AFTER', earliest: '-0489-01-01', latest: '-0489-12-31' },
    date('the Ides', 'BC0044-03-15', { earliest: '-0043-03-15', latest: '-0043-03-15' }),
    { words: 'mid-2012', value: '2012', modifier: 'MID', earliest: '2012-01-01', latest: '2012-12-31' },
  ];
  assert.equal(summary([{ words: 'since 490 BC, the Ides, mid-2012.' }], { dates }), '3 dates from 490 BC to the middle of 2012.');
  const early = [
    { words: 'early March', value: '2012-03', modifier: 'START', earliest: '2012-03-01', latest: '2012-03-31' },
    { words: 'the week', value: '2012-W20', earliest: '2012-05-14', latest: '2012-05-20' },
  ];
  assert.equal(summary([{ words: 'early March, the week.' }], { dates: early }), '2 dates from early March 2012 to the week of 14 May 2012.');
});
