import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import { sDegrees } from '#compute/cpu/s-degrees.ts';
import { sStructure } from '../s-structure.ts';
import type { CentralityOptions } from './centrality-options.ts';

/**
 * s-degree of every element. Of nodes: hyperedges of at least `s` members that
 * hold the node. Of hyperedges, by duality: members that lie in at least `s`
 * hyperedges; for s = 1, the size. Normalised: divided by the number of all
 * hyperedges (nodes).
 * @throws PolyadError INVALID_ARGUMENT
 * @remarks Time O(incidences).
 */
export function computeDegree(
  hypergraph: Hypergraph,
  options: CentralityOptions = {},
): Float64Array {
  const { s, rows, columns } = sStructure(hypergraph, options);
  const degrees = sDegrees(rows, columns, s);
  const factor =
    options.normalized === true ? 1 / Math.max(1, rowCount(columns)) : 1;
  return Float64Array.from(degrees, (degree) => degree * factor);
}
