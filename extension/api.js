/**
 * What the browser gives extensions. Firefox calls it `browser`, Chrome `chrome`; both answer with promises.
 * @type {typeof chrome & { sidebarAction?: { open: () => Promise<void> } }}
 */
export const api = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
