import type { OverlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { overlapsOfPairs } from '#compute/cpu/overlap-wedges.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

/** Rows, columns, and the least overlap. */
export type OverlapArgs = [Incidence, Incidence, { s: number }];

export function describeOverlapPairs({
  run,
  runs,
  isTwin,
}: Backend<OverlapArgs, OverlapPairs>): void {
  it('finds the pairs of the example, with overlaps', async () => {
    const { rows, columns } = matrixOf([[0, 1, 2], [1, 2, 3], [], [2], [1, 2]]);
    const two = await run(rows, columns, { s: 2 });
    expect([...two.offsets]).toEqual([0, 2, 3, 3, 3, 3]);
    expect([...two.neighbors]).toEqual([1, 4, 4]);
    expect([...two.overlaps]).toEqual([2, 2, 2]);
    const one = await run(rows, columns, { s: 1 });
    expect([...one.neighbors]).toEqual([1, 3, 4, 3, 4, 4]);
    expect([...one.overlaps]).toEqual([2, 1, 2, 1, 2, 1]);
  });

  it('loses exactly the pairs of overlap s from s to s + 1', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        fc.integer({ min: 1, max: 3 }),
        async ({ rows, columns }, s) => {
          const at = await run(rows, columns, { s });
          const above = await run(rows, columns, { s: s + 1 });
          expect([...above.overlaps]).toEqual([
            ...at.overlaps.filter((overlap) => overlap > s),
          ]);
        },
      ),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin on random and heavy-tailed matrices', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        const pairs = await run(rows, columns, { s: 2 });
        expect(pairs).toEqual(overlapsOfPairs(rows, 2));
      }),
      { numRuns: runs },
    );
    const { rows, columns } = heavyMatrix({
      rows: 250,
      columns: 300,
      size: 6,
      seed: 8,
    });
    for (const s of [1, 3]) {
      expect(await run(rows, columns, { s })).toEqual(overlapsOfPairs(rows, s));
    }
  });
}
