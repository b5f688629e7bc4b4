/**
 * Reading and changing nodes of pages that are not ours. A form with a field named `firstChild` has that field for its
 * `firstChild`, and a page with an image named `defaultView` has that image for its `document.defaultView`; the
 * prototypes' own ways cannot be clobbered. Text nodes and our own elements need none of this.
 */

// Without a DOM, when a server imports this, nothing is there to be read and nothing is asked.
const { Node, Element, HTMLElement, HTMLSlotElement, CharacterData, Text, Document, ShadowRoot, EventTarget } =
  /** @type {any} */ (globalThis);

/**
 * @param {any} type
 * @param {string} name
 * @returns {(node: any) => any} gives undefined where this browser has no such property
 */
function getter(type, name) {
  const get = type && Object.getOwnPropertyDescriptor(type.prototype, name)?.get;
  return (node) => get?.call(node);
}

/**
 * @param {any} type
 * @param {string} name
 * @returns {(node: any, ...given: any[]) => any} gives undefined where this browser has no such method
 */
function method(type, name) {
  const call = type?.prototype[name];
  return (node, ...given) => call?.apply(node, given);
}

export const ELEMENT = 1;
export const TEXT = 3;
export const DOCUMENT = 9;
const FRAGMENT = 11;
export const HTML = 'http://www.w3.org/1999/xhtml';

export const childNodes = getter(Node, 'childNodes');
export const nodeType = getter(Node, 'nodeType');
export const parentNode = getter(Node, 'parentNode');
export const firstChild = getter(Node, 'firstChild');
export const nextSibling = getter(Node, 'nextSibling');
export const isConnected = getter(Node, 'isConnected');
export const ownerDocument = getter(Node, 'ownerDocument');
export const textContent = getter(Node, 'textContent');
export const rootOf = method(Node, 'getRootNode');
export const insertBefore = method(Node, 'insertBefore');
export const removeChild = method(Node, 'removeChild');

export const data = getter(CharacterData, 'data');
export const localName = getter(Element, 'localName');
export const namespace = getter(Element, 'namespaceURI');
export const shadowRoot = getter(Element, 'shadowRoot');
export const isEditable = getter(HTMLElement, 'isContentEditable');
export const assignedNodes = method(HTMLSlotElement, 'assignedNodes');
/** @type {(element: Element, name: string) => string | null} */
export const attribute = method(Element, 'getAttribute');
/** @type {(element: Element) => string[]} */
export const attributeNames = method(Element, 'getAttributeNames');
/** @type {(element: Element) => boolean | undefined} */
export const isRendered = method(Element, 'checkVisibility');

export const boxOf = method(Element, 'getBoundingClientRect');
export const scrollTo = method(Element, 'scrollTo');
export const scrollTop = getter(Element, 'scrollTop');
export const scrollLeft = getter(Element, 'scrollLeft');
export const scrollHeight = getter(Element, 'scrollHeight');
export const scrollWidth = getter(Element, 'scrollWidth');
export const clientHeight = getter(Element, 'clientHeight');
export const clientWidth = getter(Element, 'clientWidth');
export const clientTop = getter(Element, 'clientTop');
export const clientLeft = getter(Element, 'clientLeft');

export const documentElement = getter(Document, 'documentElement');
export const head = getter(Document, 'head');
export const readyState = getter(Document, 'readyState');
export const isHidden = getter(Document, 'hidden');
export const titleOf = getter(Document, 'title');
export const contentType = getter(Document, 'contentType');
export const queryAll = method(Document, 'querySelectorAll');
export const scrollingElement = getter(Document, 'scrollingElement');
export const createElement = method(Document, 'createElement');
export const createFragment = method(Document, 'createDocumentFragment');
export const createTextNode = method(Document, 'createTextNode');
export const createTextWalker = method(Document, 'createTreeWalker');
export const selectionOf = method(Document, 'getSelection');
export const caretPosition = method(Document, 'caretPositionFromPoint');
export const caretRange = method(Document, 'caretRangeFromPoint');
const viewOf = getter(Document, 'defaultView');

export const listen = method(EventTarget, 'addEventListener');
export const unlisten = method(EventTarget, 'removeEventListener');

const host = getter(ShadowRoot, 'host');
const slotAssignment = getter(ShadowRoot, 'slotAssignment');
const slotOfElement = getter(Element, 'assignedSlot');
const slotOfText = getter(Text, 'assignedSlot');
const sheetsOfDocument = Object.getOwnPropertyDescriptor(Document?.prototype ?? {}, 'adoptedStyleSheets');
const sheetsOfShadow = Object.getOwnPropertyDescriptor(ShadowRoot?.prototype ?? {}, 'adoptedStyleSheets');

/**
 * @param {Node} node
 * @returns {Document}
 */
export function documentOf(node) {
  return nodeType(node) === DOCUMENT ? /** @type {Document} */ (node) : ownerDocument(node);
}

/**
 * The window that shows a document, with that window's own constructors.
 * @param {Document} page
 * @returns {(Window & typeof globalThis) | null} null for a document that is not shown
 */
export function windowOf(page) {
  return viewOf(page) ?? null;
}

/** @param {any} value */
export function isElementOrDocument(value) {
  try {
    const type = nodeType(value);
    return type === ELEMENT || type === DOCUMENT;
  } catch {
    return false;
  }
}

/** @param {Node} root */
export function isShadowRoot(root) {
  return nodeType(root) === FRAGMENT && Boolean(hostOf(root));
}

/**
 * @param {Node} root
 * @returns {Element | undefined}
 */
export function hostOf(root) {
  try {
    return host(root);
  } catch {
    // Another fragment, which has no host.
    return undefined;
  }
}

/**
 * Whether a shadow tree shows only the children that a script has assigned to its slots.
 * @param {Element} element
 */
export function assignsByHand(element) {
  const root = shadowRoot(element);
  return Boolean(root) && slotAssignment(root) === 'manual';
}

/**
 * What a node is drawn in: its slot, its parent, or the host of its shadow tree.
 * @param {Node} node
 * @returns {Node | null}
 */
export function drawnIn(node) {
  const type = nodeType(node);
  const slot = type === TEXT ? slotOfText(node) : type === ELEMENT ? slotOfElement(node) : null;
  return slot ?? parentNode(node) ?? hostOf(node) ?? null;
}

/**
 * Whether a node is an element or lies in it, shadow trees counted. `known` remembers the answers for parents.
 * @param {Node} node
 * @param {Node} whole
 * @param {Map<Node, boolean>} known
 */
export function liesIn(node, whole, known) {
  /** @type {Node[]} */
  const passed = [];
  let answer = false;
  for (let at = /** @type {Node | null} */ (node); at; at = parentNode(at) ?? hostOf(at) ?? null) {
    const before = known.get(at);
    answer = before ?? at === whole;
    if (before !== undefined || answer) break;
    if (at !== node) passed.push(at);
  }
  for (const parent of passed) known.set(parent, answer);
  return answer;
}

/**
 * @param {Node} root a document or a shadow root
 * @returns {CSSStyleSheet[] | undefined} undefined where there can be none
 */
export function sheetsOf(root) {
  return (nodeType(root) === DOCUMENT ? sheetsOfDocument : sheetsOfShadow)?.get?.call(root);
}

/**
 * @param {Node} root a document or a shadow root
 * @param {CSSStyleSheet[]} sheets
 */
export function setSheets(root, sheets) {
  (nodeType(root) === DOCUMENT ? sheetsOfDocument : sheetsOfShadow)?.set?.call(root, sheets);
}
