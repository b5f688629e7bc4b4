/** Invented pages that are hard on a script: by names that hide what it needs, by their size, or by what they do. */

/** With enough names and days to be an article. */
const STORY = `<p>Anna Duval, the engineer who drew the bridge over the Tarn, met Henrik Solberg of the North Holm Fund in Geneva on 2 May 2023.</p>
<p>The Ministry of Waters in London had asked for a second test, and Henrik Solberg said on 11 November 2022 that it would be made before the winter.</p>
<p>On Friday, Rosalind Keating of the United Nations praised the work. Anna Duval was in Bristol at the time, and heard of it from the newspapers.</p>`;

/**
 * @param {{ head?: string, inside?: string, body?: string }} [parts] `inside` comes behind the text of the article, `body`
 *   behind the article
 */
export function page({ head = '', inside = '', body = '' } = {}) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>The bridge is open</title>${head}</head>
<body><article><h1>The bridge over the Tarn is open again</h1><p>By Martin Osgood, 14 March 2024</p>${STORY}${inside}</article>${body}</body></html>`;
}

const FIELDS = 'childNodes firstChild nextSibling parentNode nodeType nodeName attributes getAttribute getAttributeNames textContent ownerDocument localName isConnected shadowRoot getRootNode tagName id children contains isContentEditable assignedSlot namespaceURI checkVisibility scrollHeight clientHeight'.split(' ');
const IMAGES = 'documentElement head body title defaultView getSelection adoptedStyleSheets contentType hidden querySelectorAll createRange createTreeWalker location whowhen scrollingElement addEventListener caretPositionFromPoint nodeType visibilityState'.split(' ');
const IDS = 'chrome browser CSS Highlight StaticRange self window globalThis Symbol top innerWidth innerHeight location getComputedStyle MutationObserver IntersectionObserver performance requestAnimationFrame requestIdleCallback setTimeout CSSStyleSheet document history matchMedia navigation'.split(' ');
/** Where frames have these names, Chromium gives no script of an extension anything. */
const APIS = ['chrome', 'browser'];

/** @param {string} json */
const linked = (json) => `<script type="application/ld+json">${json}</script>`;
/** @param {string} code */
const script = (code) => `<script>${code}</script>`;
/** @param {string} code runs once the page is there */
const later = (code) => script(`addEventListener('DOMContentLoaded', () => { ${code} })`);
/** @param {string} code runs in every frame */
const often = (code) => later(`(function again() { ${code}; requestAnimationFrame(again); })()`);
/** @param {string} list of parts of a path */
const repeated = (list, times) => Array.from({ length: times }, () => list).join('');

/** Throws where a page's own scripts would find what they know; every part of the language that scripts lean on. */
const BREAK = `const no = function () { throw new Error('broken by the page'); };
const broken = { value: no, configurable: true, writable: true };
const getters = [[Node.prototype, ['childNodes', 'firstChild', 'nextSibling', 'parentNode', 'nodeType', 'textContent', 'ownerDocument']], [Document.prototype, ['documentElement', 'adoptedStyleSheets', 'hidden']], [Element.prototype, ['localName', 'shadowRoot']]];
const methods = [[JSON, ['parse', 'stringify']], [Element.prototype, ['getAttribute', 'getAttributeNames', 'getBoundingClientRect']], [EventTarget.prototype, ['addEventListener', 'removeEventListener']], [Object, ['entries', 'fromEntries', 'keys', 'hasOwn']], [String.prototype, ['replace', 'slice', 'trim']], [Map.prototype, ['get', 'set']], [Set.prototype, ['add']], [HighlightRegistry.prototype, ['set', 'get', 'has', 'delete']], [Highlight.prototype, ['add', 'delete', 'has']], [Array.prototype, ['map', 'filter', 'push', 'join', 'slice', 'forEach', 'flatMap', 'sort', Symbol.iterator]]];
const things = ['Map', 'Set', 'WeakMap', 'MutationObserver', 'IntersectionObserver', 'Highlight', 'StaticRange', 'Range', 'CSSStyleSheet', 'getComputedStyle', 'requestAnimationFrame', 'setTimeout', 'queueMicrotask', 'DOMRect', 'chrome'];
for (let at = 0; at < getters.length; at += 1) for (let one = 0; one < getters[at][1].length; one += 1) Object.defineProperty(getters[at][0], getters[at][1][one], { get: no, set: no, configurable: true });
for (let at = 0; at < methods.length; at += 1) for (let one = 0; one < methods[at][1].length; one += 1) Object.defineProperty(methods[at][0], methods[at][1][one], broken);
for (let at = 0; at < things.length; at += 1) Object.defineProperty(window, things[at], broken);
CSS.highlights.set = CSS.highlights.get = CSS.highlights.has = CSS.highlights.delete = no;`;

/**
 * What each may come to: marks, or `words` that the reader gets instead. In some, no marks can stay, because the page takes
 * them away.
 * @type {Record<string, { html: string, words?: RegExp, marks?: 'none' }>}
 */
export const PAGES = {
  'a form whose fields have the names of what a node has': {
    html: page({ inside: `<form>${FIELDS.map((name) => `<input name="${name}" id="${name}">`).join('')}<p>Priya Nambiar of Lakes Bank was in Lima on 3 June 2021.</p></form>` }),
  },
  'an article inside such a form': {
    html: page({
      head: later(`const form = document.createElement('form'); document.body.append(form); form.append(document.querySelector('article'));
        for (const name of ${JSON.stringify(FIELDS)}) { const field = document.createElement('input'); field.name = name; Node.prototype.appendChild.call(form, field); }`),
    }),
  },
  'images and forms with the names of what a document has': {
    html: page({ body: IMAGES.map((name) => `<img name="${name}" alt="" src="data:,"><form name="${name}"></form>`).join('') }),
  },
  'elements and frames with the names of what a window has': {
    html: page({ body: IDS.map((name) => `<a id="${name}" href="#x">x</a>${APIS.includes(name) ? '' : `<iframe name="${name}" hidden></iframe>`}`).join('') }),
  },
  'a frame with the name of what the browser gives extensions': { html: page({ body: '<iframe name="browser" hidden></iframe>' }), words: /frame with the name/ },
  'facts with the names of what every object has': {
    html: page({
      head: `${linked('{"@context":"https://schema.org","@type":"__proto__","__proto__":{"datePublished":"2024-03-14","polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}')}
