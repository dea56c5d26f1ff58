import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * One step of the walk row → one of its columns → one of its rows, each drawn
 * uniformly. Rows without columns stay where they are.
 * @param from - Probability of each row.
 * @returns The same after the step; O(incidences).
 */
export function walkStep(
  rows: Incidence,
  columns: Incidence,
  from: Float64Array,
): Float64Array {
  const share = new Float64Array(rowCount(columns));
  const to = new Float64Array(from.length);
  for (let row = 0; row < from.length; row++) {
    const degree = rowLength(rows, row);
    if (degree === 0) to[row] = from[row]!;
    if (from[row] === 0) continue;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      share[rows.members[q]!]! += from[row]! / degree;
    }
  }
  for (let column = 0; column < share.length; column++) {
    if (share[column] === 0) continue;
    const each = share[column]! / rowLength(columns, column);
    const end = columns.offsets[column + 1]!;
    for (let q = columns.offsets[column]!; q < end; q++) {
      to[columns.members[q]!]! += each;
    }
  }
  return to;
}

/** Σ |x P − x|. */
export function transitionResidual(
  rows: Incidence,
  columns: Incidence,
  x: Float64Array,
): number {
  const moved = walkStep(rows, columns, x);
  return moved.reduce((sum, value, row) => sum + Math.abs(value - x[row]!), 0);
}
