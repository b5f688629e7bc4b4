/** The charts of the report: plain SVG, readable in light and dark, with the figures written beside what they belong to. */

const WORDS = { names: 'names', dates: 'dates', articles: 'articles out of pages' };

const STYLE = `<style>
text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#1f2328}
.head{font-weight:600;font-size:15px}.small{font-size:11px;fill:#59636e}.ours{fill:#0b6bcb}.theirs{fill:#8c959f}
.bold{font-weight:600}.grid{stroke:#d1d9e0}.spread{stroke:#1f2328}.line{fill:none;stroke-width:2;stroke:#8c959f}.line.ours{fill:none;stroke:#0b6bcb}.native{stroke-dasharray:5 3}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9198a1}.ours{fill:#58a6ff}text.ours{fill:#58a6ff}.grid{stroke:#30363d}.spread{stroke:#e6edf3}.line.ours{fill:none;stroke:#58a6ff}}
</style>`;

const escape = (words) => String(words).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (number) => Number(number.toFixed(1));

/** Two digits that count, with the unit a thousand times larger where that is shorter: `2.6 M`, `31 k`. */
export function short(number) {
  const [scale, unit] = number >= 1e6 ? [1e6, ' M'] : number >= 1e3 ? [1e3, ' k'] : [1, ''];
  const value = number / scale;
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))}${unit}`;
}

function svg({ width, height, title, description }, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">${escape(title)}</title>
<desc id="desc">${escape(description)}</desc>
${STYLE}
${parts.join('\n')}
</svg>
`;
}

const text = (x, y, words, attributes = '') => `<text x="${round(x)}" y="${round(y)}"${attributes && ` ${attributes}`}>${escape(words)}</text>`;

const WIDTH = 760;
const LEFT = 250;
const RIGHT = 90;
const ROW = 24;
const HEAD = 52;

/** Speed as bars on a scale of tens, the spread as a thin line on each. */
export function speedChart({ tasks }) {
  const parts = [];
  const said = [];
  let y = 8;
  for (const [task, { rows, unit }] of Object.entries(tasks)) {
    const lowest = 10 ** Math.floor(Math.log10(Math.min(...rows.map(({ speed }) => speed.min))));
    const highest = Math.max(...rows.map(({ speed }) => speed.max));
    const scale = (value) => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log10(value / lowest)) / Math.log10(highest / lowest);
    parts.push(text(0, y + 18, `${unit === 'bytes' ? 'Bytes of HTML' : 'Characters'} a second: ${WORDS[task]}`, 'class="head"'));
    const [top, bottom] = [y + HEAD - 12, y + HEAD + rows.length * ROW - 6];
    for (let tick = lowest; tick <= highest; tick *= 10) {
      parts.push(`<line class="grid" x1="${round(scale(tick))}" x2="${round(scale(tick))}" y1="${top}" y2="${bottom}"/>`);
      parts.push(text(scale(tick), top - 2, short(tick), 'class="small" text-anchor="middle"'));
    }
    for (const [at, { name, where, ours, speed }] of rows.entries()) {
      const middle = y + HEAD + at * ROW;
      parts.push(text(LEFT - 8, middle + 5, `${name}, ${where}`, `text-anchor="end"${ours ? ' class="bold"' : ''}`));
      parts.push(`<rect class="${ours ? 'ours' : 'theirs'}" x="${LEFT}" y="${middle - 8}" width="${round(Math.max(1, scale(speed.median) - LEFT))}" height="16" rx="2"/>`);
      parts.push(`<line class="spread" x1="${round(scale(speed.min))}" x2="${round(scale(speed.max))}" y1="${middle}" y2="${middle}"/>`);
      parts.push(text(Math.max(scale(speed.median), scale(speed.max)) + 6, middle + 5, short(speed.median), ours ? 'class="bold"' : ''));
    }
    said.push(`${WORDS[task]}: ${rows.map(({ name, where, speed }) => `${name} (${where}) ${short(speed.median)}`).join(', ')}`);
    y += HEAD + rows.length * ROW + 14;
  }
  const title = 'How much each reads in a second';
  return svg({ width: WIDTH, height: y, title, description: `Bars on a logarithmic scale, more is better. ${said.join('. ')}.` }, parts);
}

const PLOT = { left: 52, right: 235, top: 40, height: 230, gap: 46 };

