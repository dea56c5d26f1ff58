/**
 * Entries of each row: degrees of nodes, or sizes of hyperedges.
 * @param offsets - Row offsets, length `rows + 1`.
 * @remarks The twin of the kernel. Time and memory O(rows).
 */
export function degrees(offsets: Uint32Array): Uint32Array {
  const result = new Uint32Array(offsets.length - 1);
  for (let row = 0; row < result.length; row++) {
    result[row] = offsets[row + 1]! - offsets[row]!;
  }
  return result;
}

/**
 * Sum of the weights of each row, in doubles.
 * @param weights - One for each member, in the rows' order.
 * @remarks The twin of the kernel, which adds in f32: it is within (length − 1) · 2⁻²³ · Σ |weight|.
 */
export function weightedDegrees(
  offsets: Uint32Array,
  weights: Float32Array,
): Float64Array {
  const result = new Float64Array(offsets.length - 1);
  for (let row = 0; row < result.length; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      result[row]! += weights[i]!;
    }
  }
  return result;
}
