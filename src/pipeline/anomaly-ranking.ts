import {
  detectAnomalies,
  type AnomalyDetection,
  type DetectOptions,
} from '#anomaly/detect-anomalies.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { defaultMode } from './operations/default-mode.ts';
import type { Dataset } from './dataset.ts';

/** The parts of a data set that its rankings are made from and kept in. */
export interface RankedDataset extends Pick<
  Dataset,
  'hypergraph' | 'rankings'
> {
  readonly provenance: Pick<Dataset['provenance'], 'mapping'>;
}

/** Against the past only, or against all others. */
export type ScoringMode = NonNullable<DetectOptions['mode']>;

/** What a ranking depends on. */
export type RankingOptions = Pick<
  DetectOptions,
  | 'of'
  | 'head'
  | 'mode'
  | 'fdr'
  | 'trainUntil'
  | 'seed'
  | 'width'
  | 'sourceColumn'
>;

/** Equal for options that give the same ranking. */
export function rankingKey(options: RankingOptions): string {
  const { of = 'edges', head = 'combined', mode } = options;
  const { fdr = 0.05, trainUntil, seed = 0, width, sourceColumn } = options;
  return JSON.stringify([
    of,
    head,
    mode,
    fdr,
    trainUntil,
    seed,
    width,
    sourceColumn,
  ]);
}

/**
 * The ranking of a data set's elements, computed once for equal options.
 * @throws PolyadError as {@link detectAnomalies}, and CANCELLED or the signal's
 * own reason
 */
export function rankAnomalies(
  { hypergraph, provenance, rankings }: RankedDataset,
  options: RankingOptions = {},
  signal?: StopSignal,
): Promise<AnomalyDetection> {
  const { of = 'edges', head = 'combined' } = options;
  const { recipe } = provenance.mapping;
  const mode =
    options.mode ??
    (typeof recipe === 'string' ? defaultMode(recipe) : undefined);
  const { fdr = 0.05, trainUntil, seed = 0, width, sourceColumn } = options;
  return rankings.get(rankingKey({ ...options, mode }), async () =>
    detectAnomalies(hypergraph, {
      of,
      head,
      mode,
      fdr,
      trainUntil,
      seed,
      width,
      sourceColumn,
      signal,
    }),
  );
}
