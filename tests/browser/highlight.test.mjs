/**
 * Painting on live pages: what is painted are the words of the mentions and nothing else, in both modes, and `clear` gives
 * the page back as it was.
 */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { analyze } from '../../dist/lib/index.js';
import { FOLDER, openLive, STORY } from './live.mjs';

/** White space aside, and what is no letter by itself. */
const fold = (words) => words.replace(/\s+/g, '').replace(/[\ud800-\udfff]/g, '\ufffd');
/** The words of each type, one string each. */
const folded = (types) => Object.fromEntries(Object.entries(types).map(([type, words]) => [type, fold(words.join(''))]));

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.html')).sort();
assert.ok(names.length >= 20);

for (const mode of ['highlights', 'marks']) {
  describe(`the made pages, painted with ${mode}`, () => {
    for (const name of names) {
      test(name, async (t) => {
        const { page, trouble } = await openLive(t, name);
        const seen = await page.evaluate(async (mode) => {
          await live.look();
          const before = live.all();
          const painting = live.highlight(document, live.analysis, { mode });
          const found = mode === 'highlights' ? live.painted() : live.marked();
          const again = (painting.refresh(), mode === 'highlights' ? live.painted() : live.marked());
          const during = mode === 'highlights' && before.some(({ html }, index) => html !== live.all()[index].html);
          const counts = { painted: painting.painted, missed: painting.missed, mode: painting.mode };
          painting.clear();
          painting.clear();
          return { found, again, wanted: live.wanted(), counts, during, changes: live.changes(before), after: painting.painted };
        }, mode);
        const all = Object.values(seen.wanted).flat().length;
        assert.deepEqual(folded(seen.found), folded(seen.wanted));
        assert.deepEqual(seen.again, seen.found, 'refreshing an unchanged page changes nothing');
        assert.deepEqual(seen.counts, { painted: all, missed: 0, mode });
        assert.deepEqual(seen.changes, []);
        assert.equal(seen.during, false, 'highlights have changed the page');
        assert.equal(seen.after, 0);
        assert.deepEqual(trouble, []);
      });
    }
  });
}

test('without a reading, and with the analysis of the text alone, words are found by what is around them', async (t) => {
  const counts = { painted: 0, all: 0 };
  for (const name of names) {
    const { page } = await openLive(t, name);
    const { wanted, found, painted, missed } = await page.evaluate(async () => {
      await live.look();
      const { analysis } = live;
      const painting = live.highlight(document.body, await live.analyze(analysis.text, { published: '2024-01-01' }));
      const wanted = live.wanted(await live.analyze(analysis.text, { published: '2024-01-01' }));
      return { wanted, found: live.painted(), painted: painting.painted, missed: painting.missed };
    });
    // Never other words: everything painted is some mention's, in order.
    for (const [type, words] of Object.entries(found)) {
      const all = fold((wanted[type] ?? []).join(''));
      assert.ok(isSubsequence(fold(words.join('')), all), `${name}: ${words} of ${wanted[type]}`);
    }
    counts.painted += painted;
    counts.all += painted + missed;
  }
  t.diagnostic(`${counts.painted} of ${counts.all} found by quote`);
  assert.ok(counts.painted > counts.all * 0.9, `only ${counts.painted} of ${counts.all}`);
});

/** Whether a string can be had from another by leaving letters out. */
function isSubsequence(part, whole) {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length;
}

