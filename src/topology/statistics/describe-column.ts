/** A column of numbers in numbers. Missing values (NaN) are counted apart. */
export interface ColumnDescription {
  /** Values that are there. */
  readonly count: number;
  readonly missing: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Index of the first least and the first largest value; −1 for none. */
  readonly argMin: number;
  readonly argMax: number;
  /** The mean of the middle two where their number is even. */
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** The most frequent value, the least of equals. */
  readonly mode: number;
  /** Over n, as XGI has it. */
  readonly variance: number;
  readonly sd: number;
  /** Different values. */
  readonly unique: number;
}

/**
 * Describes a column of a statistic; NaN where nothing is there.
 * @remarks O(n log n). Quartiles by linear interpolation.
 */
export function describeColumn(values: ArrayLike<number>): ColumnDescription {
  const known = Float64Array.from(values).filter((v) => !Number.isNaN(v));
  const sorted = known.slice().sort();
  const count = sorted.length;
  const [min = NaN] = sorted;
  const max = sorted.at(-1) ?? NaN;
  const sum = known.reduce((total, value) => total + value, 0);
  const mean = count === 0 ? NaN : sum / count;
  const variance = count === 0 ? NaN : moment(known, 2);
  const { mode, unique } = modeOf(sorted);
  const list = Array.from(values);
  return {
    count,
    missing: values.length - count,
    sum,
    mean,
    min,
    max,
    argMin: list.indexOf(min),
    argMax: list.indexOf(max),
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    mode,
    variance,
    sd: Math.sqrt(variance),
    unique,
  };
}

/**
 * Moment of a column about its mean (or about 0), over n; NaN values are left out.
 * @param order - 1, 2, 3, …
 */
export function moment(
  values: ArrayLike<number>,
  order: number,
  about: 'mean' | 'zero' = 'mean',
): number {
  const known = Float64Array.from(values).filter((v) => !Number.isNaN(v));
  const { length } = known;
  const mean = known.reduce((sum, value) => sum + value, 0) / length;
  const center = about === 'mean' ? mean : 0;
  return known.reduce((sum, v) => sum + (v - center) ** order, 0) / length;
}

/**
 * How many values there are of each, ascending; NaN values are left out.
 * @returns `[value, count]` rows.
 */
export function histogramOf(values: ArrayLike<number>): [number, number][] {
  const counts = new Map<number, number>();
  for (const value of Array.from(values)) {
    if (Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) return NaN;
  return low + (high - low) * (at - Math.floor(at));
}

function modeOf(sorted: Float64Array): { mode: number; unique: number } {
  const counts = histogramOf(sorted);
  const most = counts.reduce<[number, number]>(
    (best, row) => (row[1] > best[1] ? row : best),
    [NaN, 0],
  );
  return { mode: most[0], unique: counts.length };
}
