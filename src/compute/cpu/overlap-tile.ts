import type { Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from './overlap-pairs.ts';

/**
 * Later rows that share at least `s` columns with each listed row, by a counter a row.
 * @param listed - Rows asked for.
 * @returns Row `i` of the result is about `listed[i]`; neighbours ascend.
 * @remarks The twin of the kernel; time O(listed · rows + wedges).
 */
export function overlapsOfRows(
  rows: Incidence,
  columns: Incidence,
  listed: Uint32Array,
  s: number,
): OverlapPairs {
  const offsets = new Uint32Array(listed.length + 1);
  const neighbors: number[] = [];
  const overlaps: number[] = [];
  listed.forEach((row, i) => {
    const counts = new Uint32Array(rows.offsets.length - 1);
    for (let p = rows.offsets[row]!; p < rows.offsets[row + 1]!; p++) {
      const column = rows.members[p]!;
      const end = columns.offsets[column + 1]!;
      for (let q = columns.offsets[column]!; q < end; q++) {
        counts[columns.members[q]!]!++;
      }
    }
    for (let other = row + 1; other < counts.length; other++) {
      if (counts[other]! < s) continue;
      neighbors.push(other);
      overlaps.push(counts[other]!);
    }
    offsets[i + 1] = neighbors.length;
  });
  return {
    offsets,
    neighbors: Uint32Array.from(neighbors),
    overlaps: Uint32Array.from(overlaps),
  };
}
