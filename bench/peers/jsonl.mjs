/**
 * `node bench/peers/jsonl.mjs CONTESTANT TASK < LINES`: what `whowhen --jsonl --offsets codepoint` is for us, for each contestant in
 * JavaScript, so that one scorer reads all: `{"id", "text" or "html", "published"?, "url"?}` in, `{"id", ...analysis}` out.
 */

import { createInterface } from 'node:readline';
import { contestant } from '../contestants/index.mjs';

const [id, task] = process.argv.slice(2);
const { start, run, answer } = await contestant(id);
// The answers have the output for themselves.
for (const way of ['log', 'info', 'warn', 'error', 'debug']) console[way] = () => {};
await start(task);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await read(JSON.parse(line)))}\n`);
}

async function read({ id: key, text, html, published, url }) {
  const known = { ...(published && { published: published.slice(0, 10) }), ...(url && { url }) };
  try {
    const input = text ?? html;
    return { id: key, ...inCodePoints(answer(await run(input, known), input, known)) };
  } catch (error) {
    return { id: key, error: { code: 'failed', message: String(error?.message ?? error) } };
  }
}

/** The part of an analysis that is scored, its positions in Unicode code points. */
function inCodePoints({ text, mentions, dates, article }) {
  const at = codePoints(text);
  const moved = (list = []) => list.map((item) => ({ ...item, start: at(item.start), end: at(item.end) }));
  const facts = article && { ...article, blocks: moved(article.blocks) };
  return { text, mentions: moved(mentions), dates: moved(dates), article: facts };
}

function codePoints(text) {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return (unit) => unit;
  const before = new Uint32Array(text.length + 1);
  for (let unit = 0, point = 0; unit < text.length; point += 1) {
    const length = text.codePointAt(unit) > 0xffff ? 2 : 1;
    before.fill(point, unit, unit + length);
    unit += length;
    before[unit] = point + 1;
  }
  return (unit) => before[unit];
}