describe('quotes fail closed', () => {
  const cases = [
    ['twice in the page, once in the text', '<p>They met in Lima.</p><p>They met in Lima.</p>', 'They met in Lima.', 0],
    ['twice in both', '<p>They met in Lima.</p><p>They met in Lima.</p>', 'They met in Lima.\n\nThey met in Lima.', 2],
    ['other words around it', '<p>They had never been in Lima before.</p>', 'They met in Lima.', 0],
    ['inside a longer word', '<p>They met in Limassol.</p>', 'They met in Lima', 0],
    ['an excerpt of the page', '<p>On Friday they met in Lima, Peru.</p>', 'they met in Lima', 1],
    ['white space and line ends', '<p>They\n   met <b>in&nbsp;Li</b>ma.</p>', 'They met in Lima.', 1],
    ['soft hyphens', '<p>They met in Li&shy;ma.</p>', 'They met in Lima.', 1],
    ['words cut otherwise', '<p>They met in Li ma.</p>', 'They met in Lima.', 0],
    ['only where nobody sees it', '<p hidden>They met in Lima.</p><p style="visibility:hidden">They met in Lima.</p>', 'They met in Lima.', 0],
    ['only in fields', '<textarea>They met in Lima.</textarea><p contenteditable>They met in Lima.</p><input value="They met in Lima.">', 'They met in Lima.', 0],
    ['another block before and behind it', '<p>Advertisement</p><p>They met in Lima.</p><p>Share this</p>', 'A storm came.\n\nThey met in Lima.\n\nNobody knew.', 1],
  ];
  for (const [name, html, text, want] of cases) {
    test(name, async (t) => {
      const { page } = await openLive(t, html);
      for (const mode of ['highlights', 'marks']) {
        const seen = await page.evaluate(async ([text, mode]) => {
          await live.load();
          const analysis = await live.analyze(text, { lexicon: [{ text: 'Lima', type: 'place' }] });
          const before = live.all();
          const painting = live.highlight(document.body, analysis, { mode, types: ['place'] });
          const found = (mode === 'marks' ? live.marked() : live.painted()).place ?? [];
          const counts = [painting.painted, painting.painted + painting.missed, analysis.mentions.length];
          painting.clear();
          return { words: found.join('').replaceAll('\u00ad', ''), counts, changes: live.changes(before) };
        }, [text, mode]);
        assert.equal(seen.words, 'Lima'.repeat(want), mode);
        assert.equal(seen.counts[0], want);
        assert.equal(seen.counts[1], seen.counts[2]);
        assert.deepEqual(seen.changes, []);
      }
    });
  }
});

