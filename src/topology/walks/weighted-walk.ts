import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { WeightedWalk } from '#compute/cpu/weighted-walk.ts';

/**
 * Weights of hyperedges in a walk: 1 each, or 1 + the standard deviation of the
 * weights of its incidences, as HyperNetX has it.
 */
export type WalkEdgeWeights = 'equal' | 'deviation' | Float64Array;

/**
 * The walk node → hyperedge, by its weight → member, by the incidence's `weight`
 * (1 where it has none).
 * @throws PolyadError INVALID_ARGUMENT if a weight is negative, or there are not
 * as many weights as hyperedges.
 */
export function weightedWalk(
  hypergraph: Hypergraph,
  edgeWeights: WalkEdgeWeights = 'equal',
): WeightedWalk {
  const { edges, nodeCount, edgeCount, incidenceCount } = hypergraph;
  const known = hypergraph.incidencesByEdge().column('weight')?.numbers();
  const weights = Float64Array.from({ length: incidenceCount }, (_, i) => {
    const weight = known?.[i] ?? 1;
    return Number.isNaN(weight) ? 1 : weight;
  });
  const ofEdges =
    edgeWeights === 'deviation'
      ? deviations(hypergraph, weights)
      : edgeWeights === 'equal'
        ? new Float64Array(edgeCount).fill(1)
        : edgeWeights;
  const fits = (list: Float64Array): boolean =>
    list.every((weight) => weight >= 0);
  if (!fits(weights) || !fits(ofEdges) || ofEdges.length !== edgeCount) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A walk needs weights of 0 or more, one for each of ${incidenceCount} incidences and ${edgeCount} hyperedges; make negative ones positive or leave them out.`,
      { weights: ofEdges.length, edges: edgeCount },
    );
  }
  return new WeightedWalk(edges, nodeCount, weights, ofEdges);
}

function deviations(
  { edges, edgeCount }: Hypergraph,
  weights: Float64Array,
): Float64Array {
  return Float64Array.from({ length: edgeCount }, (_, edge) => {
    const own = weights.subarray(edges.offsets[edge], edges.offsets[edge + 1]);
    const size = Math.max(1, own.length);
    const mean = own.reduce((sum, weight) => sum + weight, 0) / size;
    const squares = own.reduce((sum, weight) => sum + (weight - mean) ** 2, 0);
    return 1 + Math.sqrt(squares / size);
  });
}
