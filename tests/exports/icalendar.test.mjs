/** iCalendar, by ical.js: the days are those of the analysis. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { exported } from './support.mjs';

for (const { name, analysis, content } of exported('icalendar')) {
  test(`${name}: a calendar`, () => {
    assert.ok(content.endsWith('END:VCALENDAR\r\n'));
    for (const line of content.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line);
      // eslint-disable-next-line no-control-regex
      assert.ok(!/[\u0000-\u0008\u000a-\u001f\u007f\ufffe\uffff]/.test(line), JSON.stringify(line));
    }
    const calendar = new ICAL.Component(ICAL.parse(content));
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    for (const event of events) {
      assert.ok(event.startDate.isDate && event.endDate.isDate);
      const first = event.startDate.toString();
      const days = event.duration.toSeconds() / 86_400;
      assert.ok(days >= 1 && days <= 7, `${days} days`);
      const dates = analysis.dates.filter(({ earliest }) => earliest === first);
      assert.ok(dates.some(({ latest }) => (Date.parse(latest) - Date.parse(first)) / 86_400_000 === days - 1), first);
      assert.ok(event.summary && event.description.includes('“'));
      const status = event.component.getFirstPropertyValue('status');
      assert.ok(['CONFIRMED', 'TENTATIVE'].includes(status));
      if (analysis.anchor.basis === 'given' && dates.every(({ modifier }) => !modifier)) assert.equal(status, 'CONFIRMED');
    }
    const days = analysis.dates.filter(({ kind, earliest, latest, start }) => {
      const block = analysis.article.blocks.find(({ end }) => start < end);
      return ['date', 'time'].includes(kind) && earliest && earliest === latest && earliest > '0001' && !['masthead', 'boilerplate', 'credit'].includes(block.kind);
    });
    const got = new Set(events.map(({ startDate }) => startDate.toString()));
    for (const { earliest } of days) assert.ok(got.has(earliest), `no event on ${earliest}`);
  });
}

test('commas, semicolons and lines come back', () => {
  const { content } = exported('icalendar').find(({ name }) => name === 'page');
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [event] = calendar.getAllSubcomponents('vevent').filter((one) => one.getFirstPropertyValue('dtstart').toString() === '2014-02-04');
  assert.match(event.getFirstPropertyValue('summary'), /^10:00 The ferry from Oslo to Copenhagen/);
  assert.match(event.getFirstPropertyValue('description'), /at 10 a\.m\., Transport Minister Bo Vik said on Friday, after/);
  assert.equal(event.getFirstPropertyValue('url'), 'https://harbourpost.example/2014/01/04/ferry?a=1&b=2');
});
