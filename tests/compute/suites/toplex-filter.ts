import { maximalRows } from '#compute/cpu/toplex-filter.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

export function describeToplexFilter({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, Incidence], Uint32Array>): void {
  it('keeps the first of equal rows, and an empty one only among empty ones', async () => {
    const some = matrixOf([[], [1, 2], [0, 1, 2], [2, 1, 0], [2], [3]]);
    expect([...(await run(some.rows, some.columns))]).toEqual([2, 5]);
    const empty = matrixOf([[], []]);
    expect([...(await run(empty.rows, empty.columns))]).toEqual([0]);
    const none = matrixOf([]);
    expect([...(await run(none.rows, none.columns))]).toEqual([]);
  });

  it('finds the toplexes', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        expect(await run(rows, columns)).toEqual(findToplexes(rows, columns));
      }),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 500,
      columns: 30,
      size: 3,
      seed: 6,
    });
    expect(await run(rows, columns)).toEqual(maximalRows(rows));
  });
}
