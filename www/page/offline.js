/**
 * The page without a network, as the page sees it: starts the service worker, says when everything is kept, and when a
 * new version is ready. Where there is no worker (an old browser, a private window, plain HTTP) all works but this.
 */

import { byId } from './elements.js';

/** What the footer says of it, for styles and tests: `off`, `starting`, `ready`. @typedef {'off' | 'starting' | 'ready'} State */

/**
 * @param {Promise<unknown>} loaded what has to be there first: the worker loads in the background what the page has
 */
export async function startOffline(loaded) {
  /** @param {State} state */
  const say = (state) => {
    document.body.dataset.offline = state;
    byId('offline').hidden = state !== 'ready';
  };
  say('starting');
  try {
    const workers = navigator.serviceWorker;
    if (!workers || !isSecureContext) return say('off');
    await loaded.catch(() => {});
    const registration = await workers.register(/** @type {string} */ (/** @type {unknown} */ (address())), { updateViaCache: 'none' });
    watch(registration);
    await activated(registration);
    say('ready');
  } catch (error) {
    console.info('WhoWhen will not work offline here:', error instanceof Error ? error.message : error);
    say('off');
  }
}

/** The worker's address, through the one Trusted Types policy that may name it. */
function address() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const own = new URL('sw.js', import.meta.url).href;
  if (!trustedTypes) return own;
  const policy = trustedTypes.createPolicy('whowhen-offline', {
    createScriptURL: (/** @type {string} */ url) => {
      if (url !== own) throw new TypeError(`whowhen-offline starts nothing but ${own}`);
      return url;
    },
  });
  return policy.createScriptURL(own);
}

/**
 * Waits for the first worker that is at work; rejects where the first one could not be installed.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<void>}
 */
function activated({ active, waiting, installing }) {
  if (active) return Promise.resolve();
  const worker = waiting ?? installing;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === 'activated') resolve();
      else if (!worker || worker.state === 'redundant') reject(new Error('not all files could be kept'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

/**
 * Tells of a new version that waits. The page that is open goes on with its own files.
 * @param {ServiceWorkerRegistration} registration
 */
function watch(registration) {
  const tell = () => {
    // Without a controller this is the first version, and nothing is new.
    if (registration.waiting && registration.active) showUpdate(registration);
  };
  tell();
  const follow = () => registration.installing?.addEventListener('statechange', tell);
  follow();
  registration.addEventListener('updatefound', follow);
}

/** @param {ServiceWorkerRegistration} registration */
function showUpdate(registration) {
  const words = byId('update-words');
  byId('update').hidden = false;
  words.textContent = 'A new version is ready. Reloading clears the article.';
  byId('update-reload').onclick = () => {
    const { waiting } = registration;
    // Where another tab has let it in already, reloading is all there is to do.
    if (!waiting) return location.reload();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.others > 0) words.textContent = 'A new version is ready. Close the other tabs with this page first, then reload.';
    };
    // Not before it is at work: until then a reload would bring the former version again.
    waiting.onstatechange = () => {
      if (waiting.state === 'activated') location.reload();
    };
    waiting.postMessage('take over', [port2]);
  };
}
