import { allocateUint32 } from './allocate.ts';
import { PolyadError } from '#errors/polyad-error.ts';

/**
 * Turns counts into row offsets.
 * @param counts - Length `n`.
 * @returns Length `n + 1`: entry `i` is the sum of the first `i` counts.
 * @throws PolyadError LIMIT_EXCEEDED if the total does not fit 32 bits.
 * @remarks Time and memory O(n).
 */
export function exclusivePrefixSum(counts: ArrayLike<number>): Uint32Array {
  const offsets = allocateUint32(counts.length + 1);
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    offsets[i] = total;
    total += counts[i]!;
  }
  if (total > 0xffff_ffff) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `${total} entries exceed the limit of 4294967295. Split the input by time or by component.`,
      { total },
    );
  }
  offsets[counts.length] = total;
  return offsets;
}
