/** Mails as bytes: what is chosen of them, in which encoding, and odd ones. In plain Node. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../www/page/eml.js';
import { isBareLink, looksLikePage, richSource } from '../../www/page/source.js';

const mail = (...lines) => readMail(Buffer.from(lines.join('\r\n'), 'latin1'));
const multipart = (kind, boundary, ...parts) => [
  `Content-Type: multipart/${kind}; boundary="${boundary}"`,
  '',
  ...parts.flatMap((part) => [`--${boundary}`, ...part]),
  `--${boundary}--`,
  '',
];

test('plain text, with no MIME at all', () => {
  const { text, html, subject, from, day } = mail('From: ana@example.org (Ana)', 'Subject: Fish', 'Date: 3 Mar 21 08:00 GMT', '', 'John Carter left.');
  assert.deepEqual({ text, html, subject, day }, { text: 'John Carter left.', html: null, subject: 'Fish', day: '2021-03-03' });
  assert.match(from, /ana@example\.org/);
});

test('HTML and text side by side, deep in others', () => {
  const both = multipart('alternative', 'b=_1', ['Content-Type: text/plain', '', 'plain'], ['Content-Type: TEXT/HTML; charset="utf-8"', '', '<p>rich</p>']);
  const found = mail('Subject: x', ...multipart('mixed', 'b', multipart('related', 'b=', both), ['Content-Type: application/pdf', '', '%PDF']));
  assert.deepEqual([found.html, found.text], ['<p>rich</p>', 'plain']);
});

test('encodings of transfer and of text', () => {
  const part = (charset, how, body) => mail('Subject: x', `Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${how}`, '', body).text;
  assert.equal(part('utf-8', 'base64', Buffer.from('Søren 日本').toString('base64')), 'Søren 日本');
  assert.equal(part('utf-8', 'BASE64', 'U8O4cmVu\r\nIQ==\r\n'), 'Søren!');
  assert.equal(part('iso-8859-1', 'quoted-printable', 'S=F8r=\r\nen  =3D 1'), 'Søren  = 1');
  assert.equal(part('iso-8859-2', '8bit', '\xb1'), 'ą');
  assert.equal(part('no-such-charset', '8bit', 'S\xc3\xb8ren'), 'Søren');
  assert.equal(part('utf-8', '7bit', 'plain'), 'plain');
});

test('HTML that states its own encoding', () => {
  const { html } = mail('Subject: x', 'Content-Type: text/html', '', '<meta charset=iso-8859-2><p>\xb1</p>');
  assert.match(html, /ą/);
});

test('headers: encoded words, folded, a letter cut in two', () => {
  const subject = (value) => mail(`Subject: ${value}`, '', 'x').subject;
  assert.equal(subject('=?utf-8?Q?S=C3?=\r\n =?utf-8?Q?=B8ren_left?= today'), 'Søren left today');
  assert.equal(subject('=?ISO-8859-1?q?caf=E9?= and =?utf-8*en?b?dMOp?='), 'café and té');
  assert.equal(subject('S\xc3\xb8ren'), 'Søren');
  assert.equal(subject('=?broken?x?y?='), '=?broken?x?y?=');
});

test('the day is the sender’s, and no day is invented', () => {
  const day = (value) => mail(`Date: ${value}`, '', 'x').day;
  assert.equal(day('Tue, 14 Jul 2020 23:50:12 -0300'), '2020-07-14');
  assert.equal(day('1 January 2024 00:01 +1400 (LINT)'), '2024-01-01');
  for (const odd of ['yesterday', '31 Feb 2020 10:00 GMT', '14 Foo 2020', '14 Jul 1066', '']) assert.equal(day(odd), null, odd);
});

test('lines that were broken by the sender’s program are whole again', () => {
  const flowed = (extra, ...lines) => mail('Subject: x', `Content-Type: text/plain; format=flowed${extra}`, '', ...lines).text;
  assert.equal(flowed('', 'John ', 'Carter left.', ' From Oslo.'), 'John Carter left.\nFrom Oslo.\n');
  assert.equal(flowed('; delsp=yes', 'Car ', 'ter'), 'Carter\n');
});

test('odd mails give what can be had, and end', () => {
  assert.equal(readMail(Buffer.from('nothing like a mail')), null);
  assert.equal(readMail(Buffer.alloc(0)), null);
  assert.equal(mail('Subject: x', 'Content-Type: multipart/mixed; boundary=b', '', 'no part').text, null);
  assert.equal(mail('Subject: x', 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'cut off').text, 'cut off');
  let deep = ['Content-Type: text/plain', '', 'deep'];
  for (let depth = 0; depth < 50; depth += 1) deep = multipart('mixed', `b${depth}`, deep);
  assert.equal(mail('Subject: x', ...deep).text, null);
  const many = Array.from({ length: 20_000 }, () => ['', 'again']);
  assert.ok(mail('Subject: x', ...multipart('mixed', 'b', ...many)).text.length < 10_000);
  assert.equal(mail('Subject: x', 'Content-Transfer-Encoding: base64', '', 'A').text, null);
});

test('what is a link, a page, and HTML that says no more than its text', () => {
  for (const link of ['https://a.example/b', ' http://a.example\nwww.b.example ', '<https://a.example>']) assert.ok(isBareLink(link), link);
  for (const text of ['', 'https:// is a scheme', 'See https://a.example', 'www', 'a.example']) assert.ok(!isBareLink(text), text);
  assert.ok(looksLikePage('<!-- saved --><!DOCTYPE html>'));
  assert.equal(richSource('<div><span>John</span></div>', 'John').kind, 'text');
  assert.equal(richSource('<pre>John</pre>', 'John').kind, 'text');
  assert.equal(richSource('<div>John</div>', '').kind, 'html');
  assert.equal(richSource('<p>John</p>', 'John').plain, 'John');
  // Who copies the source of a page from a page has its words, not the tags, in mind.
  assert.deepEqual(richSource('<p>&lt;html&gt;</p>', '<html><p>John</p>').content, '<html><p>John</p>');
});
