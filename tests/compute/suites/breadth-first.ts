import {
  graphLevels,
  incidenceLevels,
  type IncidenceLevels,
} from '#compute/cpu/breadth-first.ts';
import { sAdjacency } from '#compute/cpu/overlap-pairs.ts';
import { sDistances, UNREACHED } from '#compute/cpu/s-distances.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

export function describeIncidenceLevels({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, Incidence, number], IncidenceLevels>): void {
  it('reaches rows at even and columns at odd levels', async () => {
    const { rows, columns } = matrixOf([[0, 1], [1, 2], [3], [2]], 5);
    expect(await run(rows, columns, 0)).toEqual({
      rows: Uint32Array.of(0, 2, UNREACHED, 4),
      columns: Uint32Array.of(1, 1, 3, UNREACHED, UNREACHED),
    });
  });

  it('follows a path of more levels than are looked at together', async () => {
    const { rows, columns } = matrixOf(
      Array.from({ length: 21 }, (_, row) => [row, row + 1]),
    );
    const levels = await run(rows, columns, 0);
    expect([...levels.rows]).toEqual([...levels.rows.keys()].map((i) => 2 * i));
  });

  it('halves to distances in the line graph', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        fc.pre(rows.offsets.length > 1);
        const { levels } = sDistances(rows, columns, 1, { source: 0 });
        const found = await run(rows, columns, 0);
        expect(
          found.rows.map((level) => (level === UNREACHED ? level : level / 2)),
        ).toEqual(levels);
      }),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin, whether it pushes or pulls', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 600,
      columns: 900,
      size: 3,
      seed: 4,
    });
    for (const source of [0, 300]) {
      expect(await run(rows, columns, source)).toEqual(
        incidenceLevels(rows, columns, source),
      );
    }
  });
}

export function describeGraphLevels({
  run,
  isTwin,
}: Backend<[Incidence, number], Uint32Array>): void {
  it('equals distances over s-adjacency', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 300,
      columns: 40,
      size: 4,
      seed: 5,
    });
    for (const s of [2, 3]) {
      const neighbors = sAdjacency(rows, columns, s)!;
      const { levels } = sDistances(rows, columns, s, { source: 7 });
      expect(await run(neighbors, 7)).toEqual(levels);
      if (!isTwin) expect(levels).toEqual(graphLevels(neighbors, 7));
    }
  });
}
