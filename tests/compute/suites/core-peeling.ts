import { coreNumbers } from '#compute/cpu/core-peeling.ts';
import { peelCores } from '#compute/cpu/cores.ts';
import { rowLengths, type Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

/** The same least size for every edge. */
function leastOf({ offsets }: Incidence, size: number): Uint32Array {
  return new Uint32Array(offsets.length - 1).fill(size);
}

export function describeCorePeeling({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, Incidence, Uint32Array], Uint32Array>): void {
  it('lets edges live while they keep enough members', async () => {
    // a triangle of pairs with a tail, a node in a single edge, one in none
    const { rows, columns } = matrixOf(
      [[0, 1], [1, 2], [0, 2], [2, 3], [4]],
      6,
    );
    expect([...(await run(rows, columns, leastOf(rows, 2)))]).toEqual([
      2, 2, 2, 1, 0, 0,
    ]);
    expect([...(await run(rows, columns, leastOf(rows, 1)))]).toEqual([
      2, 2, 3, 1, 1, 0,
    ]);
    expect([...(await run(rows, columns, leastOf(rows, 3)))]).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  it('is at most the degree, and no less for smaller edges', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        const loose = await run(rows, columns, leastOf(rows, 1));
        const strict = await run(rows, columns, leastOf(rows, 2));
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
    const sizes = rowLengths(rows);
    const needs = [leastOf(rows, 2), leastOf(rows, 3), sizes];
    for (const least of needs) {
      const cores = await run(rows, columns, least);
      expect(cores).toEqual(coreNumbers(rows, columns, least));
      expect(cores).toEqual(peelCores(rows, columns, least));
    }
  });
}
