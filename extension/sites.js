/**
 * Sites whose articles are marked without a press. The browser asks the reader at the moment it is wished, and keeps both
 * the permission and the script's registration; nothing is kept here.
 */

import { api } from './api.js';

/** Names of hosts, and numbers of version 4 and 6; nothing that would stand for more than one host. */
const HOST = /^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+$|^\[[0-9a-f:]+\]$/i;

/** @param {string} host */
const patternOf = (host) => `*://${host}/*`;

/**
 * Whether a page's site can be marked by itself.
 * @param {string} host
 */
export function canBeAutomatic(host) {
  return HOST.test(host) && Boolean(api.permissions?.request);
}

/** @returns {Promise<string[]>} the hosts, by name */
export async function sites() {
  const scripts = await api.scripting.getRegisteredContentScripts();
  return scripts.map(({ id }) => id).sort();
}

/**
 * Asks the reader's browser for one site. To be called in the very press: browsers ask only then.
 * @param {string} host
 * @returns {Promise<boolean>} whether it was allowed
 */
export async function turnOn(host) {
  const allowed = await api.permissions.request({ origins: [patternOf(host)] });
  if (!allowed || (await sites()).includes(host)) return allowed;
  await api.scripting.registerContentScripts([{
    id: host,
    matches: [patternOf(host)],
    // From the root: Firefox takes a path for one beside the page that asks.
    js: ['/content.js', '/automatic.js'],
    runAt: 'document_idle',
    persistAcrossSessions: true,
  }]);
  return true;
}

/** @param {string} host */
export async function turnOff(host) {
  await unregister([host]);
  await api.permissions.remove({ origins: [patternOf(host)] });
}

/**
 * The reader has taken permissions back in the browser's own settings.
 * @param {string[]} origins
 */
export async function forget(origins) {
  const all = origins.some((origin) => /^(<all_urls>|(\*|https?):\/\/\*\/)/.test(origin));
  await unregister((await sites()).filter((host) => all || origins.includes(patternOf(host))));
}

/** @param {string[]} hosts */
async function unregister(hosts) {
  const there = await sites();
  const ids = hosts.filter((host) => there.includes(host));
  // An empty list would mean all of them in some browsers.
  if (ids.length > 0) await api.scripting.unregisterContentScripts({ ids });
}
