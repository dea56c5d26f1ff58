import type { OverviewBin } from '#protocol/overview.ts';
import type { Range } from '../state/filters.ts';

/**
 * The values from one bar to another; null if that is all of them.
 * @param isWhole - Whether a bar's end belongs to the next bar.
 */
export function rangeOfBins(
  bins: readonly OverviewBin[],
  one: number,
  other: number,
  isWhole: boolean,
): Range | null {
  const first = Math.max(0, Math.min(one, other));
  const last = Math.min(bins.length - 1, Math.max(one, other));
  if (first === 0 && last === bins.length - 1) return null;
  const from = bins[first]?.from ?? 0;
  const to = bins[last]?.to ?? from;
  return { from, to: isWhole ? to - 1 : to };
}

/** Bars that a range touches, ends included; all of them without a range. */
export function binsOfRange(
  bins: readonly OverviewBin[],
  range: Range | null,
  isWhole: boolean,
): readonly [first: number, last: number] {
  if (!range) return [0, bins.length - 1];
  const touches = ({ from, to }: OverviewBin) =>
    from <= range.to && (isWhole ? to > range.from : to >= range.from);
  const first = bins.findIndex(touches);
  return first < 0 ? [0, -1] : [first, bins.findLastIndex(touches)];
}
