import {
  gf2Echelon,
  gf2Transpose,
  type Gf2Matrix,
} from '#compute/cpu/gf2-matrix.ts';
import type { BoundaryMatrix } from './boundary-matrices.ts';

/** A boundary matrix written out over GF(2), to reduce and to look at. */
export function boundaryBits({
  dim,
  faceCount,
  simplexCount,
  faces,
}: BoundaryMatrix): Gf2Matrix {
  const rows = Array.from({ length: faceCount }, () => 0n);
  const width = dim + 1;
  faces.forEach((face, at) => {
    const bit = 1n << BigInt(Math.floor(at / width));
    rows[face] = (rows[face] ?? 0n) ^ bit;
  });
  return { rows, columns: simplexCount };
}

/** A matrix made diagonal: left × matrix × right = form. */
export interface SmithForm {
  /** Ones on the first `rank` places of the diagonal. */
  readonly form: Gf2Matrix;
  readonly rank: number;
  readonly left: Gf2Matrix;
  readonly right: Gf2Matrix;
}

/**
 * Smith normal form over GF(2): invertible row and column operations that leave ones on the
 * first places of the diagonal.
 * @remarks Two eliminations; for small matrices.
 */
export function smithNormalForm(matrix: Gf2Matrix): SmithForm {
  const byRows = gf2Echelon(matrix);
  const across = gf2Transpose({ ...matrix, rows: byRows.rows });
  const byColumns = gf2Echelon(across);
  const rank = byRows.pivots.length;
  return {
    form: gf2Transpose({ ...across, rows: byColumns.rows }),
    rank,
    left: { rows: byRows.transform, columns: matrix.rows.length },
    right: gf2Transpose({
      rows: byColumns.transform,
      columns: matrix.columns,
    }),
  };
}
