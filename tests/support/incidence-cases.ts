import {
  groupByRow,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';

/** Both directions of one incidence matrix. */
export interface Matrix {
  readonly rows: Incidence;
  readonly columns: Incidence;
}

/** A matrix from lists of columns, a list a row; repeats count once. */
export function matrixOf(
  lists: readonly (readonly number[])[],
  columnTotal?: number,
): Matrix {
  const sets = lists.map((list) => [...new Set(list)].sort((a, b) => a - b));
  const rows = groupByRow(
    Uint32Array.from(sets.flatMap((set, row) => set.map(() => row))),
    Uint32Array.from(sets.flat()),
    sets.length,
  );
  const total = columnTotal ?? Math.max(-1, ...sets.flat()) + 1;
  return { rows, columns: transpose(rows, total) };
}

/**
 * Arbitrary matrices of up to 12 rows and 9 columns: with empty and equal rows, a column in most
 * rows and columns in none.
 */
export const matrices: fc.Arbitrary<Matrix> = fc
  .array(fc.tuple(fc.array(fc.nat(7), { maxLength: 5 }), fc.boolean()), {
    maxLength: 12,
  })
  .map((rows) =>
    matrixOf(
      rows.map(([row, hub]) => (hub ? [...row, 3] : row)),
      9,
    ),
  );

/** What {@link heavyMatrix} makes. */
export interface HeavySizes {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly seed: number;
}

/** A matrix with heavy-tailed column lengths: low columns are in many rows. */
export function heavyMatrix({ rows, columns, size, seed }: HeavySizes): Matrix {
  const random = new Random(seed);
  return matrixOf(
    Array.from({ length: rows }, () =>
      Array.from({ length: 1 + random.int(2 * size - 1) }, () =>
        Math.floor(columns * random.float() ** 2),
      ),
    ),
    columns,
  );
}
