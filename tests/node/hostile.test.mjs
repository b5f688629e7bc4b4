/**
 * Hostile pages: nested, endless, broken, lying. Each has an answer: the article, or a note that there is none. The pages
 * are made by a script that stands beside the repository and not in it.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { analyze, load } from '../../dist/lib/index.js';
import { root } from '../../scripts/run.mjs';

const SCRIPT = join(root, '../shared/score/hostile.py');
/** What no word of a page's own facts may have: controls, and marks that turn the direction of what follows. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

if (!existsSync(SCRIPT)) {
  test('hostile pages', { skip: `${SCRIPT} is not here` }, () => {});
} else {
  const folder = mkdtempSync(join(tmpdir(), 'whowhen-hostile-'));
  after(() => rmSync(folder, { recursive: true }));
  execFileSync('python3', [SCRIPT, folder]);
  await load();
  const pages = readFileSync(join(folder, 'hostile.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const read = async (id, options) => {
    const page = pages.find((page) => page.id === `hostile/${id}`);
    return analyze({ html: readFileSync(join(folder, page.html_file), 'utf8') }, options);
  };

  describe('every hostile page has an answer', () => {
    assert.ok(pages.length >= 56);
    for (const { id, html_file, url } of pages) {
      test(id, async () => {
        const { text, article, notes, mentions, dates } = await analyze({ html: readFileSync(join(folder, html_file), 'utf8') }, { url });
        const missing = notes.some(({ code }) => code === 'no_article');
        assert.notEqual(missing, /Lisbon|Lis.bon|\u{1d518}nicode/u.test(text), text.slice(0, 200));
        for (const words of [article.title?.text, article.byline?.text, article.site, article.language]) {
          assert.doesNotMatch(words ?? '', UNSEEN);
        }
        for (const { start, end } of [...mentions, ...dates, ...article.blocks]) assert.ok(start < end && end <= text.length);
        assert.equal({}.polluted, undefined);
      });
    }
  });

  test('what is hidden is not read, and what stands twice for machines is read once', async () => {
    assert.doesNotMatch((await read('hidden_injection')).text, /HIDDEN/);
    const once = (await read('plaintext_tag')).text.split('Ana Silva').length;
    for (const id of ['template_article', 'noscript_dup']) {
      assert.equal((await read(id)).text.split('Ana Silva').length, once, id);
    }
  });

  test('what a page says of itself is plain text, decoded once, and no impossible day', async () => {
    assert.equal((await read('xss_title_entity')).article.title.text, '&lt;script&gt;alert(1)&lt;/script&gt;');
    const linked = (await read('jsonld_xss')).article;
    assert.equal(linked.published, null);
    assert.equal(linked.byline, null);
    assert.equal((await read('byline_1mb')).article.byline, null);
    assert.equal((await read('jsonld_proto')).article.title.text, 'Council approves budget');
  });
}
