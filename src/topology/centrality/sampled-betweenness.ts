import { PolyadError } from '#errors/polyad-error.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { dependencySums } from '#compute/betweenness.ts';
import { sStructure } from '../s-structure.ts';
import { pairFactor, type CentralityOptions } from './centrality-options.ts';

/** Options of {@link computeSampledBetweenness}. */
export interface BetweennessSampleOptions extends CentralityOptions {
  /** Elements to search from, at least 2; all of them give the exact values. */
  readonly samples: number;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Estimates of betweenness from a sample of sources. */
export interface SampledBetweenness {
  /** Unbiased estimates, in the order of the elements. */
  readonly values: Float64Array;
  /** Standard error of each. */
  readonly errors: Float64Array;
  /**
   * Half the width of each one's interval: it holds the value in about 95 of 100
   * samples; in fewer (91 of 100 from 150 of 1,200 starts of a power law) where a
   * few starts matter most.
   */
  readonly margins: Float64Array;
  /**
   * In at least 95 of 100 samples no value of any element is farther from its
   * estimate than this. Wide where samples are few: it assumes nothing.
   */
  readonly bound: number;
  /** Elements searched from: no more than there are. */
  readonly samples: number;
}

/** How often intervals and bound may fail. */
const FAILURE = 0.05;

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959963984540054;

/**
 * s-betweenness from searches that start at some elements only, drawn without
 * replacement: shortest walks from these are counted to all others.
 * @throws PolyadError INVALID_ARGUMENT if `samples` is below 2; CANCELLED
 * @remarks Time O(samples · m) over m pairs of the line graph. Brandes and Pich
 * 2007, doi:10.1142/S0218127407018403. Intervals by Student's t with the
 * correction for a finite number of elements; the bound by Bernstein's inequality
 * with the observed variance, for draws without replacement and all elements at
 * once (Bardenet and Maillard 2015, doi:10.3150/14-BEJ605, theorem 4.3).
 */
export function computeSampledBetweenness(
  hypergraph: Hypergraph,
  options: BetweennessSampleOptions,
): SampledBetweenness {
  const { seed = 0, normalized = false } = options;
  const structure = sStructure(hypergraph, options);
  const total = structure.ids.count;
  const sources = drawSources(total, checkedSamples(options.samples), seed);
  const { sums, squares } = dependencySums(structure, sources, options);
  const drawn = sources.length;
  // every unordered pair is met from both its ends
  const scale = (total / 2) * (normalized ? pairFactor(total) : 1);
  const values = sums.map((sum) => (drawn === 0 ? 0 : (scale * sum) / drawn));
  const deviations = squares.map((square, element) => {
    const sum = sums[element] ?? 0;
    const spread = square - (sum * sum) / Math.max(1, drawn);
    return Math.sqrt(Math.max(0, spread) / Math.max(1, drawn - 1));
  });
  const left = total === 0 ? 0 : 1 - drawn / total;
  const errors = deviations.map(
    (deviation) => scale * deviation * Math.sqrt(left / Math.max(1, drawn)),
  );
  const quantile = studentQuantile(drawn - 1);
  return {
    values,
    errors,
    margins: errors.map((error) => quantile * error),
    bound: left === 0 ? 0 : scale * boundOfMeans(deviations, drawn),
    samples: drawn,
  };
}

/** How far the mean of any element's dependencies may be from the truth. */
function boundOfMeans(deviations: Float64Array, drawn: number): number {
  const total = deviations.length;
  const largest = deviations.reduce((most, one) => Math.max(most, one), 0);
  // five events may fail for each element, above and below
  const logarithm = Math.log((10 * total) / FAILURE);
  // all but two elements, at most
  const range = Math.max(0, total - 2);
  const rest =
    drawn * 2 > total
      ? (1 - drawn / total) * (1 + 1 / drawn)
      : 1 - (drawn - 1) / total;
  return Math.min(
    range,
    largest * Math.sqrt((2 * rest * logarithm) / drawn) +
      ((7 / 3 + 3 / Math.SQRT2) * range * logarithm) / drawn,
  );
}

/** The first `samples` places of a shuffle, ascending. */
function drawSources(
  total: number,
  samples: number,
  seed: number,
): Uint32Array {
  const order = Uint32Array.from({ length: total }, (_, element) => element);
  const random = new Random(seed);
  const drawn = Math.min(samples, total);
  for (let place = 0; place < drawn; place++) {
    const other = place + random.int(total - place);
    const held = order[place] ?? 0;
    order[place] = order[other] ?? 0;
    order[other] = held;
  }
  return order.slice(0, drawn).sort();
}

/**
 * Two-sided 95 % of Student's t, within one per cent.
 * @remarks Abramowitz and Stegun 26.7.5, from the normal quantile.
 */
function studentQuantile(freedom: number): number {
  if (freedom <= 1) return 12.706;
  if (freedom === 2) return 4.303;
  const z2 = Z * Z;
  const first = (z2 + 1) / 4;
  const second = ((5 * z2 + 16) * z2 + 3) / 96;
  const third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  return Z * (1 + (first + (second + third / freedom) / freedom) / freedom);
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedSamples(samples: number): number {
  if (Number.isSafeInteger(samples) && samples >= 2) return samples;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There are ${samples} samples; an error bound needs an integer of at least 2.`,
    { samples },
  );
}
