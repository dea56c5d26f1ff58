import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Columns that the two rows of each listed pair share.
 * @param rows - Every row strictly ascending.
 * @param left - Rows, length P.
 * @param right - Rows, length P.
 * @returns Length = P.
 * @throws PolyadError CANCELLED
 * @remarks Merges the two lists: time O(Σ of both lengths).
 */
export function commonMembers(
  rows: Incidence,
  left: Uint32Array,
  right: Uint32Array,
  options: LoopOptions = {},
): Uint32Array {
  const { offsets, members } = rows;
  const watch = new LoopWatch(left.length, options);
  const shared = new Uint32Array(left.length);
  for (let pair = 0; pair < left.length; pair++) {
    const a = left[pair]!;
    const b = right[pair]!;
    let i = offsets[a]!;
    let j = offsets[b]!;
    const iEnd = offsets[a + 1]!;
    const jEnd = offsets[b + 1]!;
    while (i < iEnd && j < jEnd) {
      const difference = members[i]! - members[j]!;
      if (difference === 0) shared[pair]!++;
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
    watch.step(pair, rowLength(rows, a) + rowLength(rows, b));
  }
  watch.finish();
  return shared;
}