/** Seconds by length, both on a scale of tens: a line as steep as the grid's diagonal is linear time. */
export function growthChart({ growth, atMost }) {
  const parts = [];
  const said = [];
  let y = 0;
  for (const [task, curves] of Object.entries(growth)) {
    const points = curves.flatMap((curve) => curve.points);
    if (points.length === 0) continue;
    const ends = (numbers, grow) => [10 ** Math.floor(Math.log10(Math.min(...numbers)) + 1e-9), grow * 10 ** Math.ceil(Math.log10(Math.max(...numbers)) - 1e-9)];
    const across = ends(points.map(([size]) => size), 1);
    const up = ends(points.map(([, seconds]) => seconds), 1);
    const width = WIDTH - PLOT.left - PLOT.right;
    const bottom = y + PLOT.top + PLOT.height;
    const x = (size) => PLOT.left + (width * Math.log10(size / across[0])) / Math.max(1, Math.log10(across[1] / across[0]));
    const h = (seconds) => bottom - (PLOT.height * Math.log10(seconds / up[0])) / Math.log10(up[1] / up[0]);
    const unit = task === 'articles' ? 'bytes of HTML' : 'characters';
    parts.push(text(0, y + 18, `Seconds for so many ${unit}: ${WORDS[task]}`, 'class="head"'));
    for (let tick = across[0]; tick <= across[1] * 1.01; tick *= 10) {
      parts.push(`<line class="grid" x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${y + PLOT.top}" y2="${bottom}"/>`);
      parts.push(text(x(tick), bottom + 16, short(tick), 'class="small" text-anchor="middle"'));
    }
    for (let tick = up[0]; tick <= up[1] * 1.01; tick *= 10) {
      parts.push(`<line class="grid" x1="${PLOT.left}" x2="${PLOT.left + width}" y1="${round(h(tick))}" y2="${round(h(tick))}"/>`);
      parts.push(text(PLOT.left - 6, h(tick) + 4, duration(tick), 'class="small" text-anchor="end"'));
    }
    const drawn = curves.filter((curve) => curve.points.length > 0);
    for (const { points: own, ours, where } of drawn) {
      const kind = `${ours ? ' ours' : ''}${where.startsWith('native') ? ' native' : ''}`;
      parts.push(`<polyline class="line${kind}" points="${own.map(([size, seconds]) => `${round(x(size))},${round(h(seconds))}`).join(' ')}"/>`);
    }
    const labels = drawn.map(({ name, where, ours, points: own, ended }) => {
      const [size, seconds] = own.at(-1);
      return { words: `${name}, ${where}`, ours, ended, seconds, size, at: h(seconds) + 4 };
    });
    for (const { words, ours, ended, size, seconds, at, wanted } of apart(labels)) {
      const from = x(size) + 4;
      parts.push(`<line class="grid" x1="${round(from)}" y1="${round(wanted - 4)}" x2="${PLOT.left + width + 8}" y2="${round(at - 4)}"/>`);
      parts.push(text(PLOT.left + width + 10, at, `${words}${ended ? ' †' : ''}`, ours ? 'class="ours bold"' : ''));
      said.push(`${WORDS[task]}, ${words}: ${duration(seconds)} for ${short(size)}${ended ? `, then ${ended.why}` : ''}`);
    }
    y = bottom + PLOT.gap;
  }
  parts.push(text(0, y, `† stopped at the next size: more than ${atMost} s, or failed. Dashed: native.`, 'class="small"'));
  return svg({ width: WIDTH, height: y + 10, title: 'How the time grows with the length', description: `Both scales are logarithmic. ${said.join('. ')}.` }, parts);
}

/** Labels moved so that none covers another; `wanted` is where each would stand. */
function apart(labels) {
  const sorted = labels.map((label) => ({ ...label, wanted: label.at })).sort((one, other) => one.at - other.at);
  for (const [index, label] of sorted.entries()) if (index > 0) label.at = Math.max(label.at, sorted[index - 1].at + 15);
  return sorted;
}

/** Seconds, in the unit in which they are read. */
export function duration(seconds) {
  const [value, unit] = seconds >= 1 ? [seconds, 's'] : seconds >= 1e-3 ? [seconds * 1e3, 'ms'] : [seconds * 1e6, 'µs'];
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} ${unit}`;
}
