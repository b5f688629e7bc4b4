/** Puts things that lie along a line into lanes, so that no two touch. Pixels only: no document, no days. */

/**
 * @typedef {object} Extent
 * @property {number} left
 * @property {number} right
 * @property {{ left: number, right: number } | null} labelled with its label; `null` when it shall have none
 */

/**
 * Each goes into the first lane where it has room with its label; where no lane has, its label is dropped.
 * @param {readonly Extent[]} extents in the order of their left ends
 * @param {number} most lanes that labels may open
 * @returns {{ lane: number, label: boolean }[]}
 */
export function inLanes(extents, most) {
  /** Where the last one of each lane ends. @type {number[]} */
  const ends = [];
  const laneFor = (/** @type {number} */ left) => {
    const lane = ends.findIndex((end) => end <= left);
    return lane < 0 ? ends.length : lane;
  };
  return extents.map(({ left, right, labelled }) => {
    const lane = labelled ? laneFor(labelled.left) : Infinity;
    if (labelled && lane < most) {
      ends[lane] = labelled.right;
      return { lane, label: true };
    }
    const bare = laneFor(left);
    ends[bare] = right;
    return { lane: bare, label: false };
  });
}
