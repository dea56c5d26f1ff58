import { pairMeetings, type PairSketchSize } from '#compute/cpu/pair-sketch.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';
import { lumpyHypergraph } from '../../support/lumpy-hypergraph.ts';

/** So wide that no two pairs of the worked example share a counter in all lines. */
const WIDE = { width: 2 ** 12, depth: 4, seed: 1 };

/** The same without a sketch. */
function exactMeetings({ offsets, members }: Incidence): Uint32Array {
  const counts = new Map<string, number>();
  const forEachPair = (visit: (key: string, i: number, j: number) => void) => {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
        for (let j = i + 1; j < offsets[row + 1]!; j++) {
          visit(`${members[i]} ${members[j]}`, i, j);
        }
      }
    }
  };
  forEachPair((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  const meetings = new Uint32Array(members.length);
  forEachPair((key, i, j) => {
    meetings[i]! += counts.get(key)!;
    meetings[j]! += counts.get(key)!;
  });
  return meetings;
}

export function describePairSketch({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, PairSketchSize], Uint32Array>): void {
  it('counts how often members were met together', async () => {
    const { rows } = matrixOf([[0, 1, 2], [0, 1], [], [3]]);
    // 0 and 1 met twice, both met 2 once, 3 nobody
    expect([...(await run(rows, WIDE))]).toEqual([3, 3, 2, 2, 2, 0]);
    expect(await run(matrixOf([]).rows, WIDE)).toHaveLength(0);
  });

  it('never counts too little, however narrow', async () => {
    await fc.assert(
      fc.asyncProperty(lumpyHypergraph, async ({ edges }) => {
        const found = await run(edges, { width: 16, depth: 2, seed: 5 });
        const exact = exactMeetings(edges);
        expect(found.every((count, i) => count >= exact[i]!)).toBe(true);
      }),
      { numRuns: Math.min(runs, 30) },
    );
  });

  if (isTwin) return;

  it('equals the twin to the last bit', async () => {
    const { rows } = heavyMatrix({ rows: 400, columns: 90, size: 5, seed: 2 });
    for (const size of [WIDE, { width: 64, depth: 3, seed: 0xffffffff }]) {
      expect(await run(rows, size)).toEqual(pairMeetings(rows, size));
    }
  });
}
