/** Values in words, and the cutting of a text into what is drawn: plain functions of the page, no browser. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sections, units } from '../../www/page/sections.js';
import { looksLikePage } from '../../www/page/source.js';
import { dayInWords, describeValue, weekdayOf } from '../../www/page/timewords.js';

const DATES = [
  ['2014-01-13', '13 January 2014'],
  ['2014-01', 'January 2014'],
  ['2014', '2014'],
  ['0044', '44'],
  ['BC0044', '44 BC'],
  ['BC0044-03-15', '15 March 44 BC'],
  ['BC047', '470s BC'],
  ['BC04', '5th century BC'],
  ['FY2013', 'fiscal year 2013'],
  ['XXXX-XX-XX', 'an unknown day'],
  ['XXXX-XX-XXT10:00', 'an unknown day, 10:00'],
  ['201', '2010s'],
  ['19', '20th century'],
  ['2014-WI', 'winter 2014'],
  ['2014-Q1', 'first quarter of 2014'],
  ['XXXX-01-13', '13 January, year unknown'],
  ['XXXX-05', 'May, year unknown'],
  ['2014-01-13T10:00', '13 January 2014, 10:00'],
  ['2014-01-13TEV', '13 January 2014, evening'],
  ['T09', '09:00'],
  ['PRESENT_REF', 'now'],
  ['XXXX-WXX-5', 'a Friday'],
  ['something odd', 'something odd'],
];

test('dates', () => {
  for (const [value, words] of DATES) {
    assert.equal(describeValue({ kind: 'date', value, earliest: null, latest: null }), words, value);
  }
  const week = { kind: 'date', value: '2014-W02', earliest: '2014-01-06', latest: '2014-01-12' };
  assert.equal(describeValue(week), 'week of 6 January 2014');
  const weekend = { kind: 'date', value: '2014-W02-WE', earliest: '2014-01-11', latest: '2014-01-12' };
  assert.equal(describeValue(weekend), 'weekend of 11 January 2014');
});

test('lengths and recurring times', () => {
  const of = (kind, value) => describeValue({ kind, value, earliest: null, latest: null });
  assert.equal(of('duration', 'P3W'), '3 weeks');
  assert.equal(of('duration', 'P1D'), '1 day');
  assert.equal(of('duration', 'PT2H30M'), '2 hours 30 minutes');
  assert.equal(of('duration', 'P1Y6M'), '1 year 6 months');
  assert.equal(of('duration', 'PXD'), 'some days');
  assert.equal(of('duration', 'P2CE'), '2 centuries');
  assert.equal(of('duration', 'P1TNI'), '1 night');
  assert.equal(of('duration', 'P2NI'), '2 nights');
  assert.equal(of('set', 'P1D'), 'every day');
  assert.equal(of('set', 'P2W'), 'every 2 weeks');
  assert.equal(of('set', 'XXXX-WXX-1'), 'every Monday');
  assert.equal(of('set', 'XXXX-12-25'), 'every 25 December');
  assert.equal(of('set', 'XXXX'), 'every year');
});

test('days', () => {
  assert.equal(weekdayOf('2014-01-03'), 'Friday');
  assert.equal(weekdayOf('0099-01-01'), 'Thursday');
  assert.equal(weekdayOf('2014-01'), '');
  assert.equal(dayInWords('2019-01-18'), '18 January 2019');
});

test('a text without blocks is drawn by lines, and nothing between blocks is lost', () => {
  const text = 'One.\n\nTwo.\nThree.';
  assert.deepEqual(sections(text, []).map(({ start, end }) => text.slice(start, end)), ['One.', 'Two.', 'Three.']);
  const blocks = [{ kind: 'title', start: 6, end: 10 }];
  assert.deepEqual(sections(text, blocks).map(({ kind }) => kind), ['paragraph', 'title', 'paragraph']);
});

test('a dateline stands on the line that it opens, list items stand together', () => {
  const text = 'OSLO - Rain.\n- one\n- two';
  const blocks = [
    { kind: 'dateline', start: 0, end: 6 },
    { kind: 'paragraph', start: 7, end: 12 },
    { kind: 'item', start: 13, end: 18 },
    { kind: 'item', start: 19, end: 24 },
  ];
  assert.deepEqual(units(text, blocks).map((unit) => unit.length), [2, 2]);
  assert.deepEqual(units('OSLO\nRain.', [{ kind: 'dateline', start: 0, end: 4 }, { kind: 'paragraph', start: 5, end: 10 }]).length, 2);
});

test('the source of a web page is told from an article', () => {
  for (const page of ['<!DOCTYPE html><p>', '\n<html lang=en>', '<?xml version="1.0"?>\n<!-- a --><html>']) {
    assert.ok(looksLikePage(page), page);
  }
  for (const text of ['An article about <html>', '<p>A fragment', '']) assert.ok(!looksLikePage(text), text);
});
