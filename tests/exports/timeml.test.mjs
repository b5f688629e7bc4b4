/** TimeML, by xmldom: the text is the article's, and TIMEX3 has the values of TimeML's grammar. Python reads it too. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { exported, inXml } from './support.mjs';

/** Values as TimeML 1.2.1 has them, in the parts that the engine writes. */
const YEAR = '(?:BC\\d{4}|\\d{4}|XXXX)';
const DAY = `${YEAR}-(?:(?:\\d\\d|XX)-(?:\\d\\d|XX)|W(?:\\d\\d|XX)-[1-7])`;
const VALUES = {
  DATE: new RegExp(`^(?:${DAY}|${YEAR}(?:-(?:\\d\\d|XX|W(?:\\d\\d|XX)(?:-WE)?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?|FY${YEAR}|(?:BC)?\\d{2,3}|XXX?|(?:PAST|PRESENT|FUTURE)_REF)$`),
  TIME: new RegExp(`^${DAY}T(?:MO|AF|EV|NI|DT|\\d\\d:\\d\\d(?::\\d\\d)?Z?)$`),
  DURATION: /^P(?=.)(?:(?:[\d.]+|X)(?:Y|M|WE|W|D|NI))*(?:T(?:(?:[\d.]+|X)[HMS])+)?$/,
  SET: /^(?:P.+|XXXX-.+)$/,
};
const MODS = 'BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE START MID END APPROX'.split(' ');
const ATTRIBUTES = 'tid type value mod temporalFunction functionInDocument anchorTimeID quant'.split(' ');

for (const { name, analysis, content } of exported('timeml')) {
  test(`${name}: TimeML`, () => {
    // It suspects U+FFFD of a wrong encoding; here it is meant.
    const onError = (level, message) => /^Unicode replacement/.test(message) || assert.fail(`${level}: ${message}`);
    const document = new DOMParser({ onError }).parseFromString(content, 'text/xml');
    assert.equal(document.documentElement.tagName, 'TimeML');
    const [text] = document.getElementsByTagName('TEXT');
    assert.equal(text.textContent, inXml(analysis.text));
    const marked = [...text.getElementsByTagName('TIMEX3')];
    assert.deepEqual(marked.map((timex) => timex.textContent), analysis.dates.map(({ start, end }) => inXml(analysis.text.slice(start, end))));
    const all = [...document.getElementsByTagName('TIMEX3')];
    const ids = new Set(all.map((timex) => timex.getAttribute('tid')));
    assert.equal(ids.size, all.length);
    assert.equal(ids.has('t0'), analysis.anchor.date !== null);
    for (const timex of all) {
      const { type, value, mod, temporalFunction, functionInDocument, anchorTimeID, quant } = Object.fromEntries(ATTRIBUTES.map((one) => [one, timex.getAttribute(one)]));
      for (const { name: attribute } of timex.attributes) assert.ok(ATTRIBUTES.includes(attribute));
      assert.match(value, VALUES[type]);
      assert.ok(!mod || MODS.includes(mod));
      assert.match(temporalFunction, /^(?:true|false)$/);
      assert.match(functionInDocument, /^(?:CREATION_TIME|NONE)$/);
      assert.ok(!anchorTimeID || ids.has(anchorTimeID));
      assert.ok(!quant || type === 'SET');
    }
  });
}
