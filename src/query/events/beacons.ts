import { PolyadError } from '#errors/polyad-error.ts';
import { binomialTail } from './tail-chance.ts';

export interface BeaconOptions {
  /** Share of the period by which an interval may miss it, in (0, 1); default 0.15. */
  readonly jitter?: number | undefined;
  /** Shortest and longest period looked for, milliseconds. */
  readonly shortest?: number | undefined;
  readonly longest?: number | undefined;
  /** Fewest records; default 8. */
  readonly fewest?: number | undefined;
}

/** Records that come back at a fixed interval. */
export interface Beacon {
  /** Median interval, milliseconds. */
  readonly period: number;
  /** Median distance of an interval from the period, as a share of it. */
  readonly jitter: number;
  readonly records: number;
  /** Intervals within the jitter asked for, of all. */
  readonly regular: number;
  /**
   * Chance of as many regular intervals if records came at random at their mean
   * rate (binomial; intervals of a Poisson process). Not corrected for how many
   * pairs were looked at.
   */
  readonly p: number;
}

/**
 * Whether records come back at a fixed interval.
 * @param times - Ascending, milliseconds.
 * @returns Null for too few records, or a period outside what is looked for.
 * @throws PolyadError INVALID_ARGUMENT for a jitter outside (0, 1)
 * @remarks O(n log n). Missed beats count as irregular.
 */
export function findBeacon(
  times: ArrayLike<number>,
  options: BeaconOptions = {},
): Beacon | null {
  const { jitter = 0.15, shortest = 0, longest = Infinity } = options;
  const { fewest = 8 } = options;
  if (!(jitter > 0 && jitter < 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A jitter of ${jitter}: give a share of the period above 0 and below 1, such as 0.15.`,
      { jitter },
    );
  }
  if (times.length < Math.max(3, fewest)) return null;
  const intervals = Float64Array.from(
    { length: times.length - 1 },
    (_, i) => (times[i + 1] ?? 0) - (times[i] ?? 0),
  );
  const period = medianOf(intervals);
  if (!(period > 0) || period < shortest || period > longest) return null;
  const misses = intervals.map((gap) => Math.abs(gap - period) / period);
  const regular = misses.reduce((sum, miss) => sum + Number(miss <= jitter), 0);
  const mean = intervals.reduce((sum, gap) => sum + gap, 0) / intervals.length;
  const turns = period / mean;
  const chance =
    Math.exp(-(1 - jitter) * turns) - Math.exp(-(1 + jitter) * turns);
  return {
    period,
    jitter: medianOf(misses),
    records: times.length,
    regular,
    p: binomialTail(regular, intervals.length, chance),
  };
}

/** Middle value; the mean of the middle two of an even number. */
function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >>> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1
    ? upper
    : ((sorted[half - 1] ?? NaN) + upper) / 2;
}
