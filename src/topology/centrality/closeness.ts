import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { sStructure } from '../s-structure.ts';
import type { CentralityOptions } from './centrality-options.ts';

/**
 * s-closeness of every element: (k − 1)/Σ d inside its own s-component of k
 * elements, 0 for singletons. Already a ratio; there is no other normalised form.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link distanceTotals}.
 */
export function computeCloseness(
  hypergraph: Hypergraph,
  options: CentralityOptions = {},
): Float64Array {
  const { s, rows, columns } = sStructure(hypergraph, options);
  const { reached, sum } = distanceTotals(rows, columns, s, options);
  return sum.map((total, row) =>
    total === 0 ? 0 : (reached[row] ?? 0) / total,
  );
}
