import type { Histogram, Spread } from '#topology/summary.ts';
import { shortNumberText } from './number-text.ts';
import type { BarsFigure, Series } from './report.ts';

/** Most bars of single values; more, or a long tail, is binned. */
const MOST_BARS = 24;

/** A long tail: the largest value is this many times the median. */
const HEAVY = 10;

/** Counts this far apart are drawn on a logarithmic scale. */
const FAR_APART = 50;

/** Whether the largest value is many times the usual one. */
export function isHeavyTailed({ max, median }: Spread): boolean {
  return max >= HEAVY * Math.max(1, median);
}

/** What {@link distribution} shows, beside the values. */
export interface DistributionWords {
  readonly title: string;
  readonly note?: string;
  readonly command?: string;
  /** The value, and what is counted. */
  readonly axes: readonly [value: string, counted: string];
}

/**
 * Bars of how often whole numbers occur: one a value where these are few, else one
 * for 1, 2–3, 4–7 … where the tail is heavy, else some of equal width.
 * @param values - `[value, how many]`, ascending.
 */
export function distribution(
  values: Histogram,
  spread: Spread,
  { axes, ...basis }: DistributionWords,
): BarsFigure {
  const starts = binStarts(spread);
  const counts = starts.map(() => 0);
  let bin = 0;
  for (const [value, count] of values) {
    while (value >= (starts[bin + 1] ?? Infinity)) bin++;
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  const bars = starts.map((start, at) => {
    const end = Math.min((starts[at + 1] ?? spread.max + 1) - 1, spread.max);
    return { name: rangeText(start, end), value: counts[at] ?? 0 };
  });
  const [value, counted] = axes;
  const y = { title: counted, scale: scaleOf(counts) };
  return { kind: 'bars', ...basis, axes: { x: value, y }, bars };
}

function scaleOf(counts: readonly number[]): 'linear' | 'log' {
  const positive = counts.filter((count) => count > 0);
  if (positive.length < 3) return 'linear';
  const far = Math.max(...positive) >= FAR_APART * Math.min(...positive);
  return far ? 'log' : 'linear';
}

/** First value of each bin. */
function binStarts(spread: Spread): number[] {
  const { min, max } = spread;
  if (max - min < MOST_BARS) {
    return Array.from({ length: max - min + 1 }, (_, at) => min + at);
  }
  if (isHeavyTailed(spread)) {
    const starts = min === 0 ? [0] : [];
    for (let start = 1; start <= max; start *= 2) {
      if (2 * start > min) starts.push(start);
    }
    return starts;
  }
  const width = Math.ceil((max - min + 1) / MOST_BARS);
  const bins = Math.ceil((max - min + 1) / width);
  return Array.from({ length: bins }, (_, at) => min + at * width);
}

function rangeText(start: number, end: number): string {
  if (start >= end) return shortNumberText(start);
  return `${shortNumberText(start)}–${shortNumberText(end)}`;
}

/** Share of rows with at least each value, from value 1 on. */
export function shareAbove(name: string, values: Histogram): Series {
  const total = values.reduce((sum, [, count]) => sum + count, 0);
  let above = values.reduce((sum, [value, c]) => sum + (value > 0 ? c : 0), 0);
  const points = values
    .filter(([value]) => value > 0)
    .map(([value, count]): [number, number] => {
      const share = above / total;
      above -= count;
      return [value, share];
    });
  return { name, points };
}

/** How often each whole number occurs among `values`, ascending. */
export function histogramOf(values: ArrayLike<number>): Histogram {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** Least, mean, median and most of a histogram. */
export function spreadOf(values: Histogram): Spread {
  const total = values.reduce((sum, [, count]) => sum + count, 0);
  const sum = values.reduce((all, [value, count]) => all + value * count, 0);
  const at = (place: number): number => {
    let passed = 0;
    for (const [value, count] of values) {
      passed += count;
      if (passed > place) return value;
    }
    return 0;
  };
  return {
    min: values[0]?.[0] ?? 0,
    max: values.at(-1)?.[0] ?? 0,
    mean: total === 0 ? 0 : sum / total,
    median: (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2,
  };
}
