/** wink-nlp with its model for the web. The model knows no person, organisation or place: it can be measured on dates alone. */

export const name = 'wink-nlp';
export const where = 'Node';
export const tasks = ['dates'];
export const packages = { dates: ['wink-nlp', 'wink-eng-lite-web-model'] };
export const note = 'finds dates, but gives them no value; its model has no names';
export const ships = () => ({ source: "import wink from 'wink-nlp'; import model from 'wink-eng-lite-web-model'; export default wink(model);" });

const KINDS = { DATE: 'date', TIME: 'time', DURATION: 'duration' };

let nlp;

export async function start() {
  const [{ default: wink }, { default: model }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
  nlp = wink(model);
}

export function run(text) {
  const doc = nlp.readDoc(text);
  return { doc, details: doc.entities().out(nlp.its.detail), spans: doc.entities().out(nlp.its.span) };
}

export const count = ({ details }) => details.length;

/** It counts tokens, so where they stand in the text is counted here, from the spaces before each. */
export function answer({ doc, details, spans }, text) {
  const words = doc.tokens().out();
  const starts = [];
  let at = 0;
  for (const word of words) {
    at = Math.max(at, text.indexOf(word, at));
    starts.push(at);
    at += word.length;
  }
  const dates = details.flatMap(({ type }, index) => {
    const [first, last] = spans[index];
    const kind = KINDS[type];
    return kind ? [{ start: starts[first], end: starts[last] + words[last].length, kind, value: '' }] : [];
  });
  return { text, mentions: [], dates };
}
