import type { LoopWatch } from '#numeric/cancellation.ts';
import {
  gapBetween,
  gapToDiagonal,
  type DiagramPoint,
} from './diagram-gaps.ts';

/**
 * Least Σ gap^power over matchings of two diagrams, points one to one or to the
 * diagonal.
 * @remarks Shortest augmenting paths with potentials (Jonker and Volgenant 1987,
 * doi:10.1007/BF02278710) on left points by right points and a diagonal place
 * for each left one: O(left² · (left + right)).
 */
export function cheapestMatching(
  left: readonly DiagramPoint[],
  right: readonly DiagramPoint[],
  power: number,
  watch: LoopWatch,
): number {
  // leaving every right point to the diagonal is the base that partners change
  const alone = right.map((point) => gapToDiagonal(point) ** power);
  let total = alone.reduce((sum, cost) => sum + cost, 0);
  const rows = left.length;
  const columns = right.length + rows;
  const costs = left.map((point) => {
    const row = new Float64Array(columns).fill(gapToDiagonal(point) ** power);
    right.forEach((other, j) => {
      row[j] = gapBetween(point, other) ** power - alone[j]!;
    });
    return row;
  });
  const rowOf = assignRows(costs, columns, watch);
  rowOf.forEach((row, column) => {
    if (row >= 0) total += costs[row]![column]!;
  });
  return Math.max(0, total);
}

/** Gives each row a column of its own at least total cost. @returns Row of each column, or −1. */
function assignRows(
  costs: readonly Float64Array[],
  columns: number,
  watch: LoopWatch,
): Int32Array {
  const rowPotential = new Float64Array(costs.length);
  const columnPotential = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  costs.forEach((_, start) => {
    const from = new Int32Array(columns).fill(-1);
    const reach = new Float64Array(columns).fill(Infinity);
    const isDone = new Uint8Array(columns);
    const visited: number[] = [];
    let row = start;
    let column = -1;
    let distance = 0;
    for (;;) {
      const costsOfRow = costs[row]!;
      let nearest = -1;
      for (let j = 0; j < columns; j++) {
        if (isDone[j] === 1) continue;
        const length =
          distance + costsOfRow[j]! - rowPotential[row]! - columnPotential[j]!;
        if (length < reach[j]!) {
          reach[j] = length;
          from[j] = column;
        }
        if (nearest < 0 || reach[j]! < reach[nearest]!) nearest = j;
      }
      watch.step(start, columns);
      column = nearest;
      distance = reach[column]!;
      isDone[column] = 1;
      if (rowOf[column] === -1) break;
      visited.push(column);
      row = rowOf[column]!;
    }
    rowPotential[start]! += distance;
    for (const j of visited) {
      rowPotential[rowOf[j]!]! += distance - reach[j]!;
      columnPotential[j]! -= distance - reach[j]!;
    }
    while (column >= 0) {
      const previous = from[column]!;
      rowOf[column] = previous < 0 ? start : rowOf[previous]!;
      column = previous;
    }
  });
  return rowOf;
}
