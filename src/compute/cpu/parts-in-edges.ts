import { rowCount, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Calls `visit` with each row and how many of its members are in each part it
 * meets; the list is reused. O(incidences).
 */
export function partsInEdges(
  rows: Incidence,
  labels: Uint32Array,
  visit: (row: number, counts: readonly number[]) => void,
): void {
  const place = new Map<number, number>();
  const counts: number[] = [];
  for (let row = 0; row < rowCount(rows); row++) {
    place.clear();
    counts.length = 0;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const label = labels[rows.members[q]!]!;
      const at = place.get(label);
      if (at === undefined) {
        place.set(label, counts.length);
        counts.push(1);
      } else {
        counts[at]!++;
      }
    }
    visit(row, counts);
  }
}
