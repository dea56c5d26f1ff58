import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  nullModel,
  type NullModelName,
  type NullModelOptions,
} from '../models/null-model-test.ts';
import { checkCount } from '../models/generated.ts';
import { computeMotifs, computeSampledMotifs } from './motifs.ts';

/** Options of {@link computeMotifProfile}. */
export interface MotifProfileOptions extends NullModelOptions {
  /** Hypergraphs drawn. Default 10. */
  readonly samples?: number | undefined;
  /** Estimate every count from so many pairs of hyperedges; exact by default. */
  readonly pairs?: number | undefined;
}

/** h-motifs beside those of random hypergraphs; entry `i` is for `patterns[i]`. */
export interface MotifProfile {
  readonly model: NullModelName;
  readonly samples: number;
  readonly patterns: readonly string[];
  readonly observed: Float64Array;
  /** Of the random hypergraphs. */
  readonly mean: Float64Array;
  /** Over n − 1; 0 for one sample. */
  readonly sd: Float64Array;
  /** (observed − mean)/(observed + mean + 1). */
  readonly significance: Float64Array;
  /** The same, scaled to length 1; all 0 where nothing differs. */
  readonly profile: Float64Array;
}

/**
 * Characteristic profile: which h-motifs there are more or less of than in random
 * hypergraphs, on a scale that compares data sets of any size.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Lee, Ko and Shin 2020, doi:10.14778/3407790.3407823, section 3; they draw by
 * `chung-lu` with 5 samples. One motif count a sample.
 */
export function computeMotifProfile(
  hypergraph: Hypergraph,
  options: MotifProfileOptions = {},
): MotifProfile {
  const { samples = 10, seed = 0, pairs, model = 'configuration' } = options;
  checkCount('samples', samples, 1);
  const { signal } = options;
  const count = (
    drawn: Hypergraph,
  ): { patterns: readonly string[]; counts: Float64Array } =>
    pairs === undefined
      ? computeMotifs(drawn, { signal })
      : computeSampledMotifs(drawn, { samples: pairs, seed, signal });
  const { patterns, counts: observed } = count(hypergraph);
  const draw = nullModel(hypergraph, options);
  const seeds = new Random(seed);
  const watch = new LoopWatch(samples, options);
  const drawn = Array.from({ length: samples }, (_, sample) => {
    watch.step(sample, 1 << 20);
    return count(draw(seeds.nextUint32())).counts;
  });
  watch.finish();
  const over = (
    divisor: number,
    value: (counts: Float64Array, i: number) => number,
  ) =>
    observed.map(
      (_, i) =>
        drawn.reduce((sum, counts) => sum + value(counts, i), 0) / divisor,
    );
  const mean = over(samples, (counts, i) => counts[i] ?? 0);
  const variance = over(
    Math.max(1, samples - 1),
    (counts, i) => ((counts[i] ?? 0) - (mean[i] ?? 0)) ** 2,
  );
  const significance = observed.map((value, i) => {
    const random = mean[i] ?? 0;
    return (value - random) / (value + random + 1);
  });
  return {
    model,
    samples,
    patterns,
    observed,
    mean,
    sd: variance.map(Math.sqrt),
    significance,
    profile: scaled(significance),
  };
}

function scaled(values: Float64Array): Float64Array {
  const length = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  return length === 0 ? values.slice() : values.map((value) => value / length);
}

/**
 * How alike two profiles are: their correlation (Pearson), from −1 to 1; NaN where one
 * does not vary.
 * @throws PolyadError INVALID_ARGUMENT if lengths differ.
 */
export function profileSimilarity(
  left: Float64Array,
  right: Float64Array,
): number {
  if (left.length !== right.length) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The profiles have ${left.length} and ${right.length} entries; compare those of the same patterns.`,
      { left: left.length, right: right.length },
    );
  }
  const centred = [left, right].map((values) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    return scaled(values.map((value) => value - mean));
  });
  const [a, b] = centred;
  if (!a || !b || ![a, b].every((v) => v.some((x) => x !== 0))) return NaN;
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
