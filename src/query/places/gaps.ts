/** A stretch without records: nothing is known of it, not that nothing happened. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Median time between records, milliseconds. */
  readonly usual: number;
}

/**
 * Stretches without records that are at least `times` the usual one and `least` long.
 * @param moments - Ascending, milliseconds.
 * @remarks O(n log n).
 */
export function findGaps(
  moments: readonly number[],
  {
    times = 5,
    least = 0,
  }: { readonly times?: number; readonly least?: number } = {},
): Gap[] {
  const lengths = moments.slice(1).map((to, i) => to - (moments[i] ?? to));
  const sorted = Float64Array.from(lengths).sort();
  const usual = sorted[sorted.length >>> 1] ?? 0;
  return lengths.flatMap((length, i) => {
    const from = moments[i] ?? 0;
    return length > 0 && length >= Math.max(least, times * usual)
      ? [{ from, to: from + length, usual }]
      : [];
  });
}
