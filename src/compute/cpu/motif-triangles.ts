import type { Incidence } from '#hypergraph/incidence.ts';

/** Codes of closed triples, before the kinds of open ones. */
export const TRIPLE_CODES = 128;

/** Kinds of open triples: whether the centre has more, and how many ends have. */
export const OPEN_KINDS = 6;

/**
 * Triples of rows each two of which share a column.
 * @returns Length 134. Entry `code` counts triples by their seven parts: bits 0 to 2, the first,
 * second and third row alone; 3 to 5, first and second without the third, second and third, third
 * and first; 6, all three. Entry `128 + 2 · ends + centre` counts, three a triple, what each row and
 * the other two would be if those shared nothing: how many of the two have columns beside what they
 * share with it, and whether it has more than both shares.
 * @remarks The twin of the kernel; time O(rows³). A workgroup counts to 2³² at most.
 */
export function closedTriples({ offsets, members }: Incidence): Float64Array {
  const sets = Array.from(
    { length: offsets.length - 1 },
    (_, row) => new Set(members.subarray(offsets[row], offsets[row + 1])),
  );
  const counts = new Float64Array(TRIPLE_CODES + OPEN_KINDS);
  const common = (...some: Set<number>[]): number =>
    [...some[0]!].filter((column) => some.every((set) => set.has(column)))
      .length;
  const countOpen = (
    centre: Set<number>,
    left: Set<number>,
    right: Set<number>,
  ): void => {
    const [withLeft, withRight] = [common(centre, left), common(centre, right)];
    const ends = Number(left.size > withLeft) + Number(right.size > withRight);
    const more = Number(centre.size > withLeft + withRight);
    counts[TRIPLE_CODES + 2 * ends + more]!++;
  };
  for (const [i, a] of sets.entries()) {
    for (const [j, b] of sets.entries()) {
      if (j <= i || common(a, b) === 0) continue;
      for (const c of sets.slice(j + 1)) {
        const [ab, bc, ca] = [common(a, b), common(b, c), common(c, a)];
        if (bc === 0 || ca === 0) continue;
        const abc = common(a, b, c);
        const parts = [
          a.size - ab - ca + abc,
          b.size - ab - bc + abc,
          c.size - bc - ca + abc,
          ab - abc,
          bc - abc,
          ca - abc,
          abc,
        ];
        const code = parts.reduce(
          (bits, part, bit) => bits | (Number(part > 0) << bit),
          0,
        );
        counts[code]!++;
        countOpen(a, b, c);
        countOpen(b, c, a);
        countOpen(c, a, b);
      }
    }
  }
  return counts;
}
