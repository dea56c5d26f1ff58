import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import {
  graphParts,
  leadingEigenvector,
  scoresByPart,
  type IteratedOptions,
} from './iterated-scores.ts';

/** Scores of nodes by size of hyperedge. */
export interface LineVector extends IteratedScores {
  /** Sizes 2 … largest. */
  readonly sizes: Uint32Array;
  /** Row-major: row = node, column = position in `sizes`. */
  readonly values: Float64Array;
  /** Score of each hyperedge in the line graph; sum 1. */
  readonly edgeValues: Float64Array;
}

/**
 * Vector centrality of nodes: for each size k, the eigenvector scores in the line
 * graph (s = 1, not weighted) of the node's hyperedges of size k, over k.
 * Components of the line graph as in the eigenvector centrality, so that
 * hypergraphs need not be connected. `of` and `s` are not used.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the line graph does not fit
 * in memory.
 * @remarks Kovalenko et al. 2022, doi:10.1016/j.chaos.2022.112397. Memory O(nodes ·
 * largest size + pairs).
 */
export function computeLineVector(
  hypergraph: Hypergraph,
  options: Omit<IteratedOptions, 's' | 'of'> = {},
): LineVector {
  const { edgeCount, nodeCount } = hypergraph;
  const parts = graphParts(hypergraph, { ...options, of: 'edges' }, false);
  const { values: edgeValues, ...state } = scoresByPart(
    edgeCount,
    parts,
    ({ graph }) => leadingEigenvector(graph, options),
  );
  let largest = 1;
  for (let edge = 0; edge < edgeCount; edge++) {
    largest = Math.max(largest, hypergraph.edgeSize(edge));
  }
  const sizes = Uint32Array.from({ length: largest - 1 }, (_, i) => i + 2);
  const values = new Float64Array(nodeCount * sizes.length);
  for (let edge = 0; edge < edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    if (size < 2) continue;
    for (const node of hypergraph.edgeMembers(edge)) {
      const at = node * sizes.length + size - 2;
      values[at] = (values[at] ?? 0) + (edgeValues[edge] ?? 0) / size;
    }
  }
  return { ...state, sizes, values, edgeValues };
}
