/**
 * The axis of the timeline: days to pixels, in pieces. Each piece is even in itself. Where days would stand too close to
 * be told apart, the widest empty stretches are left out, and the axis is broken there. No document, no words.
 */

/** @typedef {{ start: number, end: number }} Stretch days; a single day ends where it starts */
/**
 * Days, and the pixels of the piece. `edges` are the days on which something begins or ends.
 * @typedef {{ from: number, to: number, left: number, right: number, edges: number[] }} Piece
 */
/** @typedef {{ pieces: Piece[], x: (day: number) => number }} Axis */

/** Pixels of a break. */
export const BREAK = 18;
/** Pixels within a piece before its first and after its last day: half a dot and some air. */
export const PAD = 14;
/** Pixels below which a piece is not made narrower: the label of one day fits. */
const LEAST = 68;
/** Days nearer than this, in pixels, are crowded. */
const CROWDED = 16;
/** The part of a piece that must be empty for a break to help. */
const WORTH = 0.25;

/**
 * @param {readonly Stretch[]} stretches
 * @param {number} width in pixels
 * @returns {Axis}
 */
export function axisOf(stretches, width) {
  const starts = ascending(stretches.map(({ start }) => start));
  const edges = ascending(stretches.flatMap(({ start, end }) => [start, end]));
  const filled = filledEdges(stretches, edges);
  const most = Math.max(1, Math.floor((width + BREAK) / (LEAST + BREAK)));
  let groups = edges.length === 0 ? [] : [edges];
  let pieces = layOut(groups, starts, width);
  while (groups.length < most) {
    const cut = bestCut(groups, pieces, { starts, filled });
    if (!cut) break;
    const group = groups[cut.group] ?? [];
    groups = groups.toSpliced(cut.group, 1, group.slice(0, cut.at), group.slice(cut.at));
    pieces = layOut(groups, starts, width);
  }
  return { pieces, x: (day) => position(pieces, day) };
}

/**
 * The edges before which some stretch goes on: time that an interval fills is not empty, and is cut only at need.
 * @param {readonly Stretch[]} stretches
 * @param {number[]} edges
 * @returns {Set<number>}
 */
function filledEdges(stretches, edges) {
  const sorted = [...stretches].sort((a, b) => a.start - b.start);
  let next = 0;
  let reach = -Infinity;
  return new Set(
    edges.filter((edge) => {
      for (; (sorted[next]?.start ?? Infinity) < edge; next += 1) reach = Math.max(reach, sorted[next]?.end ?? reach);
      return reach >= edge;
    }),
  );
}

/**
 * The widest stretch to leave out of a piece in which days are crowded; an empty one before one that an interval fills.
 * @param {number[][]} groups
 * @param {Piece[]} pieces
 * @param {{ starts: number[], filled: Set<number> }} days
 * @returns {{ group: number, at: number, pixels: number } | undefined}
 */
function bestCut(groups, pieces, { starts, filled }) {
  /** @type {{ group: number, at: number, pixels: number } | undefined} */
  let best;
  for (const [index, group] of groups.entries()) {
    const piece = pieces[index];
    if (!piece || piece.from === piece.to) continue;
    const perDay = (piece.right - piece.left - 2 * PAD) / (piece.to - piece.from);
    const own = starts.filter((day) => day >= piece.from && day <= piece.to);
    if (!own.some((day, at) => at > 0 && (day - (own[at - 1] ?? day)) * perDay < CROWDED)) continue;
    const gaps = group.map((day, at) => (at === 0 ? 0 : day - (group[at - 1] ?? day)));
    const least = Math.max(WORTH * (piece.to - piece.from), (2 * BREAK) / perDay);
    const empty = gaps.map((days, at) => (filled.has(group[at] ?? 0) ? 0 : days));
    const widths = empty.some((days) => days >= least) ? empty : gaps;
    const gap = widths.reduce((most, days) => Math.max(most, days), 0);
    if (gap >= least && (!best || gap * perDay > best.pixels)) {
      best = { group: index, at: widths.indexOf(gap), pixels: gap * perDay };
    }
  }
  return best;
}

/**
 * Each piece gets the least that it needs, and of what is left more where more begins.
 * @param {number[][]} groups
 * @param {number[]} starts
 * @param {number} width
 * @returns {Piece[]}
 */
function layOut(groups, starts, width) {
  const room = width - BREAK * (groups.length - 1);
  const least = Math.min(LEAST, room / groups.length);
  const ends = groups.map((edges) => ({ from: edges[0] ?? 0, to: edges.at(-1) ?? 0, edges }));
  const weights = ends.map(({ from, to }) => starts.filter((day) => day >= from && day <= to).length);
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  let left = 0;
  return ends.map(({ from, to, edges }, index) => {
    const right = left + least + ((room - least * groups.length) * (weights[index] ?? 0)) / all;
    const piece = { from, to, left, right, edges };
    left = right + BREAK;
    return piece;
  });
}

/**
 * @param {Piece[]} pieces
 * @param {number} day
 * @returns {number}
 */
function position(pieces, day) {
  let before = 0;
  for (const { from, to, left, right } of pieces) {
    // A day that is left out stands in the break.
    if (day < from) return (before + left) / 2;
    if (day <= to) {
      const share = from === to ? 0.5 : (day - from) / (to - from);
      return left + PAD + share * (right - left - 2 * PAD);
    }
    before = right;
  }
  return before;
}

/**
 * @param {number[]} days
 * @returns {number[]} each once
 */
function ascending(days) {
  return [...new Set(days)].sort((a, b) => a - b);
}
