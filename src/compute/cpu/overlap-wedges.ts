import type { Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from './overlap-pairs.ts';

/**
 * All pairs of rows that share at least `s` columns, with their overlaps, by comparing every two.
 * @param s - At least 1.
 * @remarks The twin of the kernel; time O(rows · incidences). For work use `overlap-pairs.ts`.
 */
export function overlapsOfPairs(rows: Incidence, s: number): OverlapPairs {
  const sets = rowSets(rows);
  const offsets = new Uint32Array(sets.length + 1);
  const neighbors: number[] = [];
  const overlaps: number[] = [];
  sets.forEach((left, i) => {
    for (let j = i + 1; j < sets.length; j++) {
      const overlap = sharedWith(left, sets[j]!);
      if (overlap < s) continue;
      neighbors.push(j);
      overlaps.push(overlap);
    }
    offsets[i + 1] = neighbors.length;
  });
  return {
    offsets,
    neighbors: Uint32Array.from(neighbors),
    overlaps: Uint32Array.from(overlaps),
  };
}

function rowSets({ offsets, members }: Incidence): Set<number>[] {
  return Array.from(
    { length: offsets.length - 1 },
    (_, row) => new Set(members.subarray(offsets[row], offsets[row + 1])),
  );
}

function sharedWith(left: Set<number>, right: Set<number>): number {
  let shared = 0;
  for (const column of right) if (left.has(column)) shared++;
  return shared;
}
