/** Behind `content.js` on sites that the reader has chosen: marks the article without a press. A page without one stays as it is. */

const place = /** @type {Record<symbol, { automatic: () => void } | undefined>} */ (/** @type {unknown} */ (globalThis));
place[Symbol.for('whowhen')]?.automatic();

export {};
