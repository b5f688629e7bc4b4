/** What the extension does in a browser, whichever it is. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessibility } from './accessibility.mjs';
import { background } from './background.mjs';
import { changes } from './changes.mjs';
import { fields } from './fields.mjs';
import { corrections } from './corrections.mjs';
import { marks } from './marks.mjs';
import { panel } from './panel.mjs';
import { refused } from './refused.mjs';
import { selection } from './selection.mjs';
import { sites } from './sites.mjs';
import { tabs } from './tabs.mjs';
import { trees } from './trees.mjs';

const SUBJECTS = { marks, trees, fields, changes, refused, panel, corrections, tabs, selection, sites, background, accessibility };

/** A policy may forbid the picture that browsers ask for by themselves; Firefox tells of every answer to a page that was left. */
const OWN = /^img-src .*favicon|favicon\.ico|^Promise resolved after context unloaded/;

/** @param {typeof import('./chromium.mjs')} driver */
export function suite(driver) {
  before(() => driver.start());
  after(() => driver.stop());

  /**
   * One test in a tab of its own. At its end nothing may have gone wrong, and nobody may have been asked for anything.
   * @param {string} title
   * @param {(site: import('./site.mjs').Site) => string} make puts the page on the site and gives its address
   * @param {{ act: (tab: import('./tab.mjs').Tab, t: import('node:test').TestContext) => Promise<void>, skip?: string, todo?: string, trouble?: RegExp }} what
   *   `trouble` is what the page itself complains of
   */
  const scene = (title, make, { act, skip, todo, trouble }) =>
    test(title, { skip: skip ?? false, todo: todo ?? false }, async (t) => {
      const tab = await driver.open(t, make);
      await act(tab, t);
      assert.deepEqual((await tab.trouble()).filter((words) => !trouble?.test(words) && !OWN.test(words)), [], 'trouble');
      assert.deepEqual(tab.site.requests, [], 'requests');
    });

  for (const [subject, tests] of Object.entries(SUBJECTS)) describe(`${driver.name}, ${subject}`, () => tests(scene, driver));
}
