import { coreNumbers } from '#compute/cpu/core-peeling.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

export function describeCorePeeling({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, Incidence, number], Uint32Array>): void {
  it('lets edges live while they keep enough members', async () => {
    // a triangle of pairs with a tail, a node in a single edge, one in none
    const { rows, columns } = matrixOf(
      [[0, 1], [1, 2], [0, 2], [2, 3], [4]],
      6,
    );
    expect([...(await run(rows, columns, 2))]).toEqual([2, 2, 2, 1, 0, 0]);
    expect([...(await run(rows, columns, 1))]).toEqual([2, 2, 3, 1, 1, 0]);
    expect([...(await run(rows, columns, 3))]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is at most the degree, and no less for smaller edges', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        const loose = await run(rows, columns, 1);
        const strict = await run(rows, columns, 2);
        strict.forEach((core, node) => {
          const degree = columns.offsets[node + 1]! - columns.offsets[node]!;
          expect(core).toBeLessThanOrEqual(loose[node]!);
          expect(loose[node]!).toBeLessThanOrEqual(degree);
        });
      }),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin over many rounds', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 300,
      columns: 150,
      size: 4,
      seed: 7,
    });
    for (const least of [2, 3]) {
      expect(await run(rows, columns, least)).toEqual(
        coreNumbers(rows, columns, least),
      );
    }
  });
}
