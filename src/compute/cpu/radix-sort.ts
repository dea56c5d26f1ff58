/** Keys in ascending order, each with its value. */
export interface SortedPairs {
  readonly keys: Uint32Array;
  readonly values: Uint32Array;
}

/** Keys in ascending order; the twin of the kernel. */
export function sortKeys(keys: Uint32Array): Uint32Array {
  return keys.slice().sort();
}

/**
 * Keys in ascending order with their values; equal keys keep the order of input.
 * @param values - One for each key.
 * @remarks The twin of the kernel. Time O(n log n).
 */
export function sortPairs(keys: Uint32Array, values: Uint32Array): SortedPairs {
  const order = Array.from(keys, (_, i) => i);
  order.sort((a, b) => keys[a]! - keys[b]! || a - b);
  return {
    keys: Uint32Array.from(order, (i) => keys[i]!),
    values: Uint32Array.from(order, (i) => values[i]!),
  };
}
