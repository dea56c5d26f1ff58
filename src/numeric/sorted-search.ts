/**
 * First position whose value is at least `wanted`.
 * @param sorted - Ascending.
 * @returns The length where there is none. O(log n).
 */
export function lowerBound(
  sorted: Float64Array | Uint32Array,
  wanted: number,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * First position whose value is above `wanted`.
 * @param sorted - Ascending.
 * @returns The length where there is none. O(log n).
 */
export function upperBound(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
