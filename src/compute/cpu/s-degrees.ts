import { rowCount, type Incidence } from '#hypergraph/incidence.ts';

/**
 * For each row, its columns of length at least `s`.
 * @returns Length = rows.
 * @remarks Time O(incidences).
 */
export function sDegrees(
  rows: Incidence,
  columns: Incidence,
  s: number,
): Uint32Array {
  const { offsets, members } = columns;
  const degrees = new Uint32Array(rowCount(rows));
  for (let column = 0; column < offsets.length - 1; column++) {
    const end = offsets[column + 1]!;
    if (end - offsets[column]! < s) continue;
    for (let q = offsets[column]!; q < end; q++) degrees[members[q]!]!++;
  }
  return degrees;
}
