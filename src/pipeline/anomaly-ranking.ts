import {
  detectAnomalies,
  type AnomalyDetection,
  type DetectOptions,
} from '#anomaly/detect-anomalies.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { Dataset } from './dataset.ts';

/** What a ranking depends on. */
export type RankingOptions = Pick<
  DetectOptions,
  'of' | 'head' | 'mode' | 'fdr' | 'trainUntil' | 'seed'
>;

/**
 * The ranking of a data set's elements, computed once for equal options.
 * @throws PolyadError as {@link detectAnomalies}, and CANCELLED or the signal's
 * own reason
 */
export function rankAnomalies(
  { hypergraph, rankings }: Dataset,
  options: RankingOptions = {},
  signal?: StopSignal,
): Promise<AnomalyDetection> {
  const { of = 'edges', head = 'combined', mode = 'static' } = options;
  const { fdr = 0.05, trainUntil, seed = 0 } = options;
  const key = JSON.stringify([of, head, mode, fdr, trainUntil, seed]);
  return rankings.get(key, async () =>
    detectAnomalies(hypergraph, {
      of,
      head,
      mode,
      fdr,
      trainUntil,
      seed,
      signal,
    }),
  );
}
