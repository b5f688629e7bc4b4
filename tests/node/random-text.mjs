/** Random texts that look like news to the engine and like trouble to anything that counts characters. */

import { generator } from '../../scripts/random.mjs';

const WORDS = 'the said that on in of Minister meeting officials talks may will march against Friday will reports'.split(' ');
const NAMES = ['Sergei Lavrov', 'John Kerry', 'al-Assad', 'Lakhdar Brahimi', 'U.N.', 'Moscow', 'Zoë Müller', 'Gen. Smith', 'Sunday Times'];
const DATES = ['January 13', 'last Friday', 'March 2011', 'September', '2014-01-13', 'Jan. 3, 2014', 'yesterday', '10 a.m.', 'May'];
const EMOJI = ['🎉', '👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇫🇷', '𝒳', '☃︎'];
const MARKS = ['é', 'n̈', 'ạ̀̂', 'क्षि', 'ก็', '\u0301'];
const SPACES = [' ', ' ', ' ', ' ', '\r\n', '\n', '\n\n', '\u00A0', '\u200B', '\u2028', '\t', '\u202F', '', '\uFEFF', '\r'];
const SCRIPTS = ['北京', '東京で', '서울', 'שלום', 'مرحبا', 'Москва', 'Ελλάδα', '\u202Eabc\u202C', 'ﬁ', 'ẞ', 'İ'];
const SIGNS = ['.', ',', '.', '?', '!', '“', '”', '"', '’s', ' - ', ' — ', '(', ')', '…', ';', '<b>', '&amp;', '\0', '”.“'];
const QUOTES = ['“We agreed,” Lavrov said.', '"No," said Kerry.', 'Kerry told reporters: “We 👍🏽 will see.”'];

/** `count` texts, always the same. */
export function randomTexts(count) {
  const random = generator(20_140_113);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const piece = () => {
    const kinds = [WORDS, WORDS, WORDS, NAMES, NAMES, DATES, EMOJI, MARKS, SCRIPTS, SIGNS, SIGNS, QUOTES];
    return random() < 0.03 ? anyCharacter(random) : pick(pick(kinds));
  };
  return Array.from({ length: count }, () => {
    const pieces = Array.from({ length: Math.floor(random() * 30) }, () => piece() + pick(SPACES));
    return pieces.join('');
  });
}

/** Any code point but the surrogates, which no UTF-8 can hold. */
function anyCharacter(random) {
  const point = Math.floor(random() * 0x110000);
  return point >= 0xd800 && point <= 0xdfff ? '\uFFFD' : String.fromCodePoint(point);
}
