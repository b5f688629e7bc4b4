/** A place on the map: the land around it, and where that is in the world. */

import { shape } from './elements.js';

/** Degrees of the window around the place. */
const WIDTH = 60;
const HEIGHT = 34;

/** The outline of the land, fetched with the first map. @type {Promise<string> | null} */
let land = null;

/**
 * A map with the place in its middle. It is there at once, and the land comes when its outline is loaded.
 * @param {{ latitude: number, longitude: number, label: string }} place `label` says in words what the map shows
 * @returns {HTMLElement}
 */
export function drawMap({ latitude, longitude, label }) {
  const figure = document.createElement('figure');
  figure.className = 'map';
  const middle = { east: longitude, south: -latitude };
  const top = Math.max(-90, Math.min(90 - HEIGHT, middle.south - HEIGHT / 2));
  const window = { x: middle.east - WIDTH / 2, y: top };

  const region = shape('svg', { viewBox: `${window.x} ${window.y} ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label });
  const world = shape('svg', { viewBox: '-180 -90 360 180', class: 'world', 'aria-hidden': 'true' });
  // The world ends at 180°, and a window may look over its edge.
  const around = [-360, 0, 360].map((shift) => shape('path', { class: 'land', transform: `translate(${shift} 0)` }));
  const whole = [-360, 0, 360].map((shift) => shape('path', { class: 'land', transform: `translate(${shift} 0)` }));
  region.append(...around, shape('circle', { class: 'spot', cx: middle.east, cy: middle.south, r: 0.9 }));
  const frame = [-360, 0, 360].map((shift) => shape('rect', { class: 'window', x: window.x + shift, y: window.y, width: WIDTH, height: HEIGHT }));
  world.append(...whole, ...frame, shape('circle', { class: 'spot', cx: middle.east, cy: middle.south, r: 7 }));

  const caption = document.createElement('figcaption');
  caption.append('Map: Natural Earth');
  const sheet = document.createElement('div');
  sheet.append(region, world);
  figure.append(sheet, caption);
  land ??= import('./vendor/world.js').then(({ LAND }) => LAND);
  land.then(
    (outline) => {
      for (const path of [...around, ...whole]) path.setAttribute('d', outline);
      figure.dataset.land = 'drawn';
    },
    () => {
      // The next map asks again.
      land = null;
      sheet.remove();
      caption.textContent = 'The map could not be loaded.';
    },
  );
  return figure;
}
