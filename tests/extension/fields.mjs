/** Where people write, nothing is marked, and writing goes on. */

import assert from 'node:assert/strict';
import { FOUND, STORY, page } from './stories.mjs';

const LETTER = 'Dear Harald Nyman, Clara Whitmore came to Oslo on 3 June 2021.';
const PLACES = {
  editor: `<div id="editor" contenteditable="true">${LETTER}</div>`,
  area: `<textarea id="area" cols="70">${LETTER}</textarea>`,
  line: `<input id="line" size="70" value="${LETTER}">`,
};

export function fields(scene) {
  for (const [id, html] of Object.entries(PLACES)) {
    scene(`writing in: ${id}`, (site) => site.put(page(`${STORY}${html}`)), {
      act: async (tab) => {
        await tab.read();
        assert.deepEqual(await tab.marked(), FOUND);
        await tab.page.focus(`#${id}`);
        await tab.page.keyboard.type('Anna Duval says ');
        const written = await tab.evaluate((of) => {
          const element = document.getElementById(of);
          return element.value ?? element.textContent;
        }, id);
        assert.equal(written.replace('Anna Duval says ', ''), LETTER);
        assert.ok(written.includes('Anna Duval says '), written);
        assert.deepEqual(await tab.marked(), FOUND);
        assert.equal(await tab.evaluate(() => document.activeElement.id), id);
      },
    });
  }

  scene('a paragraph that becomes a field loses its marks, and gets them back', (site) => site.put(page(STORY)), {
    act: async (tab) => {
      await tab.read();
      await tab.evaluate(() => (document.querySelector('#second').contentEditable = 'true'));
      await tab.marksAre({
        person: ['Martin Osgood', 'Anna Duval', 'Henrik Solberg', 'Rosalind Keating', 'Anna Duval'],
        organization: ['North Holm Fund', 'United Nations'],
        place: ['Tarn', 'Geneva', 'Bristol'],
        date: ['14 March 2024', '2 May 2023', 'Friday'],
      });
      await tab.evaluate(() => document.querySelector('#second').removeAttribute('contenteditable'));
      await tab.marksAre(FOUND);
    },
  });
}
