/**
 * Starts `worker.js`.
 *
 * Where a page demands Trusted Types (ours does), an address has to come from a policy, and this one lets a single
 * address through. Bundlers, on the other hand, find the worker by the exact words of the last line. They also move this
 * file, so where it still stands under its own name it was not bundled, and the policy can name its neighbour.
 * @returns {Worker}
 */
export function startWorker() {
  if (typeof Worker !== 'function') throw new Error('there are no workers here, leave `worker` out');
  const here = import.meta.url;
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (trustedTypes && here.endsWith('/start-worker.js') && !here.startsWith('file:')) {
    policy ??= trustedTypes.createPolicy('whowhen-worker', { createScriptURL: only });
    return new Worker(policy.createScriptURL(neighbour()), { type: 'module' });
  }
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/** @type {any} */
let policy;

function neighbour() {
  return import.meta.url.replace(/start-worker\.js$/, 'worker.js');
}

/** @param {string} address */
function only(address) {
  if (address !== neighbour()) throw new TypeError(`whowhen-worker starts nothing but ${neighbour()}`);
  return address;
}
