import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  countNodeMotifs,
  nodeMotifPatterns,
  type NodeMotifSize,
} from '#compute/cpu/node-motifs.ts';

/** Counts of patterns on a few nodes; entry `i` of a list is for `patterns[i]`. */
export interface NodeMotifs {
  readonly size: NodeMotifSize;
  /** Hyperedges of each pattern, members numbered from 1, as in `12 123`. */
  readonly patterns: readonly string[];
  readonly counts: Float64Array;
  readonly total: number;
}

/** Options of {@link computeNodeMotifs}. */
export interface NodeMotifOptions extends LoopOptions {
  /** Nodes of a motif. Default 3. */
  readonly size?: NodeMotifSize | undefined;
}

/**
 * Motifs on three or four nodes: sets of nodes that hang together by the
 * hyperedges that lie wholly inside the set, by the pattern these make. Larger
 * hyperedges are not seen; equal ones count once.
 * @throws PolyadError CANCELLED
 * @remarks Cost and source: {@link countNodeMotifs}.
 */
export function computeNodeMotifs(
  hypergraph: Hypergraph,
  options: NodeMotifOptions = {},
): NodeMotifs {
  const { size = 3 } = options;
  const { edges, nodeCount } = hypergraph;
  const counts = countNodeMotifs(edges, nodeCount, size, options);
  return {
    size,
    patterns: nodeMotifPatterns(size).names,
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}
