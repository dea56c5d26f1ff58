import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/**
 * When hyperedges appear: by rising size, weight or time, or by values of one's
 * own, one a hyperedge (NaN: never).
 */
export type Filtration = 'size' | 'weight' | 'time' | Float64Array;

/**
 * The value at which each hyperedge appears; NaN for those that never do.
 * - `size`: members.
 * - `weight`: the hyperedge's property `weight`, where it has none the mean weight
 *   of its incidences, which is 1 by default.
 * - `time`: start of the hyperedge, ms.
 * @throws PolyadError INVALID_ARGUMENT if values do not fit or no hyperedge has a time.
 */
export function filtrationValues(
  hypergraph: Hypergraph,
  filtration: Filtration,
): Float64Array {
  const { edgeCount } = hypergraph;
  if (typeof filtration !== 'string') {
    if (filtration.length === edgeCount) return filtration;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${filtration.length} values for ${edgeCount} hyperedges; give one each.`,
      { values: filtration.length, edges: edgeCount },
    );
  }
  if (filtration === 'size') {
    return Float64Array.from({ length: edgeCount }, (_, edge) =>
      hypergraph.edgeSize(edge),
    );
  }
  if (filtration === 'weight') return edgeWeights(hypergraph);
  const times = hypergraph.edgeTimes();
  if (times !== null || edgeCount === 0) return times ?? new Float64Array();
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'No hyperedge has a time; name the column of times, or filter by size or weight.',
    { filtration },
  );
}

function edgeWeights(hypergraph: Hypergraph): Float64Array {
  const { edges, edgeCount } = hypergraph;
  const own = hypergraph.edgeProperties.column('weight')?.numbers();
  const each = hypergraph.incidencesByEdge().column('weight')?.numbers();
  const weights = new Float64Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const weight = own?.[edge] ?? NaN;
    weights[edge] = Number.isNaN(weight)
      ? meanWeight(each, edges.offsets[edge] ?? 0, edges.offsets[edge + 1] ?? 0)
      : weight;
  }
  return weights;
}

function meanWeight(
  weights: Float64Array | undefined,
  from: number,
  to: number,
): number {
  if (weights === undefined || from === to) return 1;
  let sum = 0;
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? NaN;
    sum += Number.isNaN(weight) ? 1 : weight;
  }
  return sum / (to - from);
}