describe('a page that changes', () => {
  const changes = {
    'a paragraph goes': () => document.querySelector('#second').remove(),
    'words come before': () => (document.querySelector('#first').firstChild.data = `Yesterday, ${document.querySelector('#first').textContent}`),
    'a name becomes another': () => (document.querySelector('#first').firstChild.data = document.querySelector('#first').textContent.replace('Henrik Solberg', 'Helmut Sandberg')),
    'everything is drawn again': () => document.querySelector('article').replaceChildren(...[...document.querySelector('article').childNodes].map((node) => node.cloneNode(true))),
    'paragraphs change places': () => document.querySelector('#first').before(document.querySelector('#third')),
    'the text is cut in two': () => document.querySelector('#first').firstChild.splitText(8),
    'a text is emptied': () => (document.querySelector('#third').firstChild.data = ''),
    'a name is hidden': () => document.querySelector('#second').setAttribute('hidden', ''),
    'it becomes a field': () => document.querySelector('#second').setAttribute('contenteditable', ''),
  };
  for (const [name, change] of Object.entries(changes)) {
    test(name, async (t) => {
      for (const mode of ['highlights', 'marks']) {
        const { page, trouble } = await openLive(t, STORY);
        const seen = await page.evaluate(async ([mode, change]) => {
          await live.look();
          const painting = live.highlight(document, live.analysis, { mode });
          const before = { painted: painting.painted, missed: painting.missed };
          if (mode === 'marks') painting.clear();
          new Function(`return (${change})()`)();
          const page = live.all();
          const later = mode === 'marks' ? live.highlight(document, live.analysis, { mode }) : (painting.refresh(), painting);
          const found = mode === 'marks' ? live.marked() : live.painted();
          const counts = { painted: later.painted, missed: later.missed };
          later.clear();
          return { before, counts, found, wanted: live.wanted(), changes: live.changes(page) };
        }, [mode, String(change)]);
        const all = Object.values(seen.wanted).flat().length;
        assert.equal(seen.before.painted, all);
        assert.equal(seen.counts.painted + seen.counts.missed, all);
        assert.ok(seen.counts.painted >= all / 3, `${mode}: only ${seen.counts.painted} of ${all}`);
        const remains = Object.fromEntries(Object.entries(seen.wanted).map(([type, words]) => [type, words.map(fold)]));
        for (const [type, words] of Object.entries(seen.found)) {
          for (const word of mode === 'marks' || name === 'the text is cut in two' ? [] : words) {
            const at = remains[type].indexOf(fold(word));
            assert.ok(at >= 0, `${mode}: ${word} was never found`);
            remains[type].splice(at, 1);
          }
        }
        assert.deepEqual(seen.changes, []);
        assert.deepEqual(trouble, []);
      }
    });
  }

  test('what others changed under marks stays as they left it', async (t) => {
    const { page, trouble } = await openLive(t, STORY);
    const seen = await page.evaluate(async () => {
      await live.look();
      const painting = live.highlight(document, live.analysis, { mode: 'marks' });
      const mark = document.querySelector('#first mark');
      mark.firstChild.data = 'ANNA DUVAL';
      const [second] = document.querySelectorAll('#second mark');
      second.after(document.createElement('sup'));
      const third = document.querySelector('#third');
      third.firstChild.remove();
      const text = document.body.textContent;
      painting.clear();
      return {
        text: text === document.body.textContent,
        marks: document.querySelectorAll('mark').length,
        first: document.querySelector('#first').textContent,
        second: document.querySelector('#second').innerHTML,
        third: third.textContent,
      };
    });
    assert.equal(seen.marks, 0);
    assert.match(seen.first, /^ANNA DUVAL, the engineer who drew the bridge, met Henrik Solberg of/);
    assert.match(seen.second, /Waters<sup><\/sup> in London had|London<sup><\/sup> had/);
    // The page has taken that text away: its pieces go with it.
    assert.equal(seen.third, '');
    assert.deepEqual(trouble, []);
  });

  test('marks keep what the reader has selected', async (t) => {
    const { page } = await openLive(t, STORY);
    const seen = await page.evaluate(async () => {
      await live.look();
      const text = document.querySelector('#first').firstChild;
      getSelection().setBaseAndExtent(text, 5, text, 60);
      const before = String(getSelection());
      const painting = live.highlight(document, live.analysis, { mode: 'marks' });
      const during = String(getSelection());
      painting.clear();
      return { before, during, after: String(getSelection()) };
    });
    assert.deepEqual(seen, { before: seen.before, during: seen.before, after: seen.before });
    assert.equal(seen.before.length, 55);
  });
});

describe('where marks cannot stand', () => {
  const cases = {
    table: () => document.querySelector('table').prepend('Anna Duval'),
    row: () => document.querySelector('tr').prepend('Anna Duval'),
    list: () => document.querySelector('ul').prepend('Anna Duval'),
    flex: () => document.querySelector('.flex').append('Then came Anna Duval again'),
  };
  for (const [name, change] of Object.entries(cases)) {
    test(name, async (t) => {
      const { page } = await openLive(t, '<table><tr><td>Nothing</td></tr></table><ul><li>Nothing</li></ul><div class="flex" style="display:flex"></div><p>So said <i>Anna Duval</i>.</p>');
      const seen = await page.evaluate(async (change) => {
        new Function(`return (${change})()`)();
        await live.look(document, { lexicon: [{ text: 'Anna Duval', type: 'person' }] });
        const analysis = await live.analyze({ snapshot: live.reading.snapshot }, { lexicon: [{ text: 'Anna Duval', type: 'person' }] });
        const before = live.all();
        const painting = live.highlight(document, analysis, { mode: 'marks' });
        const marks = [...document.querySelectorAll('mark')].map((mark) => mark.parentNode.localName);
        const { missed } = painting;
        painting.clear();
        return { marks, missed, mentions: analysis.mentions.length, changes: live.changes(before) };
      }, String(change));
      assert.ok(!seen.marks.some((parent) => ['table', 'tr', 'ul', 'div'].includes(parent)), `${seen.marks}`);
      assert.equal(seen.marks.length + seen.missed, seen.mentions);
      assert.deepEqual(seen.changes, []);
    });
  }
});

