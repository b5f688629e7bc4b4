/** The options: types, colours, keys, and the sites that are marked by themselves. What is changed holds at once. */

import { api } from '../api.js';
import { byId, make, press, setText } from '../page/elements.js';
import { TYPES } from '../page/types.js';
import { dress } from '../panel/dress.js';
import { change, onSettings, reset, settings } from '../settings.js';
import { sites, turnOff } from '../sites.js';
import { drawKeys } from './keys.js';

/** @typedef {import('../settings.js').MarkType} MarkType */
/** @typedef {import('../settings.js').Settings} Settings */

/** Words that look like what they stand for. @type {Record<MarkType, string>} */
const EXAMPLES = {
  person: 'Anna Duval',
  organization: 'Lakes Bank',
  place: 'Geneva',
  group: 'the Danes',
  event: 'the Tarn Floods',
  work: 'The Mill',
  date: '3 January 2014',
};

/** @type {Settings} */
let now = { off: [], look: 'tint', colours: {} };

/** What a row shows. @type {Map<MarkType, (now: Settings) => void>} */
const rows = new Map();

for (const { type, heading } of TYPES) byId('types').append(rowOf(type, heading));
for (const radio of document.querySelectorAll('input[name="look"]')) {
  if (radio instanceof HTMLInputElement) radio.addEventListener('change', () => save({ look: radio.value === 'lines' ? 'lines' : 'tint' }));
}
byId('reset').addEventListener('click', async () => {
  await reset();
  show(await settings());
  setText(byId('said'), 'All types and colours are the usual ones again.');
});
onSettings(show);
api.permissions.onRemoved.addListener(() => void showSites());
api.permissions.onAdded.addListener(() => void showSites());
// A site is on the list a moment after its permission, of which nothing tells.
document.addEventListener('visibilitychange', () => void showSites());
void settings().then(show);
void drawKeys();
void showSites();

/**
 * @param {MarkType} type
 * @param {string} heading
 */
function rowOf(type, heading) {
  const box = input('checkbox', '');
  const colour = input('color', `Colour of ${heading}`);
  const example = make('span', `sample ${type}`, EXAMPLES[type]);
  const usual = press('link', 'Usual', () => {
    const { [type]: _, ...colours } = now.colours;
    save({ colours });
    colour.focus();
  });
  usual.setAttribute('aria-label', `Usual colour of ${heading}`);
  box.addEventListener('change', () => save({ off: box.checked ? now.off.filter((other) => other !== type) : [...now.off, type] }));
  // While a colour is being chosen it is only shown.
  const mixed = () => ({ colours: { ...now.colours, [type]: colour.value } });
  colour.addEventListener('input', () => dress({ ...now, ...mixed() }));
  colour.addEventListener('change', () => save(mixed()));
  const row = make('tr', '', make('td', '', make('label', '', box, heading)), make('td', '', example), make('td', '', colour), make('td', '', usual));
  rows.set(type, ({ off, look, colours }) => {
    box.checked = !off.includes(type);
    row.classList.toggle('off', off.includes(type));
    usual.hidden = !colours[type];
    colour.value = colours[type] ?? groundOf(type, look);
  });
  return row;
}

/**
 * @param {string} type
 * @param {string} label
 */
function input(type, label) {
  const field = document.createElement('input');
  field.type = type;
  if (label !== '') field.ariaLabel = label;
  return field;
}

/**
 * The usual ground of a type, as the style sheets have it: a colour field must show something.
 * @param {MarkType} type
 * @param {Settings['look']} look
 */
function groundOf(type, look) {
  const ground = getComputedStyle(document.documentElement).getPropertyValue(`--${type}${look === 'lines' ? '-line' : ''}`).trim();
  return /^#[0-9a-f]{6}$/i.test(ground) ? ground.toLowerCase() : '#ffffff';
}

/** @param {Partial<Settings>} part */
function save(part) {
  setText(byId('said'), '');
  show({ ...now, ...part });
  void change(part);
}

/** @param {Settings} next */
function show(next) {
  now = next;
  dress(next);
  for (const draw of rows.values()) draw(next);
  for (const radio of document.querySelectorAll('input[name="look"]')) {
    if (radio instanceof HTMLInputElement) radio.checked = radio.value === next.look;
  }
}

async function showSites() {
  const hosts = await sites();
  byId('no-sites').hidden = hosts.length > 0;
  byId('sites').replaceChildren(...hosts.map((host) => {
    const button = press('', 'Remove', async () => {
      await turnOff(host);
      await showSites();
      byId('sites').querySelector('button')?.focus();
    });
    button.setAttribute('aria-label', `Remove ${host}`);
    return make('li', '', host, button);
  }));
}
