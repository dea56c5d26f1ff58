import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { sStructure } from '../s-structure.ts';
import type { CentralityOptions } from './centrality-options.ts';

/**
 * s-eccentricity of every element: the largest s-distance inside its own
 * component, 0 for singletons. There is no normalised form.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link distanceTotals}.
 */
export function computeEccentricity(
  hypergraph: Hypergraph,
  options: CentralityOptions = {},
): Float64Array {
  const { s, rows, columns } = sStructure(hypergraph, options);
  return Float64Array.from(
    distanceTotals(rows, columns, s, options).eccentricity,
  );
}
