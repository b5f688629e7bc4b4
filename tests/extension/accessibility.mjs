/** axe over the states of the panel and over the options, and the way by keyboard. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';
import { pressRow } from './panel.mjs';
import { STORY, page } from './stories.mjs';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** All rules of axe. */
async function check(panel, state) {
  await panel.inject(AXE);
  const { found, passed } = await panel.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    const said = ({ html, any, all, none }) => `${html.slice(0, 200)}\n    ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`;
    return { found: violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(said).join('\n  ')}`), passed: passes.map(({ id }) => id) };
  });
  assert.deepEqual(found, [], state);
  // Or the rules had nothing to look at.
  for (const rule of ['color-contrast', 'button-name', 'landmark-one-main']) assert.ok(passed.includes(rule), `${state}: ${rule} did not run`);
}

/** What has the focus, and whether that can be seen. */
const focused = () => {
  const element = document.activeElement;
  const ring = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    name: element.closest('#who, #when, #legend, #timeline-list, #together-rows')?.id || element.closest('.views')?.className || element.closest('[id]')?.id || element.localName,
    seen: ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 2,
    inSight: box.bottom > 0 && box.top < innerHeight && Boolean(hit && (element.contains(hit) || hit.contains(element))),
  };
};

/** All stops of the Tab key, once round. */
async function walk(panel) {
  const stops = [];
  for (let step = 0; step < 60; step += 1) {
    await panel.key('Tab');
    const stop = await panel.evaluate(focused);
    if (stop.name === 'body' || stop.name === 'BODY') break;
    if (stop.name !== stops.at(-1)?.name && stops.some(({ name }) => name === stop.name)) break;
    stops.push(stop);
  }
  return stops;
}

export function accessibility(scene) {
  for (const scheme of ['light', 'dark']) {
    scene(`axe, ${scheme}`, (site) => site.put(page(STORY)), {
      act: async (tab, t) => {
        await tab.read();
        const panel = await tab.lists();
        t.after(() => panel.scheme('light').catch(() => {}));
        await panel.scheme(scheme);
        await panel.until((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme);
        await check(panel, 'who');
        await pressRow(panel, 'London');
        await panel.click('#card-fold summary');
        await check(panel, 'details of a place, with the form');
        await panel.click('#card-form .kinds button:nth-child(2)');
        await panel.until(() => !document.querySelector('#corrections').hidden);
        await panel.click('#card-close');
        await check(panel, 'a correction');
        await panel.click('#legend [data-type="person"]');
        await panel.click('#export-open');
        await check(panel, 'the menu of exports, a type off');
        await panel.key('Escape');
        await panel.click('.views [data-view="when"]');
        await check(panel, 'when');
        await panel.evaluate(() => (document.body.dataset.phase = 'reading'));
        await check(panel, 'reading');
        await panel.evaluate(() => (document.body.dataset.phase = 'done'));
        await tab.unread();
        await panel.until(() => document.body.dataset.phase === 'empty');
        await check(panel, 'empty');
        await tab.go(tab.site.put(page('')));
        await tab.read();
        await panel.until(() => document.body.dataset.phase === 'failed');
        await check(panel, 'failed');
        await panel.click('#options');
        const options = await tab.options();
        await options.until(() => document.querySelector('#types').children.length > 0 && document.querySelector('#keys').children.length > 0);
        await options.scheme(scheme);
        await check(options, 'options');
        await options.close();
      },
    });
  }

  scene('Tab leads through the panel, and shows where it is', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await panel.evaluate(() => document.querySelector('#other-scope').focus());
      const stops = await walk(panel);
      const names = stops.map(({ name }) => name).filter((name, at, all) => name !== all[at - 1]);
      for (const name of ['remove', 'export-open', 'legend', 'views', 'who', 'together-rows', 'automatic', 'options']) assert.ok(names.includes(name), `${name} is not in ${names}`);
      for (const { name, seen, inSight } of stops) {
        assert.ok(seen, `${name}: the focus cannot be seen`);
        assert.ok(inSight, `${name}: out of sight`);
      }
      // From a row to its details and back, by keys alone.
      await panel.evaluate(() => document.querySelector('#who .row').focus());
      await panel.key('ArrowDown');
      await panel.key('Enter');
      await panel.until(() => document.querySelector('#card:not([hidden]) #card-name')?.textContent === 'Henrik Solberg');
      await panel.key('d');
      await panel.until(() => document.querySelector('#card').contains(document.activeElement));
      await panel.key('Escape');
      await panel.until(() => document.querySelector('#card').hidden);
      assert.ok(await panel.evaluate(() => document.activeElement.matches('.row')), 'the focus is back on the row');
    },
  });

  scene('Tab leads through the options', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      const panel = await tab.lists();
      await panel.click('#options');
      const options = await tab.options();
      await options.until(() => document.querySelector('#types').children.length > 0);
      await options.evaluate(() => document.querySelector('#types input').focus());
      const seen = [];
      for (let step = 0; step < 30; step += 1) {
        await options.key('Tab');
        const stop = await options.evaluate(() => {
          const element = document.activeElement;
          const ring = getComputedStyle(element);
          return { name: element.id || element.ariaLabel || element.type || element.localName, shown: ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 1 };
        });
        if (stop.name === 'body') break;
        seen.push(stop);
        if (stop.name === 'change-keys') break;
      }
      for (const name of ['Colour of People', 'Colour of Dates', 'radio', 'reset', 'change-keys']) assert.ok(seen.some((stop) => stop.name === name), `${name} is not in ${seen.map((stop) => stop.name)}`);
      for (const { name, shown } of seen) assert.ok(shown, `${name}: the focus cannot be seen`);
      await options.close();
    },
  });
}
