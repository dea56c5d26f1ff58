import type { TimeRange } from '#protocol/time-range.ts';

/**
 * Moves a brush by a quarter of its length, or widens it by a quarter at both
 * ends, inside the data's range.
 * @param direction - −1 earlier or narrower, +1 later or wider.
 */
export function moveRange(
  range: TimeRange,
  full: TimeRange,
  direction: -1 | 1,
  widen: boolean,
): TimeRange {
  const length = range.to - range.from;
  const quarter = length / 4;
  if (widen) {
    return {
      from: Math.max(full.from, range.from - direction * quarter),
      to: Math.min(full.to, range.to + direction * quarter),
    };
  }
  const room = direction < 0 ? full.from - range.from : full.to - range.to;
  const shift =
    direction < 0 ? Math.max(room, -quarter) : Math.min(room, quarter);
  return { from: range.from + shift, to: range.to + shift };
}
