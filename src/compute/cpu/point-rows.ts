/**
 * Vectors by coordinate as points in rows.
 * @param unit - Scale every point to length 1, those at 0 excepted.
 */
export function pointRows(
  vectors: readonly Float64Array[],
  unit: boolean,
): Float64Array {
  const d = vectors.length;
  const n = vectors[0]?.length ?? 0;
  const points = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < d; j++) square += vectors[j]![i]! ** 2;
    const scale = unit && square > 1e-24 ? 1 / Math.sqrt(square) : 1;
    for (let j = 0; j < d; j++) points[i * d + j] = vectors[j]![i]! * scale;
  }
  return points;
}
