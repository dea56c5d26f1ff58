import type { DenseMatrix } from '#compute/cpu/sparse-product.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';
import { expectNearProduct } from '../../support/near-twin.ts';

export function describeSparseProduct({
  run,
  isTwin,
}: Backend<
  [Incidence, DenseMatrix, Float32Array?],
  Float32Array | Float64Array
>): void {
  it('gathers what the members of each row hold', async () => {
    const { rows } = matrixOf([[0, 2], [], [1]]);
    const dense = { values: Float32Array.of(1, 10, 2, 20, 4, 40), columns: 2 };
    expect([...(await run(rows, dense))]).toEqual([5, 50, 0, 0, 2, 20]);
    const weighted = await run(rows, dense, Float32Array.of(0.5, 2, 3));
    expect([...weighted]).toEqual([8.5, 85, 0, 0, 6, 60]);
  });

  if (isTwin) return;

  it.each([1, 3])(
    'is as near the twin as it says with %i columns, from both sides',
    async (columns) => {
      const random = new Random(columns);
      const matrix = heavyMatrix({
        rows: 2000,
        columns: 40,
        size: 4,
        seed: columns,
      });
      for (const [side, other] of [
        [matrix.rows, matrix.columns],
        [matrix.columns, matrix.rows],
      ] as const) {
        const values = Float32Array.from(
          { length: (other.offsets.length - 1) * columns },
          () => random.normal(),
        );
        const weights = Float32Array.from(side.members, () => random.float());
        const product = await run(side, { values, columns }, weights);
        expectNearProduct(product, side, { values, columns }, weights);
        expect(await run(side, { values, columns }, weights)).toEqual(product);
      }
    },
  );
}
