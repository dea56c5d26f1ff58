import type { Incidence } from '#hypergraph/incidence.ts';

/** A dense matrix of f32, row by row. */
export interface DenseMatrix {
  /** Length `rows · columns`. */
  readonly values: Float32Array;
  readonly columns: number;
}

/**
 * Incidence matrix times dense matrix: for each row, the sum of the dense rows its members name.
 * With hyperedges as rows that is Bᵀ X, with nodes as rows B X.
 * @param weights - One for each member; none are all 1.
 * @returns Doubles, row by row.
 * @remarks The twin of the kernel, which adds in f32: within (length + 1) · 2⁻²³ · Σ |terms|.
 * Time O(incidences · columns).
 */
export function sparseProduct(
  rows: Incidence,
  { values, columns }: DenseMatrix,
  weights?: Float32Array,
): Float64Array {
  const { offsets, members } = rows;
  const product = new Float64Array((offsets.length - 1) * columns);
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      for (let column = 0; column < columns; column++) {
        product[row * columns + column]! +=
          (weights?.[i] ?? 1) * values[members[i]! * columns + column]!;
      }
    }
  }
  return product;
}