test('types can be chosen, and switched', async (t) => {
  const { page } = await openLive(t, STORY);
  for (const mode of ['highlights', 'marks']) {
    const seen = await page.evaluate(async (mode) => {
      await live.look();
      const before = live.all();
      const found = () => Object.keys(mode === 'marks' ? live.marked() : live.painted()).sort();
      const painting = live.highlight(document, live.analysis, { mode, types: ['person', 'date'] });
      const steps = [[found(), painting.painted]];
      painting.show(['place']);
      steps.push([found(), painting.painted]);
      painting.show([]);
      steps.push([found(), painting.painted]);
      painting.clear();
      painting.show(['person']);
      steps.push([found(), painting.painted]);
      const { mentions, dates } = live.analysis;
      const count = (type) => mentions.filter((mention) => mention.type === type).length;
      return { steps, people: count('person') + dates.length, places: count('place'), changes: live.changes(before) };
    }, mode);
    assert.deepEqual(seen.steps, [[['date', 'person'], seen.people], [['place'], seen.places], [[], 0], [[], 0]]);
    assert.deepEqual(seen.changes, []);
  }
});

describe('several at once', () => {
  for (const modes of [['highlights', 'highlights'], ['marks', 'marks'], ['highlights', 'marks'], ['marks', 'highlights']]) {
    for (const order of [[0, 1], [1, 0]]) {
      test(`${modes.join(' and ')}, ${order[0] === 0 ? 'the first' : 'the second'} cleared first`, async (t) => {
        const { page, trouble } = await openLive(t, STORY);
        const seen = await page.evaluate(async ([modes, order]) => {
          await live.look();
          const before = live.all();
          const paintings = modes.map((mode) => live.highlight(document, live.analysis, { mode }));
          const all = paintings.map(({ painted }) => painted);
          paintings[order[0]].clear();
          const left = paintings[order[1]];
          const found = left.mode === 'marks' ? live.marked() : live.painted();
          const rest = [left.painted, left.missed];
          left.clear();
          return { all, found, rest, wanted: live.wanted(), changes: live.changes(before) };
        }, [modes, order]);
        const all = Object.values(seen.wanted).flat().length;
        assert.deepEqual(seen.all, [all, all]);
        assert.deepEqual(seen.rest, [all, 0]);
        assert.deepEqual(folded(seen.found), folded(seen.wanted));
        assert.deepEqual(seen.changes, []);
        assert.deepEqual(trouble, []);
      });
    }
  }

  test('a highlight of the page with our name stays', async (t) => {
    const { page } = await openLive(t, STORY);
    const kept = await page.evaluate(async () => {
      const theirs = new Highlight();
      CSS.highlights.set('whowhen-person', theirs);
      await live.look();
      live.highlight(document, live.analysis).clear();
      return CSS.highlights.get('whowhen-person') === theirs && theirs.size === 0;
    });
    assert.ok(kept);
  });
});

