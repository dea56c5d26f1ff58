/** Blocks of rows and columns with many incidences between them. */
export interface AffinityBlocks {
  /** Block of each row and column from 1; 0 for those in none. */
  readonly rowBlocks: Uint32Array;
  readonly columnBlocks: Uint32Array;
  /** Density of each block; entry 0 is 0. */
  readonly densities: Float64Array;
  /** What each row and column still wants, on average, beyond its block. */
  readonly rowExcess: Float64Array;
  readonly columnExcess: Float64Array;
}

/**
 * Groups rows and columns of like sums, least first: a block of a row that wants
 * s columns and a column that wants d rows takes the next d rows and s columns, so
 * that filled wholly it would give each what it wants. Sums of 1 stay outside.
 * @param coefficient - Share of paths of three incidences to be closed by a
 * fourth, given the lesser sum of a block; each block has its fourth root as density.
 * @remarks Aksoy, Kolda and Pinar 2017, doi:10.1093/comnet/cnx001, section 4.
 * Time O(sorting).
 */
export function affinityBlocks(
  rowSums: ArrayLike<number>,
  columnSums: ArrayLike<number>,
  coefficient: (sum: number) => number,
): AffinityBlocks {
  const rows = ascendingFromTwo(rowSums);
  const columns = ascendingFromTwo(columnSums);
  const rowBlocks = new Uint32Array(rowSums.length);
  const columnBlocks = new Uint32Array(columnSums.length);
  const rowExcess = Float64Array.from(rowSums);
  const columnExcess = Float64Array.from(columnSums);
  const densities = [0];
  for (let i = 0, j = 0; i < rows.length && j < columns.length;) {
    const s = rowSums[rows[i]!]!;
    const d = columnSums[columns[j]!]!;
    const blockRows = rows.slice(i, i + d);
    const blockColumns = columns.slice(j, j + s);
    const density = coefficient(Math.min(s, d)) ** 0.25;
    for (const row of blockRows) {
      rowBlocks[row] = densities.length;
      rowExcess[row] = Math.max(
        0,
        rowSums[row]! - density * blockColumns.length,
      );
    }
    for (const column of blockColumns) {
      columnBlocks[column] = densities.length;
      columnExcess[column] = Math.max(
        0,
        columnSums[column]! - density * blockRows.length,
      );
    }
    densities.push(density);
    i += blockRows.length;
    j += blockColumns.length;
  }
  return {
    rowBlocks,
    columnBlocks,
    densities: Float64Array.from(densities),
    rowExcess,
    columnExcess,
  };
}

function ascendingFromTwo(sums: ArrayLike<number>): number[] {
  return Array.from(sums, (_, i) => i)
    .filter((i) => sums[i]! >= 2)
    .sort((a, b) => sums[a]! - sums[b]! || a - b);
}
