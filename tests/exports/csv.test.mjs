/** CSV, by csv-parse: the words are those of the text, and no cell is a formula. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { exported, marks } from './support.mjs';

/** What spreadsheets evaluate, behind white space too. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const NUMERIC = new Set(['latitude', 'longitude', 'score', 'start', 'end']);

for (const { name, analysis, text, content } of exported('csv')) {
  test(`${name}: a table`, () => {
    assert.ok(content.split('\r\n').length >= analysis.mentions.length + analysis.dates.length + 1);
    const rows = parse(content, { columns: true, record_delimiter: '\r\n', relax_column_count: false });
    const want = marks(analysis);
    assert.equal(rows.length, want.length);
    for (const [at, row] of rows.entries()) {
      const mark = want[at];
      for (const [column, cell] of Object.entries(row)) {
        if (NUMERIC.has(column)) assert.ok(cell === '' || NUMBER.test(cell), `${column} ${cell}`);
        else assert.ok(!FORMULA.test(cell), `${column}: ${JSON.stringify(cell)}`);
      }
      const words = text.slice(Number(row.start), Number(row.end));
      assert.equal(row.words.replace(/^'(?=[\s\p{C}]*[=+\-@])/u, ''), words);
      assert.deepEqual([Number(row.start), Number(row.end)], [mark.start, mark.end]);
      if (mark.of) {
        const { role = '', place } = mark.of;
        assert.deepEqual([row.type, row.name, row.role, Number(row.score)], [mark.type, mark.name, role, mark.score]);
        assert.deepEqual([row.country, row.kind], [place?.country ?? '', place?.kind ?? '']);
        assert.equal(row.latitude, String(place?.latitude ?? ''));
      } else {
        const plain = (cell) => cell.replace(/^'/, '');
        assert.deepEqual(
          [row.type, row.name, row.kind, row.value, row.basis, plain(row.earliest), plain(row.latest)],
          ['date', mark.value, mark.kind, mark.value, mark.basis, mark.earliest ?? '', mark.latest ?? ''],
        );
      }
    }
  });
}
