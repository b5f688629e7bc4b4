/** Invented pages that are hard on a script: by names that hide what it needs, by their size, or by what they do. */

/** With enough names and days to be an article, and nothing that any of the pages changes. */
const STORY = `<p>Anna Duval, the engineer who drew the bridge over the Tarn, met Henrik Solberg of the North Holm Fund in Geneva on 2 May 2023.</p>
<p>The Ministry of Waters in London had asked for a second test, and Henrik Solberg said on 11 November 2022 that it would be made before the winter.</p>
<p>On Friday, Rosalind Keating of the United Nations praised the work. Anna Duval was in Bristol at the time, and heard of it from the newspapers.</p>`;

/**
 * @param {object} parts
 * @param {string} [parts.body] behind the article
 * @param {string} [parts.inside] in the article, behind its text
 * @param {string} [parts.head]
 * @param {string} [parts.story]
 */
function page({ body = '', inside = '', head = '', story = STORY } = {}) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>The bridge is open</title>${head}</head>
<body><article><h1>The bridge over the Tarn is open again</h1><p>By Martin Osgood, 14 March 2024</p>${story}${inside}</article>${body}</body></html>`;
}

const FIELDS = 'childNodes firstChild nextSibling parentNode nodeType nodeName attributes getAttribute getAttributeNames textContent ownerDocument localName isConnected shadowRoot getRootNode tagName id children contains isContentEditable assignedSlot namespaceURI'.split(' ');
const IMAGES = 'documentElement head body title defaultView getSelection adoptedStyleSheets contentType hidden querySelectorAll createRange createTreeWalker location whowhen scrollingElement addEventListener caretPositionFromPoint nodeType'.split(' ');
const IDS = 'chrome browser CSS Highlight StaticRange self window globalThis Symbol top innerWidth innerHeight location getComputedStyle MutationObserver IntersectionObserver performance requestAnimationFrame requestIdleCallback setTimeout CSSStyleSheet document history matchMedia'.split(' ');

const linked = (/** @type {string} */ json) => `<script type="application/ld+json">${json}</script>`;
const script = (/** @type {string} */ code) => `<script>${code}</script>`;
/** Once the page is there. */
const later = (/** @type {string} */ code) => script(`addEventListener('DOMContentLoaded', () => { ${code} })`);
const often = (/** @type {string} */ code) => later(`(function again() { ${code}; requestAnimationFrame(again); })()`);

/**
 * What each may come to: marks, or words that the reader gets instead. `moves` where the page itself changes what is in it;
 * `breaks` where it breaks its own scripts.
 * @type {Record<string, { html: string, words?: RegExp, moves?: true, slow?: true }>}
 */
export const PAGES = {
  'a form whose fields have the names of what a node has': {
    html: page({ inside: `<form>${FIELDS.map((name) => `<input name="${name}" id="${name}">`).join('')}<p>Priya Nambiar of Lakes Bank was in Lima on 3 June 2021.</p></form>` }),
  },
  'a page inside a form whose fields have such names': {
    html: page({ head: later(`const form = document.createElement('form'); for (const name of ${JSON.stringify(FIELDS)}) { const field = document.createElement('input'); field.name = name; form.append(field); } form.append(document.querySelector('article')); document.body.append(form)`) }),
  },
  'images with the names of what a document has': {
    html: page({ body: IMAGES.map((name) => `<img name="${name}" alt="" src="data:,"><form name="${name}"></form>`).join('') }),
  },
  'elements with the names of what a window has': {
    html: page({ body: IDS.map((name) => `<a id="${name}" href="#x">x</a><iframe name="${name}" hidden></iframe>`).join('') }),
  },
  'facts with the names of what every object has': {
    html: page({
      head: linked('{"@context":"https://schema.org","@type":"__proto__","__proto__":{"datePublished":"2024-03-14","polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}')
        + linked('{"@type":["constructor","toString","NewsArticle"],"headline":{"__proto__":"x"},"author":[{"@type":"hasOwnProperty","name":"valueOf"}],"datePublished":"__proto__"}')
        + '<meta property="__proto__" content="x"><meta name="constructor" content="toString">',
    }),
  },
  'facts of half a megabyte, nested ten thousand deep': {
    html: page({ head: linked(`${'{"a":['.repeat(10_000)}${'"x",'.repeat(98_000)}1${']}'.repeat(10_000)}`) }),
  },
  'half characters everywhere': {
    html: page({
      inside: '<p id="halves">x</p>',
      head: linked('{"@type":"NewsArticle","headline":"\\ud83d bridge","author":"\\udc00"}')
        + later(`document.title = 'The \\ud83d bridge'; const one = document.getElementById('halves'); one.textContent = 'Priya \\ud83d Nambiar met Beatriz\\udc00 Luna and Ivo Stroud in Lima on 3 June 2021 \\ud83d'; one.title = '\\udfff'; one.className = 'a\\ud800'; document.head.insertAdjacentHTML('beforeend', '<meta name="author" content="\\ud83d Osgood">')`),
    }),
  },
  'marks of a snapshot in the text': {
    html: page({ inside: '<p title="\u{1}\u{2}\u{3}\u{4}" class="\u{3}\u{3}\u{3}">Priya\u{1}Nambiar \u{4}met\u{3} Beatriz Luna\u{2} in \u{1}html\u{2}class=x\u{4} Lima\u{3}\u{3}\u{3} on 3\u{4} June 2021.</p>' }),
  },
  'a hundred thousand text nodes': {
    html: page({ head: later(`const one = document.createElement('p'); for (let at = 0; at < 100000; at += 1) one.append(at % 20 ? 'and so on ' : 'said Ivo Stroud. '); document.querySelector('article').append(one)`) }),
    slow: true,
  },
  'a hundred thousand elements, each with a name in it': {
    html: page({ head: later(`const one = document.createElement('div'); one.innerHTML = '<p>Said Ivo Stroud.</p>'.repeat(100000); document.querySelector('article').append(one)`) }),
    slow: true,
  },
  'one text node of five megabytes': {
    html: page({ head: later(`document.querySelector('article').append('The water came in the night and nobody saw it, said Ivo Stroud of Lakes Bank. '.repeat(64000))`) }),
    slow: true,
  },
  'twenty thousand elements in each other': {
    html: page({ head: later(`let at = document.querySelector('article'); for (let deep = 0; deep < 20000; deep += 1) at = at.appendChild(document.createElement(deep % 2 ? 'div' : 'span')); at.append('Ivo Stroud was in Lima on 3 June 2021.')`) }),
    slow: true,
  },
  'three thousand mentions of one name': {
    html: page({ inside: `<p>${'Ivo Stroud was here again on Monday. '.repeat(3000)}</p>` }),
  },
  'everything that a page can break of its own': {
    html: page({
      head: script(`const no = () => { throw new Error('broken by the page'); };
        for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== 'constructor' && name !== 'length') Array.prototype[name] = no;
        for (const [of, names] of [[Node.prototype, ['childNodes', 'firstChild', 'parentNode', 'nodeType', 'textContent', 'ownerDocument']], [Document.prototype, ['documentElement', 'adoptedStyleSheets', 'hidden']], [Element.prototype, ['localName', 'shadowRoot']]])
          for (const name of names) Object.defineProperty(of, name, { get: no, set: no, configurable: true });
        for (const [of, names] of [[JSON, ['parse', 'stringify']], [Element.prototype, ['getAttribute', 'getAttributeNames', 'getBoundingClientRect']], [EventTarget.prototype, ['addEventListener', 'removeEventListener']], [Object, ['entries', 'fromEntries', 'keys', 'hasOwn']], [String.prototype, ['replace', 'slice', 'trim']], [Promise.prototype, ['then']], [Map.prototype, ['get', 'set']], [Set.prototype, ['add']]])
          for (const name of names) of[name] = no;
        CSS.highlights.set = CSS.highlights.get = CSS.highlights.has = CSS.highlights.delete = no;
        for (const name of ['set', 'get', 'has', 'delete']) HighlightRegistry.prototype[name] = no;
        for (const name of ['add', 'delete', 'has']) Highlight.prototype[name] = no;
        for (const name of ['Map', 'Set', 'WeakMap', 'Promise', 'MutationObserver', 'IntersectionObserver', 'Highlight', 'StaticRange', 'Range', 'CSSStyleSheet', 'getComputedStyle', 'requestAnimationFrame', 'setTimeout', 'performance', 'chrome', 'queueMicrotask', 'DOMRect']) window[name] = no;`),
    }),
  },
  'a page that clears all highlights in every frame': { html: page({ head: often('CSS.highlights.clear()') }) },
  'a page that removes every sheet in every frame': { html: page({ head: often('document.adoptedStyleSheets = []') }) },
  'letters without width, and text turned around, in names': {
    html: page({
      inside: `<p>Pri\u200bya Nam\u200dbi\u2060ar met \u202eBeatriz Luna\u202c and <bdo dir="rtl">Ivo Stroud</bdo> in Li\u00adma on \u20663 June 2021\u2069, and \u2067Clara Vroom\u2069 of Lakes\ufeff Bank saw it.</p>`,
    }),
  },
  'a page that goes to another address in every frame': {
    html: page({ head: often(`history.pushState(null, '', '?' + (window.count = (window.count ?? 0) + 1) % 50)`) }),
  },
  'a page that people write in': { html: page({ head: later(`document.designMode = 'on'`) }), words: /no words to read/ },
  'two hundred frames of the same site': {
    html: page({ body: Array.from({ length: 200 }, (_, at) => `<iframe width="300" height="150" srcdoc="<p>Frame ${at}: Ivo Stroud of Lakes Bank was in Lima on 3 June 2021. ${'It rained, and nobody came to see it. '.repeat(12)}</p>"></iframe>`).join('') }),
    slow: true,
  },
};
