import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLength } from '#hypergraph/incidence.ts';
import { neighborMeans } from '#compute/cpu/neighbor-means.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/** Options of {@link computeAverageNeighborDegree}. */
export type NeighborDegreeOptions = Omit<SOptions, 's'>;

/**
 * Mean degree of the neighbours of every node (mean size of the hyperedges that
 * meet every hyperedge, for `of: 'edges'`); 0 for those without a neighbour.
 * @param options - `of`: `nodes` by default.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ sizes²).
 */
export function computeAverageNeighborDegree(
  hypergraph: Hypergraph,
  options: NeighborDegreeOptions = {},
): Float64Array {
  const { of = 'nodes' } = options;
  const { rows, columns } = sStructure(hypergraph, { of });
  return neighborMeans(rows, columns, options, (_, other) =>
    rowLength(rows, other),
  );
}
