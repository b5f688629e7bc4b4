/**
 * The page without a network: a service worker that keeps every file of the page, once, and nothing else ever. It does
 * not touch what readers paste, which never is a request.
 *
 * Versions are never mixed. What is kept is one version: each file is checked against its hash before it is put in the
 * cache, so that a host that is just being updated, a proxy that changes pages, or a hotel's login page cannot slip a
 * file in; then the worker is not installed, and the next visit tries again. A page that was opened with one version
 * gets all its files from that version, also those that it loads late: the next version waits until no page of the
 * former one is open, or until the reader asks for it in the only one.
 */

const scope = /** @type {ServiceWorkerScope} */ (/** @type {unknown} */ (self));
/** Caches belong to the whole host: only those that begin like ours are ours. */
const PREFIX = `whowhen ${scope.registration.scope} `;
/** Fetched bytes were unpacked, so what is said of the packed ones is no longer so. */
const OF_TRANSPORT = ['content-encoding', 'content-length', 'transfer-encoding'];

scope.addEventListener('install', (event) => event.waitUntil(keepAll()));
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));

scope.addEventListener('fetch', (event) => {
  const name = nameOf(event.request);
  // Anything else is the browser's own business, as if there were no worker.
  if (name !== undefined) event.respondWith(answer(name, event.request));
});

scope.addEventListener('message', (event) => {
  if (event.data !== 'take over') return;
  const [port] = event.ports;
  event.waitUntil(
    scope.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
      // Another open page holds an article, and files of the former version may still be loaded by it.
      const others = pages.filter(({ url }) => url.startsWith(scope.registration.scope)).length - 1;
      port?.postMessage({ others });
      if (others <= 0) return scope.skipWaiting();
    }),
  );
});

async function keepAll() {
  const names = Object.keys(FILES);
  const found = await Promise.all(names.map(find));
  const cache = await caches.open(PREFIX + VERSION);
  await Promise.all(found.map((response, index) => cache.put(addressOf(names[index] ?? ''), response)));
}

/**
 * A file with the right hash. Most of them the reader has just got, and the host only confirms them; where it confirms
 * what is not right, they are fetched anew.
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function find(name) {
  for (const cache of /** @type {const} */ (['no-cache', 'reload'])) {
    const checked = await checkedCopy(await fetch(addressOf(name), { cache }), name);
    if (checked) return checked;
  }
  throw new Error(`${name} is not the file of this version`);
}

/**
 * The response without its history (one that was redirected may not answer for a page), or nothing where it is no good.
 * Its headers stay: the security policy of the page and of its worker is one of them.
 * @param {Response} response
 * @param {string} name
 * @returns {Promise<Response | undefined>}
 */
async function checkedCopy(response, name) {
  if (!response.ok) return undefined;
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_');
  if (!hash.startsWith(FILES[name] ?? '?')) return undefined;
  const headers = new Headers(response.headers);
  for (const header of OF_TRANSPORT) headers.delete(header);
  return new Response(bytes, { headers });
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The very first time, the page that is open came from the host a moment ago and shall work on without it.
  if (old.length === 0) await scope.clients.claim();
}

/**
 * Which file is asked for; undefined for what is none of ours. The page itself is found whatever stands behind a `?`.
 * @param {Request} request
 * @returns {string | undefined}
 */
function nameOf({ method, url, mode }) {
  const { origin, pathname, search } = new URL(url);
  const base = new URL(scope.registration.scope);
  if (method !== 'GET' || origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
  const name = pathname.slice(base.pathname.length) || 'index.html';
  const ours = Object.hasOwn(FILES, name) && (search === '' || mode === 'navigate');
  return ours ? name : undefined;
}

/**
 * @param {string} name
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(name, request) {
  const cache = await caches.open(PREFIX + VERSION);
  // Browsers may throw caches away; then the page is as it was without a worker.
  return (await cache.match(addressOf(name))) ?? fetch(request);
}

/** @param {string} name */
function addressOf(name) {
  return new URL(name, scope.registration.scope).href;
}
