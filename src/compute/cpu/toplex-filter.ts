import type { Incidence } from '#hypergraph/incidence.ts';

/**
 * Rows that lie in no other row, ascending; of equal rows the first counts.
 * @remarks The twin of the kernel, which compares every two rows. For work use `findToplexes`.
 */
export function maximalRows({ offsets, members }: Incidence): Uint32Array {
  const sets = Array.from(
    { length: offsets.length - 1 },
    (_, row) => new Set(members.subarray(offsets[row], offsets[row + 1])),
  );
  const isWithin = (inner: Set<number>, outer: Set<number>): boolean =>
    [...inner].every((column) => outer.has(column));
  const maximal = [...sets.keys()].filter((row) =>
    sets.every(
      (other, i) =>
        i === row ||
        !isWithin(sets[row]!, other) ||
        (other.size === sets[row]!.size && row < i),
    ),
  );
  return Uint32Array.from(maximal);
}
