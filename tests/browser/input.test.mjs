/** Ways in: files, the sample, paste outside the field; and what is refused. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysed, copyRich, drop, marks, openPage, paste, rows } from './support.mjs';

const STORY = 'OSLO - Fisheries Minister Ingrid Solhaug met John Carter on March 3, 2019. “Yes,” Solhaug said.';
const PAGE = `<!doctype html><html lang="en"><head><title>Solhaug meets Carter</title>
<meta property="article:published_time" content="2019-03-05T08:00:00Z"></head><body><article><h1>Solhaug meets Carter</h1>
<p>Fisheries Minister Ingrid Solhaug met John Carter in Oslo on Sunday.</p>
<p>“We agreed on all points,” Solhaug told reporters after the meeting, which took three hours.</p></article></body></html>`;

test('the empty page says what to do and that nothing leaves the machine', async (t) => {
  const { page, trouble } = await openPage(t);
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'empty');
  assert.ok(await page.getByText('Nothing leaves your computer').isVisible());
  assert.ok(await page.locator('.welcome').isVisible());
  assert.match(await page.locator('.welcome').textContent(), /paste it above/);
  for (const part of ['#summary', '.story', '.who', '.when', '.loading', '.failed']) {
    assert.ok(await page.locator(part).isHidden(), part);
  }
  assert.deepEqual(trouble, []);
});

test('the sample, and Clear with Undo', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await analysed(page, 'Herring');
  assert.ok((await page.locator('#article mark').count()) > 20);
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  assert.equal(await page.locator('body').getAttribute('data-phase'), 'empty');
  assert.equal(await page.locator('#text').inputValue(), '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await analysed(page, 'Herring');
  assert.equal(await page.locator('#day').inputValue(), '2019-01-18');
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a text file is opened, a web page is dropped', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  const file = { name: 'story.txt', mimeType: 'text/plain', buffer: Buffer.from(STORY) };
  await page.locator('#file').setInputFiles(file);
  await analysed(page, 'met John Carter');
  assert.equal(await page.locator('#source-name').textContent(), 'story.txt');
  assert.ok((await marks(page)).some(({ words }) => words === 'Ingrid Solhaug'));

  await drop(page, [{ name: 'saved.html', type: 'text/html', content: PAGE }]);
  await analysed(page, 'which took three hours');
  assert.equal(await page.locator('#source-name').textContent(), 'saved.html');
  assert.ok(!(await page.locator('#article').textContent()).includes('<p>'), 'read as HTML');
  assert.ok(await page.locator('#text').isHidden());

  // What the page held can be edited as text, without searching for it, and what was there before comes back.
  await page.getByRole('button', { name: 'Edit it as plain text' }).click();
  assert.match(await page.locator('#text').inputValue(), /Ingrid Solhaug met John Carter/);
  await page.locator('#message').getByRole('button', { name: 'Undo' }).click();
  await page.locator('#source-name', { hasText: 'saved.html' }).waitFor({ state: 'attached' });
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('typing ends the offer to undo, so that a new article cannot be lost to it', async (t) => {
  const { page, trouble } = await openPage(t);
  await page.getByRole('button', { name: /sample/i }).first().click();
  await analysed(page, 'herring');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.locator('#text').focus();
  await page.keyboard.insertText('Ingrid Solhaug met John Carter on Friday, she said.');
  await analysed(page, 'met John Carter');
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  assert.deepEqual(trouble, []);
});

test('the day that a web page states is used, and the day that is set wins', async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: 'saved.html', content: PAGE }]);
  await analysed(page, 'which took three hours');
  assert.match(await page.locator('#basis').textContent(), /5 March 2019, the day that the page states/);
  assert.ok((await rows(page, 'when')).some(({ name }) => name === '3 March 2019'));
  await page.locator('#day').fill('2020-03-10');
  await page.locator('#basis', { hasText: 'the day that you set' }).waitFor();
  assert.ok((await rows(page, 'when')).some(({ name }) => name === '8 March 2020'));
});

test('old encodings are read', async (t) => {
  const { page } = await openPage(t);
  const latin = Buffer.from('Ingrid S\u00f8rensen met John Carter on March 3, 2019.', 'latin1');
  await drop(page, [{ name: 'latin.txt', content: latin }]);
  await analysed(page, 'Ingrid Sørensen');
  const wide = Buffer.from('\ufeffIngrid Ålund met John Carter on March 3, 2019.', 'utf16le');
  await drop(page, [{ name: 'wide.txt', content: wide }]);
  await analysed(page, 'Ingrid Ålund');
});

test('what cannot be read is refused in one sentence and changes nothing', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  const before = await marks(page);
  const refused = [
    [[{ name: 'photo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]) }], /“photo\.jpg” is not text/],
    [[{ name: 'story.pdf', content: '%PDF-1.7' }], /“story\.pdf” is a PDF\..*paste it here/],
    [[{ name: 'empty.txt', content: '' }], /“empty\.txt” is empty/],
    [[{ name: 'clip.url', content: '[InternetShortcut]' }], /“clip\.url” is a link\. This page fetches nothing/],
    [[{ name: 'story.pdf', content: '%PDF-1.7' }, { name: 'empty.txt', content: '' }], /“story\.pdf” is a PDF.*“empty\.txt” is empty/],
  ];
  for (const [files, message] of refused) {
    await drop(page, files);
    await page.locator('#message', { hasText: message }).waitFor();
    assert.match(await page.locator('#message').textContent(), /Nothing was changed\./);
    assert.equal(await page.locator('#text').inputValue(), STORY);
    assert.deepEqual(await marks(page), before);
  }
  const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') };
  await page.locator('#file').setInputFiles(large);
  await page.locator('#message', { hasText: '“large.txt” has 10 MB' }).waitFor();
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a text that is too large gets the engine’s own sentence, and the next one works', async (t) => {
  const { page } = await openPage(t);
  await page.locator('#text').evaluate((field) => {
    field.value = 'a'.repeat(10 * 1024 * 1024 + 1);
    field.dispatchEvent(new Event('input'));
  });
  await page.locator('body[data-phase="failed"]').waitFor();
  assert.match(await page.locator('#problem').textContent(), /10|large/i);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  assert.ok(await page.locator('#problem').isHidden());
});

test('paste works anywhere on the page, and a new article loses the day of the one before', async (t) => {
  const { page, trouble } = await openPage(t);
  await paste(page, STORY);
  await analysed(page, 'met John Carter');
  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.evaluate(() => navigator.clipboard.writeText('Kristjan Hallsson met John Carter in Bergen on Monday.'));
  await page.locator('#article').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await analysed(page, 'Kristjan Hallsson met');
  assert.equal(await page.locator('#day').inputValue(), '');

  await page.locator('#day').fill('2019-01-18');
  await page.locator('#basis', { hasText: '18 January 2019' }).waitFor();
  await page.locator('#source').evaluate((details) => (details.open = true));
  await paste(page, STORY);
  await analysed(page, 'Ingrid Solhaug met');
  assert.equal(await page.locator('#day').inputValue(), '');
  assert.deepEqual(trouble, []);
});

const RICH_TEXT = `Solhaug meets Carter

Fisheries Minister Ingrid Solhaug met John Carter in Oslo on Sunday.

“We agreed on all points,” Solhaug told reporters after the meeting.`;
const [HEAD, FIRST, SECOND] = RICH_TEXT.split('\n\n');
const RICH = {
  'a web page': `<meta charset='utf-8'><h1 style="color: rgb(0, 0, 0);">${HEAD}</h1><p>${FIRST}</p><p>${SECOND}</p>`,
  'a fragment': `<html>\r\n<body>\r\n<!--StartFragment--><h1>${HEAD}</h1><p>${FIRST}</p><p>${SECOND}</p><!--EndFragment-->\r\n</body>\r\n</html>`,
  'a document of Word': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document>
<style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head><body lang=EN-GB><!--StartFragment--><h1>${HEAD}<o:p></o:p></h1>
<p class=MsoNormal>${FIRST.replace('Carter in', 'Carter\nin')}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>${SECOND}</p><!--EndFragment--></body></html>`,
  'a document of Google': `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a"><h1 dir="ltr"><span>${HEAD}</span></h1>
<p dir="ltr"><span style="white-space:pre-wrap;">${FIRST}</span></p><br /><p dir="ltr"><span>${SECOND}</span></p></b>`,
};

for (const [name, html] of Object.entries(RICH)) {
  test(`a rich paste: ${name}`, async (t) => {
    const { page, trouble, requests } = await openPage(t);
    await copyRich(page, html, RICH_TEXT);
    await page.locator('#text').focus();
    await page.keyboard.press('ControlOrMeta+v');
    await analysed(page, 'met John Carter in Oslo');
    assert.equal(await page.locator('#article h2').textContent(), HEAD, 'the heading came along');
    assert.ok((await marks(page)).some(({ words }) => words === 'Ingrid Solhaug'));
    assert.match(await page.locator('#held').textContent(), /^Pasted (from a web page|with its headings)/);
    assert.ok(await page.getByRole('button', { name: 'Edit it as plain text' }).evaluate((edit) => edit === document.activeElement), 'the focus is where the field was');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#text').inputValue(), RICH_TEXT, 'the plain flavour was kept');
    assert.ok(await page.locator('#text').evaluate((field) => field === document.activeElement));
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.ok(await page.locator('#held').isVisible());
    assert.deepEqual(requests, []);
    assert.deepEqual(trouble, []);
  });
}

test('a rich paste that says less than its text is read as text', async (t) => {
  const { page, trouble } = await openPage(t);
  const poor = {
    'an editor of code': `<meta charset='utf-8'><div style="font-family: monospace; white-space: pre;"><div><span>${HEAD}</span></div><br><div><span>${FIRST}</span></div></div>`,
    'most is missing': `<h1>${HEAD}</h1><p>Read on.</p>`,
    'nothing is there': '<p></p><img alt="">',
  };
  for (const [name, html] of Object.entries(poor)) {
    await copyRich(page, html, RICH_TEXT);
    await page.locator('#article').evaluate((article) => article.focus());
    await page.keyboard.press('ControlOrMeta+v');
    await analysed(page, 'told reporters after the meeting');
    await page.locator('#held').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('#text').inputValue(), RICH_TEXT, name);
    await page.locator('#clear').click();
  }
  assert.deepEqual(trouble, []);
});

test('in the middle of a text a rich paste is plain, and nothing of it becomes an element', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await paste(page, 'Ingrid Solhaug spoke. She left.');
  await analysed(page, 'She left');
  await copyRich(page, '<p>John Carter <img src=x onerror=alert(1)><b>listened.</b></p>', 'John Carter listened. ');
  await page.locator('#text').evaluate((field) => field.setSelectionRange(22, 22));
  await page.keyboard.press('ControlOrMeta+v');
  assert.equal(await page.locator('#text').inputValue(), 'Ingrid Solhaug spoke. John Carter listened. She left.');
  await analysed(page, 'John Carter listened');
  assert.ok(await page.locator('#tabs').isHidden(), 'it is the same article');

  await copyRich(page, '<p>Ana Silva met <img src=x onerror=alert(1)>Rui Sousa on Friday, officials said.</p>');
  await page.locator('#article').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await analysed(page, 'Rui Sousa');
  assert.equal(await page.locator('img:not(.top img)').count(), 0);
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('what is dropped from a web page is read as one, also into the empty field', async (t) => {
  const { page, trouble } = await openPage(t);
  const flavours = { 'text/html': RICH['a web page'], 'text/plain': RICH_TEXT };
  const transfer = await page.evaluateHandle((types) => {
    const data = new DataTransfer();
    for (const [type, words] of Object.entries(types)) data.setData(type, words);
    return data;
  }, flavours);
  await page.dispatchEvent('#text', 'drop', { dataTransfer: transfer });
  await analysed(page, 'met John Carter in Oslo');
  assert.equal(await page.locator('#article h2').textContent(), HEAD);
  assert.match(await page.locator('#held').textContent(), /^Pasted from a web page/);
  // One article of a session that had nothing in it: no tabs.
  assert.ok(await page.locator('#tabs').isHidden());
  assert.deepEqual(trouble, []);
});

test('a link is answered with what to do instead', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  const sentence = /This page fetches nothing: open the link, copy the article, paste it here\./;
  for (const link of ['https://news.example/2026/a-story', '  www.example.org/a?b=c \n']) {
    await paste(page, link);
    await page.locator('#message', { hasText: sentence }).waitFor();
    assert.equal(await page.locator('#text').inputValue(), '');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    assert.ok(await page.locator('#text').evaluate((field) => field === document.activeElement), 'the focus is not lost');
  }
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.setData('text/uri-list', 'https://news.example/');
    data.setData('text/plain', 'https://news.example/');
    return data;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await page.locator('#message', { hasText: sentence }).waitFor();
  // A link in a text is no bare link.
  await paste(page, 'See https://news.example/ where John Carter writes.');
  await analysed(page, 'John Carter writes');
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});

test('a mail is read: its text, its day, its subject', async (t) => {
  const { page, trouble } = await openPage(t);
  const mail = [
    'From: =?utf-8?Q?Ana_Concei=C3=A7=C3=A3o?= <ana@example.org>',
    'Subject: =?utf-8?B?RmlzaCB0YWxrcyDigJMg?=\r\n =?utf-8?B?dG9kYXk=?=',
    'Date: Tue, 14 Jul 2020 23:50:12 -0300',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary=outer-in',
    '',
    '--outer-in',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Ingrid S=F8rensen met John Carter on Monday, =93officials=94 said after the meet=',
    'ing in the town hall.',
    '--outer-in--',
    '--outer',
    'Content-Type: text/plain; name=secret.txt',
    'Content-Disposition: attachment; filename=secret.txt',
    '',
    'Kristjan Hallsson is in the attachment.',
    '--outer--',
    '',
  ].join('\r\n');
  await page.locator('#file').setInputFiles({ name: 'talks.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
  await analysed(page, 'Ingrid Sørensen met John Carter on Monday, “officials” said after the meeting');
  assert.equal(await page.locator('#source-name').textContent(), 'Fish talks – today – Ana Conceição');
  assert.equal(await page.locator('#day').inputValue(), '2020-07-14');
  assert.match(await page.locator('#message').textContent(), /set to 14 July 2020, the day of the mail/);
  assert.ok((await rows(page, 'when')).some(({ name }) => name === '13 July 2020'));
  assert.ok(!(await page.locator('#article').textContent()).includes('Hallsson'), 'attachments stay closed');
  for (const [name, content, message] of [
    ['note.eml', 'no header at all', /“note\.eml” is not a mail.*Nothing was changed/],
    ['card.eml', 'Subject: x\nContent-Type: image/png\n\nabc', /“card\.eml” has no text.*Attachments are not opened/],
  ]) {
    await drop(page, [{ name, content }]);
    await page.locator('#message', { hasText: message }).waitFor();
  }
  assert.deepEqual(trouble, []);
});

test('a saved page in one file has the day that it states, not the day of saving', async (t) => {
  const { page, trouble } = await openPage(t);
  const saved = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\nSubject: Solhaug meets Carter\r
Date: Wed, 4 Mar 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Boundary--x----"\r\n\r\n\r
------Boundary--x----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(PAGE).toString('base64').replace(/.{76}/g, '$&\r\n')}\r
------Boundary--x----\r\nContent-Type: text/html\r\n\r\n<p>John Frame is in a frame.</p>\r\n------Boundary--x------\r\n`;
  await drop(page, [{ name: 'saved.mhtml', content: saved }]);
  await analysed(page, 'which took three hours');
  assert.match(await page.locator('#basis').textContent(), /5 March 2019, the day that the page states/);
  assert.ok(!(await page.locator('#article').textContent()).includes('Frame'));
  assert.equal(await page.locator('#source-name').textContent(), 'Solhaug meets Carter');
  assert.deepEqual(trouble, []);
});

test('each sample has a day, names and dates, and what can be pasted is explained', async (t) => {
  const { page, trouble, requests } = await openPage(t);
  await page.getByText('What can I paste?').click();
  const help = await page.locator('#help').textContent();
  for (const word of [/\.eml/, /10\sMB/, /English/, /PDF/, /no field for a web address/, /closing or reloading the tab\s+forgets/]) assert.match(help, word);
  for (const [name, words, day] of [
    ['a council story', 'Harwick Borough Council has put off', /9 October 2025/],
    ['a long read', 'Elias Marchetti', /21 June 2026/],
  ]) {
    await page.getByRole('button', { name }).click();
    await analysed(page, words);
    assert.match(await page.locator('#basis').textContent(), day);
    assert.ok((await page.locator('#article mark').count()) > 30);
    await page.locator('#new').click();
    await page.locator('body[data-phase="empty"]').waitFor();
  }
  assert.deepEqual(requests, []);
  assert.deepEqual(trouble, []);
});
