import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { sStructure } from '../s-structure.ts';
import { pairFactor, type CentralityOptions } from './centrality-options.ts';

/**
 * s-harmonic closeness of every element: Σ 1/d over the elements it reaches, 0
 * for singletons. Normalised: × 2/((n − 1)(n − 2)) with n all elements, the
 * factor HyperNetX uses; it is not bounded by 1.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link distanceTotals}.
 */
export function computeHarmonic(
  hypergraph: Hypergraph,
  options: CentralityOptions = {},
): Float64Array {
  const { s, rows, columns, ids } = sStructure(hypergraph, options);
  const { inverseSum } = distanceTotals(rows, columns, s, options);
  if (options.normalized !== true) return inverseSum;
  const factor = pairFactor(ids.count);
  return inverseSum.map((sum) => sum * factor);
}
