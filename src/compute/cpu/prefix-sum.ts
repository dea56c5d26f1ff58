/**
 * Sums of what comes before each value, modulo 2³².
 * @returns Length `n + 1`; the last entry is the total.
 * @remarks The twin of the kernel, which wraps as u32 does. Where a total beyond 32 bits must be an
 * error, use `exclusivePrefixSum` of `#numeric/prefix-sum.ts`. Time and memory O(n).
 */
export function prefixSum(values: Uint32Array): Uint32Array {
  const sums = new Uint32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    sums[i + 1] = sums[i]! + values[i]!;
  }
  return sums;
}
