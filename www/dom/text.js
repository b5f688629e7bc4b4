/**
 * A live page for the engine: its visible text with the elements around it, and the way back from what the engine says
 * to the page. Reads only; the page stays as it is.
 */

/** @import {Analysis, Span} from '../lib/index.js' */

/**
 * What was read of a page.
 * @typedef {object} Reading
 * @property {string} snapshot what goes to `analyze` as `{snapshot}`; the format stands in `src/article/snapshot.rs`
 * @property {Text[]} nodes the text nodes that `Analysis.sources` counts
 */

/** Marks of the snapshot. In the page's own text a blank stands for them, which is as long. */
const OPEN = '\u{1}';
const ATTRIBUTE = '\u{2}';
const CLOSE = '\u{3}';
const TEXT = '\u{4}';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const MARKS = /[\u{1}-\u{4}]/gu;

/** Elements whose content is no text of the page. Names are as in HTML; in SVG and MathML there are others. */
const NO_TEXT = new Set(
  'audio canvas datalist embed frameset iframe input link map math meta noscript object option progress script select style svg template textarea title video'.split(' '),
);
/** Elements inside a line, where styles do not say otherwise. */
const INLINE = new Set('a abbr b bdi bdo cite code em font i ins del kbd label mark q s small span strong sub sup time u var'.split(' '));
/** Attributes that say what an element is, and how long their values may be. */
const KEPT = new Map([
  ['class', 300], ['id', 100], ['role', 50], ['itemprop', 100], ['itemtype', 200], ['rel', 50], ['href', 500],
  ['datetime', 100], ['title', 200], ['type', 50], ['name', 100], ['property', 100], ['content', 2000], ['lang', 50],
]);
/** What a page says of itself in its head may be longer, but not without end. */
const LINKED_DATA = 500_000;

// A form with a field named `firstChild` has that field for its `firstChild`; the prototypes' own ways cannot be clobbered.
/**
 * @param {object} prototype
 * @param {string} name
 * @returns {(node: any) => any}
 */
const getter = (prototype, name) => {
  const get = /** @type {() => unknown} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  return (node) => get.call(node);
};
const childNodes = getter(Node.prototype, 'childNodes');
const nodeType = getter(Node.prototype, 'nodeType');
const ownerDocument = getter(Node.prototype, 'ownerDocument');
const data = getter(CharacterData.prototype, 'data');
const localName = getter(Element.prototype, 'localName');
const shadowRoot = getter(Element.prototype, 'shadowRoot');
const isEditable = getter(HTMLElement.prototype, 'isContentEditable');
const documentElement = getter(Document.prototype, 'documentElement');
const head = getter(Document.prototype, 'head');
/** @type {(element: Element, name: string) => string | null} */
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name);
/** @type {(element: Element) => string[]} */
const attributeNames = (element) => Element.prototype.getAttributeNames.call(element);

/**
 * Reads a page, or one element of it together with the page's head.
 * @param {Document | Element} [root]
 * @returns {Reading}
 */
export function readPage(root = document) {
  const whole = nodeType(root) === Node.DOCUMENT_NODE;
  const page = /** @type {Document} */ (whole ? root : ownerDocument(root));
  const reader = new Reader();
  const top = documentElement(page);
  if (top) {
    reader.open(top, 'html');
    for (const child of head(page) ? childNodes(head(page)) : []) reader.fact(child);
    reader.walk(whole ? [...childNodes(top)].filter((child) => child !== head(page)) : [root], top);
    reader.close();
  }
  return { snapshot: reader.parts.join(''), nodes: reader.nodes };
}

class Reader {
  /** @type {string[]} */
  parts = [];
  /** @type {Text[]} */
  nodes = [];

  /**
   * @param {Element} element
   * @param {string} tag
   * @param {string} [display] where it is not the tag's own
   */
  open(element, tag, display) {
    this.parts.push(OPEN, tag);
    for (const name of attributeNames(element)) {
      const longest = KEPT.get(name) ?? (name.startsWith('data-') ? 40 : 0);
      const value = longest > 0 ? (attribute(element, name) ?? '') : '';
      // Of data attributes only what may be a date is of use.
      if (longest === 0 || (longest === 40 && !/^[^a-z]*\d{4}/i.test(value))) continue;
      this.parts.push(ATTRIBUTE, name, '=', value.slice(0, longest).replace(MARKS, ' '));
    }
    if (display) this.parts.push(ATTRIBUTE, ' display=', display);
  }

  close() {
    this.parts.push(CLOSE);
  }

  /**
   * What the page says of itself: facts for the engine and no text.
   * @param {Node} node
   */
  fact(node) {
    if (nodeType(node) !== Node.ELEMENT_NODE) return;
    const element = /** @type {Element} */ (node);
    const tag = localName(element);
    const linked = tag === 'script' && attribute(element, 'type') === 'application/ld+json';
    if (!linked && tag !== 'meta' && tag !== 'title' && tag !== 'link') return;
    this.open(element, tag);
    if (linked || tag === 'title') {
      for (const child of childNodes(element)) {
        if (nodeType(child) === Node.TEXT_NODE) this.text(/** @type {Text} */ (child), LINKED_DATA);
      }
    }
    this.close();
  }

