import type { Dataset } from './dataset.ts';

/** Anomaly scores of all hyperedges, in input order. */
export interface EdgeScores {
  /** NaN where a hyperedge has none. */
  readonly scores: Float64Array;
  /** 1 where flagged. */
  readonly flagged: Uint8Array;
}

/** Scores under the default options, computed once for a data set. */
export function edgeScores({
  hypergraph,
  results,
}: Dataset): Promise<EdgeScores> {
  return results.get('edge-scores', async () => ({
    scores: new Float64Array(hypergraph.edgeCount).fill(NaN),
    flagged: new Uint8Array(hypergraph.edgeCount),
  }));
}