${linked('{"@type":["constructor","toString","NewsArticle"],"headline":{"__proto__":"x"},"author":[{"@type":"hasOwnProperty","name":"valueOf"}],"datePublished":"__proto__"}')}
<meta property="__proto__" content="x"><meta name="constructor" content="toString">`,
    }),
  },
  'facts of half a megabyte, ten thousand deep': {
    html: page({ head: linked(`${repeated('{"a":[', 10_000)}${repeated('"x",', 98_000)}1${repeated(']}', 10_000)}`) }),
  },
  'halves of characters everywhere': {
    html: page({
      inside: '<p id="halves">x</p>',
      head: linked('{"@type":"NewsArticle","headline":"\\ud83d bridge","author":"\\udc00"}')
        + later(`document.title = 'The \\ud83d bridge'; const one = document.getElementById('halves');
          one.textContent = 'Priya \\ud83d Nambiar met Beatriz\\udc00 Luna and Ivo Stroud in Lima on 3 June 2021 \\ud83d';
          one.title = '\\udfff'; one.className = 'a\\ud800';
          document.head.insertAdjacentHTML('beforeend', '<meta name="author" content="\\ud83d Osgood">')`),
    }),
  },
  'the marks of a snapshot in the text': {
    html: page({ inside: '<p title="\u{1}\u{2}\u{3}\u{4}" class="\u{3}\u{3}\u{3}">Priya\u{1}Nambiar \u{4}met\u{3} Beatriz Luna\u{2} in \u{1}html\u{2}class=x\u{4} Lima\u{3}\u{3}\u{3} on 3\u{4} June 2021.</p>' }),
  },
  'a hundred thousand text nodes': {
    html: page({ head: later(`const one = document.createElement('p'); for (let at = 0; at < 100000; at += 1) one.append(at % 20 ? 'and so on ' : 'said Ivo Stroud. '); document.querySelector('article').append(one)`) }),
  },
  'a hundred thousand elements, each with a name in it': {
    html: page({ head: later(`const one = document.createElement('div'); one.innerHTML = '<p>Said Ivo Stroud.</p>'.repeat(100000); document.querySelector('article').append(one)`) }),
  },
  'one text node of five megabytes': {
    html: page({ head: later(`document.querySelector('article').append(('The water came again and nobody saw it, so that nobody was asked what it had been like. '.repeat(9) + 'It was cold, said Ivo Stroud of Lakes Bank on Monday. ').repeat(6000))`) }),
  },
  // From about four thousand that are drawn, Chromium itself dies.
  'two thousand elements in each other, and twenty thousand that are not drawn': {
    html: page({
      head: later(`const nested = (count) => { const top = document.createElement('div'); let at = top; for (let deep = 0; deep < count; deep += 1) at = at.appendChild(document.createElement('div'));
        at.append('Ivo Stroud was in Lima on 3 June 2021.'); return top; };
        document.querySelector('article').append(nested(2000)); const hidden = nested(20000); hidden.style.display = 'none'; document.body.append(hidden)`),
    }),
  },
  'three thousand mentions of one name': { html: page({ inside: `<p>${repeated('Ivo Stroud was here again on Monday. ', 3000)}</p>` }) },
  'all broken that a page can break': { html: page({ body: script(BREAK) }) },
  'all highlights cleared in every frame': { html: page({ head: often('CSS.highlights.clear()') }), marks: 'none' },
  'our highlights emptied in every frame': { html: page({ head: often('for (const one of CSS.highlights.values()) one.clear()') }), marks: 'none' },
  'all sheets taken away in every frame': { html: page({ head: often('document.adoptedStyleSheets = []') }) },
  'letters without width, and words turned around, in names': {
    html: page({
      inside: `<p>Pri\u200bya Nam\u200dbi\u2060ar met \u202eBeatriz Luna\u202c and <bdo dir="rtl">Ivo Stroud</bdo> in Li\u00adma on \u20663 June 2021\u2069, and \u2067Clara Vroom\u2069 of Lakes\ufeff Bank saw it.</p>`,
    }),
  },
  'another address in every frame': { html: page({ head: often(`history.replaceState(null, '', '?' + (window.count = ((window.count ?? 0) + 1) % 50))`) }) },
  'a page that people write in': { html: page({ head: later(`document.designMode = 'on'`) }), words: /no words to read/ },
  'two hundred frames of the same site': {
    html: page({
      body: Array.from({ length: 200 }, (_, at) => `<iframe width="300" height="150" srcdoc="<p>Frame ${at}: Ivo Stroud of Lakes Bank was in Lima on 3 June 2021. ${repeated('It rained, and nobody came to see it. ', 12)}</p>"></iframe>`).join(''),
    }),
  },
};
