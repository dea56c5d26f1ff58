import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { commonMembers } from '#compute/cpu/common-members.ts';
import { checkElement, sStructure, type SOptions } from '../s-structure.ts';
import {
  computeLineGraph,
  forEachPair,
  type LineGraph,
} from '../walks/line-graph.ts';

/** Likeness of listed pairs. */
export interface EdgeSimilarity {
  /** Members that the two share. */
  readonly shared: Uint32Array;
  /** Shared members as a share of those of either; 1 for two empty ones. */
  readonly jaccard: Float64Array;
  /** Shared members as a share of those of the smaller; 1 if it is empty. */
  readonly containment: Float64Array;
}

/**
 * Likeness of each listed pair of hyperedges (nodes, for `of: 'nodes'`). The
 * Jaccard distance is 1 − `jaccard`.
 * @param left - Indices, length P.
 * @param right - Indices, length P.
 * @throws PolyadError INVALID_ARGUMENT if the lengths differ or an index is out
 * of range.
 * @remarks Time O(Σ of both sizes).
 */
export function computeEdgeSimilarity(
  hypergraph: Hypergraph,
  left: Uint32Array,
  right: Uint32Array,
  options: Omit<SOptions, 's'> = {},
): EdgeSimilarity {
  if (left.length !== right.length) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${left.length} left and ${right.length} right indices; pairs need as many of each.`,
      { left: left.length, right: right.length },
    );
  }
  const structure = sStructure(hypergraph, options);
  for (const index of left) checkElement(structure, index);
  for (const index of right) checkElement(structure, index);
  const shared = commonMembers(structure.rows, left, right, options);
  const sizes = rowLengths(structure.rows);
  const size = (index: number | undefined): number => sizes[index ?? 0] ?? 0;
  return {
    shared,
    jaccard: Float64Array.from(shared, (both, p) => {
      const either = size(left[p]) + size(right[p]) - both;
      return either === 0 ? 1 : both / either;
    }),
    containment: Float64Array.from(shared, (both, p) => {
      const smaller = Math.min(size(left[p]), size(right[p]));
      return smaller === 0 ? 1 : both / smaller;
    }),
  };
}

/** An s-line graph with the Jaccard index beside each overlap. */
export interface SimilarityGraph extends LineGraph {
  readonly jaccard: Float64Array;
}

/**
 * The s-line graph with the Jaccard index of every pair: the overlaps of the
 * intersection profile off its diagonal, which holds the sizes.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the pairs
 * do not fit in memory.
 */
export function computeSimilarityGraph(
  hypergraph: Hypergraph,
  options: SOptions = {},
): SimilarityGraph {
  const graph = computeLineGraph(hypergraph, options);
  const sizes = rowLengths(sStructure(hypergraph, options).rows);
  const jaccard = new Float64Array(graph.pairCount);
  let at = 0;
  forEachPair(graph, (left, right, shared) => {
    const either = (sizes[left] ?? 0) + (sizes[right] ?? 0) - shared;
    jaccard[at++] = shared / either;
  });
  return { ...graph, jaccard };
}
