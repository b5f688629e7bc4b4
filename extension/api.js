/**
 * What the browser gives extensions. Firefox calls it `browser`, Chrome `chrome` and lately `browser`, too; both answer with
 * promises. A page may have a frame of such a name, which is then found here instead. Where both names are taken, a script
 * in that page has nothing, and this is undefined.
 * @type {typeof chrome & { sidebarAction?: { open: () => Promise<void> } }}
 */
export const api = [() => /** @type {any} */ (globalThis).browser, () => /** @type {any} */ (globalThis).chrome].map(tried).find(Boolean);

/** @param {() => any} name */
function tried(name) {
  try {
    const found = name();
    // The page's own functions are not seen here.
    return typeof found?.runtime?.sendMessage === 'function' ? found : undefined;
  } catch {
    // A frame of another site, which cannot be asked.
    return undefined;
  }
}
