import type { OverlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { overlapsOfRows } from '#compute/cpu/overlap-tile.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';

export function describeOverlapTile({
  run,
  isTwin,
}: Backend<
  [Incidence, Incidence, { listed: Uint32Array; s: number }],
  OverlapPairs
>): void {
  it('finds later neighbours of the rows listed', async () => {
    const { rows, columns } = matrixOf([[0, 1, 2], [1, 2, 3], [], [2], [1, 2]]);
    const found = await run(rows, columns, {
      listed: Uint32Array.of(1, 2),
      s: 1,
    });
    expect([...found.offsets]).toEqual([0, 2, 2]);
    expect([...found.neighbors]).toEqual([3, 4]);
    expect([...found.overlaps]).toEqual([1, 2]);
  });

  if (isTwin) return;

  it('equals the twin over several tiles', async () => {
    const { rows, columns } = heavyMatrix({
      rows: 5000,
      columns: 50,
      size: 3,
      seed: 9,
    });
    const listed = Uint32Array.of(0, 77, 2100, 4998);
    expect(await run(rows, columns, { listed, s: 2 })).toEqual(
      overlapsOfRows(rows, columns, listed, 2),
    );
  });
}
