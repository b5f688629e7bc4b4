/** Pages that cannot be read: one clear sentence, in the button's title and in the panel. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STORY, page } from './stories.mjs';

/** A document of one line. */
function pdf() {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    '<< /Length 47 >>\nstream\nBT /F 14 Tf 20 100 Td (Anna Duval in Geneva) Tj ET\nendstream',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${text}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`);
}

/** A picture of one point. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Browsers do not always say why they keep somebody out. */
const CLOSED = /page of the browser|keeps extensions out of this page/;

const PAGES = {
  'an empty page': { make: (site) => site.put(page('')), says: /^There are no words to read on this page\.$/ },
  'a page of scripts and pictures': {
    make: (site) => site.put(page('<script>1</script><svg><title>Anna Duval</title></svg><canvas>Anna Duval</canvas>')),
    says: /^There are no words to read on this page\.$/,
  },
  'a picture': {
    make: (site) => site.put(GIF, { headers: { 'Content-Type': 'image/gif' } }),
    says: /^This page is a picture or a recording: there are no words to read\.$/,
  },
  'a PDF': { make: (site) => site.put(pdf(), { headers: { 'Content-Type': 'application/pdf' } }), says: /PDF/ },
  'a page of the browser': {
    make: () => '',
    address: { Chromium: 'chrome://version', Firefox: 'about:support' },
    says: CLOSED,
  },
  'a blank tab': { make: () => 'about:blank', says: new RegExp(`no words|${CLOSED.source}`) },
};

export function refused(scene, driver) {
  for (const [title, { make, address, says }] of Object.entries(PAGES)) {
    scene(title, (site) => address?.[driver.name] ?? make(site), {
      act: async (tab) => {
        await tab.read();
        const { badge, title } = await tab.button();
        assert.equal(badge, '!');
        assert.match(title, says);
        assert.match(title, /^[A-Z][^\n]{20,250}\.$/);
        const panel = await tab.panel();
        await panel.until(() => document.body.dataset.phase === 'failed');
        assert.equal(await panel.evaluate(() => document.querySelector('#problem').textContent), title);
        // It was not that one page's fault for ever.
        await tab.go(tab.site.put(page(STORY)));
        await panel.until(() => document.body.dataset.phase === 'empty');
        await tab.read();
        await tab.markOf('Anna Duval');
        await tab.lists();
      },
    });
  }

  const folder = mkdtempSync(join(tmpdir(), 'whowhen-'));
  writeFileSync(join(folder, 'story.html'), page(STORY));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  scene('a file of this computer: read, or the way to allow it', () => pathToFileURL(join(folder, 'story.html')).href, {
    act: async (tab) => {
      await tab.read();
      const { badge, title } = await tab.button();
      if (badge === 'on') assert.ok((await tab.marked()).person.includes('Anna Duval'));
      else assert.match(title, /allow it first/);
    },
  });
}
