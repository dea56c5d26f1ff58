/**
 * The values whose flag is set, in order.
 * @param flags - One for each value, 0 or 1.
 * @remarks The twin of the kernel. Time and memory O(n).
 */
export function compact(values: Uint32Array, flags: Uint32Array): Uint32Array {
  return values.filter((_, i) => flags[i] === 1);
}