  /**
   * @param {Text} node
   * @param {number} [longest]
   */
  text(node, longest = Number.POSITIVE_INFINITY) {
    const words = data(node);
    if (words === '') return;
    this.nodes.push(node);
    this.parts.push(TEXT, (words.length > longest ? words.slice(0, longest) : words).replace(MARKS, ' '));
  }

  /**
   * Writes what is visible of nodes and all that is below.
   * @param {Iterable<Node>} nodes
   * @param {Element} parent
   */
  walk(nodes, parent) {
    /** What is under way: the nodes of one element, and whether its own text is seen. */
    const stack = [{ nodes: nodes[Symbol.iterator](), seen: isSeen(getComputedStyle(parent)) }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.nodes.next();
      if (next.done) {
        stack.pop();
        if (stack.length > 0) this.close();
        continue;
      }
      const node = /** @type {any} */ (next.value);
      const type = nodeType(node);
      if (type === Node.TEXT_NODE && top.seen) this.text(node);
      if (type !== Node.ELEMENT_NODE) continue;
      const tag = localName(node);
      if (NO_TEXT.has(tag)) {
        this.fact(node);
        continue;
      }
      const style = getComputedStyle(node);
      if (style.display === 'none' || attribute(node, 'aria-hidden') === 'true' || (isHtml(node) && isEditable(node))) continue;
      this.open(node, tag, displayOf(tag, style.display));
      stack.push({ nodes: [...shown(node, tag)][Symbol.iterator](), seen: isSeen(style) });
    }
  }
}

/** @param {Element} element */
function isHtml(element) {
  return element instanceof HTMLElement || 'isContentEditable' in element;
}

/**
 * What is rendered in an element: its shadow tree where it has one, what is slotted into a slot, else its children.
 * @param {Element} element
 * @param {string} tag
 * @returns {Iterable<Node>}
 */
function shown(element, tag) {
  const root = shadowRoot(element);
  if (root) return childNodes(root);
  const slotted = tag === 'slot' && 'assignedNodes' in element ? HTMLSlotElement.prototype.assignedNodes.call(element) : [];
  return slotted.length > 0 ? slotted : childNodes(element);
}

/** @param {CSSStyleDeclaration} style */
function isSeen(style) {
  return style.visibility === 'visible' && style.fontSize !== '0px';
}

/**
 * How an element is laid out, where that is not what its tag says: words must not be glued across, nor cut within a line.
 * @param {string} tag
 * @param {string} display
 */
function displayOf(tag, display) {
  if (INLINE.has(tag)) return /^(block|flex|grid|table|list-item|flow-root)$/.test(display) ? 'block' : undefined;
  return display === 'inline' || display === 'contents' ? 'inline' : undefined;
}

/**
 * Where words of an analysis stand in the page. Mostly one range; several where the page has other text between, or a
 * shadow root begins.
 * @param {Reading} reading
 * @param {Analysis} analysis of the reading's snapshot
 * @param {Span} span
 * @returns {StaticRangeInit[]} empty where it cannot be found, which does not happen to the analysis of this reading
 */
export function rangesOf(reading, analysis, { start, end }) {
  const pieces = piecesOf(reading, analysis, start, end);
  /** @type {StaticRangeInit[]} */
  const ranges = [];
  let from = start;
  for (const piece of pieces) {
    const last = ranges.at(-1);
    const joined = last && { ...last, endContainer: piece.node, endOffset: piece.end };
    if (joined && saysExactly(joined, analysis.text.slice(from, piece.until))) {
      ranges[ranges.length - 1] = joined;
      continue;
    }
    from = piece.from;
    ranges.push({ startContainer: piece.node, startOffset: piece.start, endContainer: piece.node, endOffset: piece.end });
  }
  return ranges;
}

/**
 * @param {Reading} reading
 * @param {Analysis} analysis
 * @param {number} start
 * @param {number} end
 */
function piecesOf({ nodes }, { sources = [] }, start, end) {
  // The first source that ends behind the start.
  let low = 0;
  let high = sources.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sources[middle].end > start) high = middle;
    else low = middle + 1;
  }
  const pieces = [];
  for (; low < sources.length && sources[low].start < end; low += 1) {
    const source = sources[low];
    const node = nodes[source.node];
    if (!node) continue;
    const [from, until] = [Math.max(start, source.start), Math.min(end, source.end)];
    const offset = source.offset - source.start;
    pieces.push({ node, start: from + offset, end: until + offset, from, until });
  }
  return pieces;
}

/**
 * Whether a range has just these words, white space aside: then nothing hidden lies between its ends.
 * @param {StaticRangeInit} init
 * @param {string} words
 */
function saysExactly(init, words) {
  if (init.startContainer.getRootNode() !== init.endContainer.getRootNode()) return false;
  const range = new Range();
  range.setStart(init.startContainer, init.startOffset);
  range.setEnd(init.endContainer, init.endOffset);
  return withoutSpace(range.toString()) === withoutSpace(words);
}

/** @param {string} words */
function withoutSpace(words) {
  return words.replace(/\s+/g, '');
}
