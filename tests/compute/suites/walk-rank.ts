import type { WalkRank, WalkRankOptions } from '#compute/cpu/walk-rank.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';
import { expectNearRanks } from '../../support/near-twin.ts';

export function describeWalkRank({
  run,
  isTwin,
}: Backend<[Incidence, Incidence, WalkRankOptions], WalkRank>): void {
  it('ends where degrees say, if it never jumps', async () => {
    const { rows, columns } = matrixOf([
      [0, 1],
      [1, 2],
      [0, 1, 2],
    ]);
    const { ranks, change } = await run(rows, columns, {
      damping: 1,
      steps: 100,
      tolerance: 1e-6,
    });
    expect(change).toBeLessThanOrEqual(1e-6);
    [2, 2, 3].forEach((degree, row) => {
      expect(ranks[row]).toBeCloseTo(degree / 7, 5);
    });
  });

  it('keeps a row without columns, and jumps to it', async () => {
    const { rows, columns } = matrixOf([[0], [0], []]);
    const still = await run(rows, columns, { damping: 1, steps: 3 });
    expect([...still.ranks].map((rank) => rank.toFixed(5))).toEqual([
      '0.33333',
      '0.33333',
      '0.33333',
    ]);
    const { ranks } = await run(rows, columns, { damping: 0.85, steps: 60 });
    expect([...ranks].reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 5);
  });

  if (isTwin) return;

  it('is as near the twin as it says, and the same every time', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 400,
      columns: 300,
      size: 4,
      seed: 12,
    });
    const options = { damping: 0.85, steps: 20 };
    const { ranks } = await run(rows, columns, options);
    expectNearRanks(ranks, rows, columns, options);
    expect((await run(rows, columns, options)).ranks).toEqual(ranks);
  });
}
