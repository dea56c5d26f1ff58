import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { localClustering } from '#compute/cpu/local-clustering.ts';
import {
  meanOverlapShares,
  type OverlapShare,
} from '#compute/cpu/neighbor-means.ts';
import { quadClustering } from '#compute/cpu/quad-clustering.ts';
import type { SOptions } from '../s-structure.ts';
import { computeLineClustering } from './line-graph-measures.ts';
import { storedAdjacency } from './stored-adjacency.ts';

/** Which clustering coefficient of nodes. */
export type ClusteringKind = 'local' | 'two-node' | 'projection' | 'quad';

/** Options of {@link computeClustering}. */
export interface ClusteringOptions extends Omit<SOptions, 's' | 'of'> {
  /** Default `local`. */
  readonly kind?: ClusteringKind | undefined;
  /** What `two-node` divides shared hyperedges by. Default `union`. */
  readonly share?: OverlapShare | undefined;
}

/** Scores of all nodes and their mean over all nodes. */
export interface Clustering {
  readonly kind: ClusteringKind;
  readonly mean: number;
  readonly scores: Float64Array;
}

/**
 * Clustering coefficient of every node; 0 where it is not defined.
 *
 * - `local`: mean extra overlap of pairs of its hyperedges (Zhou and Nakhleh
 *   2011, doi:10.1186/1471-2105-12-132; Klimm et al. 2021,
 *   doi:10.1093/comnet/cnaa028).
 * - `two-node`: mean over its neighbours of shared hyperedges as a share of
 *   those of either (`union`), of the poorer (`min`) or of the richer (`max`);
 *   Gallagher and Goldberg 2013, doi:10.1145/2506583.2506635.
 * - `projection`: closed share of pairs of neighbours in the clique expansion.
 * - `quad`: quads the node is in, two nodes in the same two hyperedges, over those its
 *   hyperedges could make: Σ over pairs of them of the smaller size less 1. Ha,
 *   Neri and Annibale 2024, doi:10.1063/5.0188246.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the clique expansion does
 * not fit in memory.
 */
export function computeClustering(
  hypergraph: Hypergraph,
  options: ClusteringOptions = {},
): Clustering {
  const { kind = 'local' } = options;
  const scores = clusteringScores(hypergraph, kind, options);
  const sum = scores.reduce((total, score) => total + score, 0);
  return { kind, mean: scores.length === 0 ? 0 : sum / scores.length, scores };
}

function clusteringScores(
  hypergraph: Hypergraph,
  kind: ClusteringKind,
  options: ClusteringOptions,
): Float64Array {
  const { edges, nodes } = hypergraph;
  switch (kind) {
    case 'local': {
      const adjacency = storedAdjacency(hypergraph, {
        ...options,
        of: 'nodes',
      });
      return localClustering(edges, nodes, adjacency, options);
    }
    case 'two-node':
      return meanOverlapShares(nodes, edges, options.share ?? 'union', options);
    case 'projection':
      return computeLineClustering(hypergraph, { ...options, of: 'nodes' })
        .scores;
    case 'quad':
      return quadClustering(edges, nodes, options);
  }
}
