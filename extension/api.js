/**
 * What the browser gives extensions. Firefox calls it `browser`, Chrome `chrome`; both answer with promises.
 * @type {typeof chrome & { sidebarAction?: { open: () => Promise<void>, isOpen: (of: { windowId: number }) => Promise<boolean> } }}
 */
export const api = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
