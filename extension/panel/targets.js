/** Between what a page speaks of, the places in an analysis, and what our lists speak of, the paints of its model. */

/** @typedef {import('../dom/index.js').Target} Target */
/** @typedef {import('../page/model.js').Model} Model */

/**
 * @param {Model} model
 * @param {number} paint
 * @returns {Target | null}
 */
export function targetOf({ analysis, paints }, paint) {
  const { start = -1, type } = paints[paint] ?? {};
  const list = type === 'date' ? analysis.dates : analysis.mentions;
  const index = list.findIndex((span) => span.start === start);
  if (index < 0) return null;
  return type === 'date' ? { date: index } : { mention: index };
}

/**
 * @param {Model} model
 * @param {Target} target
 * @returns {number} below zero where there is none
 */
export function paintOf({ analysis, paints }, target) {
  const span = 'date' in target ? analysis.dates[target.date] : analysis.mentions[target.mention];
  return paints.findIndex(({ start, end }) => start === span?.start && end === span.end);
}
