import type { Incidence } from '#hypergraph/incidence.ts';

/**
 * One 0/1 matrix with the row and column sums given, or null where there is none
 * (Gale and Ryser): longest rows first, each takes the columns that still want
 * most.
 * @remarks Time O(incidences + rows · log columns + sorting).
 */
export function matrixWithMargins(
  rowSums: Uint32Array,
  columnSums: Uint32Array,
): Incidence | null {
  const wanted = columnSums.slice();
  const order = Uint32Array.from(wanted.keys());
  order.sort((a, b) => wanted[b]! - wanted[a]! || a - b);
  const offsets = new Uint32Array(rowSums.length + 1);
  for (let row = 0; row < rowSums.length; row++) {
    offsets[row + 1] = offsets[row]! + rowSums[row]!;
  }
  if (offsets.at(-1) !== columnSums.reduce((sum, value) => sum + value, 0)) {
    return null;
  }
  const members = new Uint32Array(offsets.at(-1)!);
  const rows = Uint32Array.from(rowSums.keys());
  rows.sort((a, b) => rowSums[b]! - rowSums[a]! || a - b);
  for (const row of rows) {
    const size = rowSums[row]!;
    if (size === 0) break;
    if (size > order.length) return null;
    const least = wanted[order[size - 1]!]!;
    if (least === 0) return null;
    // Of the columns that want `least`, the last ones: the order stays descending.
    const first = firstAtMost(order, wanted, least);
    const last = firstAtMost(order, wanted, least - 1);
    let at = offsets[row]!;
    for (let i = 0; i < first; i++) members[at++] = order[i]!;
    for (let i = last - (size - first); i < last; i++)
      members[at++] = order[i]!;
    for (let i = offsets[row]!; i < at; i++) wanted[members[i]!]!--;
    members.subarray(offsets[row], at).sort();
  }
  return { offsets, members };
}

/** First position of the descending order whose column wants at most `value`. */
function firstAtMost(
  order: Uint32Array,
  wanted: Uint32Array,
  value: number,
): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (wanted[order[middle]!]! > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