test('a page that allows nothing is painted, without a violation', async (t) => {
  const policy = "default-src 'none'; script-src 'self'; img-src data:; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  const { page, trouble } = await openLive(t, STORY, { headers: { 'Content-Security-Policy': policy } });
  // The engine does not run here; it does in an extension's own page, or on a machine.
  const snapshot = await page.evaluate(async () => {
    Object.assign(live, await import('/dom/index.js'));
    return live.readElement().snapshot;
  });
  const analysis = await analyze({ snapshot });
  const person = await page.evaluate(() => getComputedStyle(document.querySelector('#first'), '::highlight(whowhen-person)').backgroundColor);
  for (const mode of ['highlights', 'marks']) {
    const seen = await page.evaluate(([analysis, mode]) => {
      const before = live.all();
      const painting = live.highlight(document, analysis, { mode });
      const found = mode === 'marks' ? live.marked() : live.painted();
      const style = mode === 'marks' ? getComputedStyle(document.querySelector('mark.whowhen-person')) : getComputedStyle(document.querySelector('#first'), '::highlight(whowhen-person)');
      const look = [style.backgroundColor, style.textDecorationStyle];
      const revealed = painting.reveal({ mention: analysis.mentions.length - 1 });
      painting.clear();
      return { found, look, revealed, wanted: live.wanted(analysis), changes: live.changes(before) };
    }, [analysis, mode]);
    assert.deepEqual(folded(seen.found), folded(seen.wanted));
    assert.deepEqual(seen.look, ['rgb(220, 232, 255)', 'solid'], mode);
    assert.ok(seen.revealed);
    assert.deepEqual(seen.changes, []);
  }
  assert.notEqual(person, 'rgb(220, 232, 255)');
  assert.deepEqual(trouble, []);
});

test('an element of a frame of the same site', async (t) => {
  const { page, trouble } = await openLive(t, `<p>Nothing here.</p><iframe srcdoc="${STORY.replaceAll('"', '&quot;')}" width="600" height="300"></iframe>`);
  for (const mode of ['highlights', 'marks']) {
    const seen = await page.evaluate(async (mode) => {
      const view = document.querySelector('iframe').contentWindow;
      await live.look(view.document.body);
      const before = view.document.documentElement.outerHTML;
      const painting = live.highlight(view.document.body, live.analysis, { mode });
      const found = mode === 'marks' ? live.marked(view.document) : live.painted(view);
      const here = [...CSS.highlights.keys()];
      const sheets = view.document.adoptedStyleSheets.length;
      const revealed = painting.reveal({ date: live.analysis.dates.length - 1 });
      painting.clear();
      const same = before === view.document.documentElement.outerHTML;
      return { found, here, sheets, revealed, same, left: [...view.CSS.highlights.keys()], wanted: live.wanted() };
    }, mode);
    assert.deepEqual(folded(seen.found), folded(seen.wanted));
    assert.deepEqual([seen.here, seen.left, seen.sheets, seen.revealed, seen.same], [[], [], 1, true, true]);
  }
  assert.deepEqual(trouble, []);
});

test('what cannot be painted is refused with words that say what to do', async (t) => {
  const { page } = await openLive(t, STORY);
  const seen = await page.evaluate(async () => {
    const analysis = await live.look();
    const { WhoWhenError } = await import('/lib/index.js');
    const attempts = [
      () => live.highlight(null, analysis),
      () => live.highlight(document.body.firstChild, analysis),
      () => live.highlight({ nodeType: 1 }, analysis),
      () => live.highlight(document.body, undefined),
      () => live.highlight(document.body, { text: 'Lima', mentions: [{ start: 0, end: 9, type: 'place' }], dates: [] }),
      () => live.highlight(document.body, { ...analysis, mentions: [{ start: 0, end: 2, type: 'planet' }] }),
      () => live.highlight(document.body, analysis, { types: ['planet'] }),
      () => live.highlight(document.body, analysis, { mode: 'both' }),
      () => live.highlight(document.body, analysis, { prefix: 'a b' }),
      () => live.highlight(document.body, analysis, { reading: {} }),
      () => live.highlight(document.body, analysis, null),
      () => live.highlight(new DOMParser().parseFromString('<p>x', 'text/html').body, analysis, { mode: 'highlights' }),
      () => live.highlight(document.body, analysis).show(['who']),
      () => live.highlight(document.body, analysis).reveal({ mention: 10_000 }),
      () => live.highlight(document.body, analysis).reveal({}),
      () => live.highlight(document.body, analysis).on('click', () => {}),
      () => live.readElement('body'),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'nothing thrown';
      } catch (error) {
        return error instanceof WhoWhenError ? `${error.code} ${error.message}` : `other: ${error}`;
      }
    });
  });
  for (const message of seen) assert.match(message, /^invalid_input .*(: |\.)/);
});
