import { LoopWatch } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { SDistanceSearch } from '#compute/cpu/s-distances.ts';
import { sComponents } from '#compute/s-components.ts';
import { checkCount } from '../models/generated.ts';
import { sStructure, type SOptions, type SStructure } from '../s-structure.ts';

/** Options of {@link computeAverageDistance}. */
export interface AverageDistanceOptions extends SOptions {
  /** Elements to search from, drawn at random; all of them unless given. */
  readonly samples?: number | undefined;
  /** Of the draw. Default 0. */
  readonly seed?: number | undefined;
}

/** An estimate ± 1.96 standard errors, which holds the truth in about 95 of 100 samples. */
export type Interval = readonly [low: number, high: number];

/** How far elements are from each other. */
export interface AverageDistance {
  /** Over ordered pairs of different elements that an s-walk joins; 0 without any. */
  readonly mean: number;
  /** Unordered pairs that an s-walk joins; an estimate where sampled. */
  readonly pairs: number;
  /** Mean of 1/distance over all pairs, 0 for those that nothing joins. */
  readonly efficiency: number;
  /** The largest distance; where sampled, the largest seen. */
  readonly diameter: number;
  /** Where sampled: how sure that is. */
  readonly sampled?: {
    /** Searches made. */
    readonly samples: number;
    readonly mean: Interval;
    readonly efficiency: Interval;
    /** Bounds that hold for certain. */
    readonly diameter: Interval;
  };
}

/**
 * Average s-distance, efficiency and diameter: exact, or from searches that begin at a
 * random sample of elements, with intervals of 95 %.
 * @throws PolyadError INVALID_ARGUMENT if `samples` is below 2; CANCELLED
 * @remarks Exact: {@link distanceTotals}. Sampled: a search each, O(incidences) for
 * s = 1. The mean is a ratio of two sums over sources drawn without replacement, its
 * error by linearisation (Cochran 1977, chapter 6). A component of eccentricity
 * e at some element has a diameter of at most 2e.
 */
export function computeAverageDistance(
  hypergraph: Hypergraph,
  options: AverageDistanceOptions = {},
): AverageDistance {
  const structure = sStructure(hypergraph, options);
  const total = structure.ids.count;
  const { samples } = options;
  if (samples !== undefined) {
    checkCount('samples', samples, 2);
    if (samples < total) return sampled(structure, samples, options);
  }
  const { rows, columns, s } = structure;
  const totals = distanceTotals(rows, columns, s, options);
  const reached = sumOf(totals.reached);
  return {
    mean: reached === 0 ? 0 : sumOf(totals.sum) / reached,
    pairs: reached / 2,
    efficiency:
      total < 2 ? 0 : sumOf(totals.inverseSum) / (total * (total - 1)),
    diameter: largestOf(totals.eccentricity),
  };
}

/** What the searches from a sample of sources found, one entry each. */
interface SampledTotals {
  readonly sources: Uint32Array;
  readonly reached: Float64Array;
  readonly sum: Float64Array;
  readonly inverse: Float64Array;
  readonly eccentricity: Uint32Array;
}

function sampled(
  structure: SStructure,
  samples: number,
  options: AverageDistanceOptions,
): AverageDistance {
  const total = structure.ids.count;
  const found = searchSample(structure, samples, options);
  const { reached, sum, inverse, eccentricity } = found;
  const meanReached = sumOf(reached) / samples;
  const mean = meanReached === 0 ? 0 : sumOf(sum) / sumOf(reached);
  // sources are drawn without replacement
  const left = 1 - samples / total;
  const spread = (residuals: Float64Array): number =>
    1.96 *
    Math.sqrt(
      (left * sumOf(residuals.map((e) => e * e))) / (samples - 1) / samples,
    );
  const ofMean =
    meanReached === 0
      ? 0
      : spread(sum.map((d, i) => d - mean * (reached[i] ?? 0))) / meanReached;
  const shares = inverse.map((value) => value / (total - 1));
  const efficiency = sumOf(shares) / samples;
  const ofShares = spread(shares.map((share) => share - efficiency));
  const diameter = largestOf(eccentricity);
  return {
    mean,
    pairs: (meanReached * total) / 2,
    efficiency,
    diameter,
    sampled: {
      samples,
      mean: [mean - ofMean, mean + ofMean],
      efficiency: [efficiency - ofShares, efficiency + ofShares],
      diameter: [diameter, mostDiameter(structure, found, options)],
    },
  };
}

function searchSample(
  { rows, columns, s, ids }: SStructure,
  samples: number,
  options: AverageDistanceOptions,
): SampledTotals {
  const all = Array.from({ length: ids.count }, (_, element) => element);
  new Random(options.seed ?? 0).shuffle(all);
  const sources = Uint32Array.from(all.slice(0, samples)).sort();
  const reached = new Float64Array(samples);
  const sum = new Float64Array(samples);
  const inverse = new Float64Array(samples);
  const eccentricity = new Uint32Array(samples);
  const search = new SDistanceSearch(rows, columns, s);
  const watch = new LoopWatch(samples, options);
  const inside = new LoopWatch(rowCount(rows), { signal: options.signal });
  sources.forEach((source, i) => {
    const count = search.run(source, { watch: inside });
    watch.step(i, 64 * count);
    reached[i] = count - 1;
    for (let place = 1; place < count; place++) {
      const distance = search.levels[search.order[place] ?? 0] ?? 0;
      sum[i] = (sum[i] ?? 0) + distance;
      inverse[i] = (inverse[i] ?? 0) + 1 / distance;
      eccentricity[i] = distance;
    }
  });
  watch.finish();
  return { sources, reached, sum, inverse, eccentricity };
}

/** No component is wider than twice an eccentricity in it, or than its size allows. */
function mostDiameter(
  { rows, columns, s }: SStructure,
  { sources, eccentricity }: SampledTotals,
  { signal, backend, threads }: AverageDistanceOptions,
): number {
  const loop = { signal, backend, threads };
  const { labels, count } = sComponents(rows, columns, s, loop);
  const most = new Float64Array(count).fill(-1);
  for (const label of labels) most[label] = (most[label] ?? 0) + 1;
  sources.forEach((source, i) => {
    const label = labels[source] ?? 0;
    const bound = 2 * (eccentricity[i] ?? 0);
    most[label] = Math.min(most[label] ?? 0, bound);
  });
  return largestOf(most);
}

function sumOf(values: Float64Array | Uint32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function largestOf(values: Float64Array | Uint32Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}
