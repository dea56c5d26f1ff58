/** A matrix over GF(2), one big number a row: bit j is column j. */
export interface Gf2Matrix {
  readonly rows: readonly bigint[];
  readonly columns: number;
}

/** What row operations make of a matrix. */
export interface Gf2Echelon {
  /** Reduced row echelon form: rows without ones last. */
  readonly rows: readonly bigint[];
  /** Column of the leading one of each row that has one, ascending. */
  readonly pivots: readonly number[];
  /** The row operations: transform × matrix = rows. */
  readonly transform: readonly bigint[];
}

/**
 * Reduced row echelon form by elimination.
 * @remarks O(rows² · columns/64): for matrices to look at.
 */
export function gf2Echelon({ rows, columns }: Gf2Matrix): Gf2Echelon {
  const reduced = [...rows];
  const transform = rows.map((_, row) => 1n << BigInt(row));
  const pivots: number[] = [];
  for (let column = 0; column < columns; column++) {
    const bit = 1n << BigInt(column);
    const rank = pivots.length;
    const found = reduced.findIndex(
      (row, i) => i >= rank && (row & bit) !== 0n,
    );
    if (found < 0) continue;
    for (const list of [reduced, transform]) {
      const held = list[found]!;
      list[found] = list[rank]!;
      list[rank] = held;
    }
    for (let row = 0; row < reduced.length; row++) {
      if (row === rank || (reduced[row]! & bit) === 0n) continue;
      reduced[row]! ^= reduced[rank]!;
      transform[row]! ^= transform[rank]!;
    }
    pivots.push(column);
  }
  return { rows: reduced, pivots, transform };
}

/** The same matrix by columns. */
export function gf2Transpose({ rows, columns }: Gf2Matrix): Gf2Matrix {
  const turned = Array.from({ length: columns }, (_, column) =>
    rows.reduce(
      (sum, row, i) => sum | (((row >> BigInt(column)) & 1n) << BigInt(i)),
      0n,
    ),
  );
  return { rows: turned, columns: rows.length };
}

/** Product of two matrices; O(rows · columns · columns/64). */
export function gf2Product(left: Gf2Matrix, right: Gf2Matrix): Gf2Matrix {
  const rows = left.rows.map((row) => {
    let sum = 0n;
    for (let i = 0; i < left.columns; i++) {
      if ((row >> BigInt(i)) & 1n) sum ^= right.rows[i]!;
    }
    return sum;
  });
  return { rows, columns: right.columns };
}
