/** The article that a peer gives as HTML, as text and blocks, which is what the scorer compares. */

const BREAKS = new Set(['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'BR', 'DD', 'DIV', 'DL', 'DT', 'FIGCAPTION', 'FIGURE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'LI', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TD', 'TH', 'TR', 'UL']);

const stated = (text) => (text ? { text } : null);

/**
 * @param {(html: string) => { document: Document }} parseHTML of linkedom
 * @param {{ html?: string, title?: string, byline?: string, date?: string }} article
 */
export function articleOf(parseHTML, { html = '', title, byline, date }) {
  const { document } = parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`);
  const lines = linesIn(document.body);
  const blocks = [];
  let text = '';
  for (const line of lines) {
    blocks.push({ kind: 'paragraph', start: text.length, end: text.length + line.length });
    text += `${line}\n`;
  }
  const published = date ? { date } : null;
  return { text, mentions: [], dates: [], article: { title: stated(title), byline: stated(byline), published, blocks } };
}

/** Not recursive: pages nest deeper than the stack. */
function linesIn(body) {
  const lines = [''];
  const stack = [body];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === '\n') lines.push('');
    else if (node.nodeType === 3) lines[lines.length - 1] += node.data;
    else if (node.nodeType === 1 && node.localName !== 'script' && node.localName !== 'style') {
      const children = [...node.childNodes].reverse();
      stack.push(...(BREAKS.has(node.nodeName.toUpperCase()) ? ['\n', ...children, '\n'] : children));
    }
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}
