import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { graphCores } from '#compute/cpu/cores.ts';
import { linkDegreeCorrelation } from '#compute/cpu/degree-correlation.ts';
import { trianglesPerVertex } from '#compute/cpu/triangles.ts';
import {
  storedAdjacency,
  type StoredGraphOptions,
} from './stored-adjacency.ts';

/** Clustering of an s-line graph. */
export interface LineClustering {
  /** Closed share of pairs of neighbours of each element; 0 below two neighbours. */
  readonly scores: Float64Array;
  /** Mean of `scores` over all elements. */
  readonly mean: number;
  /** Closed share of all pairs of neighbours; 0 where there is no such pair. */
  readonly transitivity: number;
}

/**
 * Core number of every element in the s-line graph.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the line
 * graph does not fit in memory.
 * @remarks Time O(pairs) beside the line graph's own.
 */
export function computeLineCores(
  hypergraph: Hypergraph,
  options: StoredGraphOptions = {},
): Uint32Array {
  return graphCores(storedAdjacency(hypergraph, options), options);
}

/**
 * Clustering and transitivity of the s-line graph. With `of: 'nodes'` and s = 1
 * this is the clique expansion.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the line
 * graph does not fit in memory.
 * @remarks Cost: {@link trianglesPerVertex}.
 */
export function computeLineClustering(
  hypergraph: Hypergraph,
  options: StoredGraphOptions = {},
): LineClustering {
  const adjacency = storedAdjacency(hypergraph, options);
  const triangles = trianglesPerVertex(adjacency, options);
  let closed = 0;
  let wedges = 0;
  let sum = 0;
  rowLengths(adjacency).forEach((degree, element) => {
    const pairs = (degree * (degree - 1)) / 2;
    const found = triangles[element] ?? 0;
    closed += found;
    wedges += pairs;
    triangles[element] = pairs === 0 ? 0 : found / pairs;
    sum += triangles[element];
  });
  return {
    scores: triangles,
    mean: triangles.length === 0 ? 0 : sum / triangles.length,
    transitivity: wedges === 0 ? 0 : closed / wedges,
  };
}

/**
 * Degree assortativity of the s-line graph: correlation of degrees over its
 * pairs, each taken both ways. NaN where degrees do not vary.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the line
 * graph does not fit in memory.
 */
export function computeLineAssortativity(
  hypergraph: Hypergraph,
  options: StoredGraphOptions = {},
): number {
  return linkDegreeCorrelation(storedAdjacency(hypergraph, options));
}
