import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { betweenness } from '#compute/betweenness.ts';
import { sStructure } from '../s-structure.ts';
import { pairFactor, type CentralityOptions } from './centrality-options.ts';

/**
 * s-betweenness of every element: over unordered pairs of other elements, the
 * share of shortest s-walks through it, summed. Normalised: × 2/((n − 1)(n − 2))
 * with n all elements.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost and source: {@link betweenness}.
 */
export function computeBetweenness(
  hypergraph: Hypergraph,
  options: CentralityOptions = {},
): Float64Array {
  const { s, rows, columns, ids } = sStructure(hypergraph, options);
  const scores = betweenness(rows, columns, s, options);
  if (options.normalized !== true) return scores;
  const factor = pairFactor(ids.count);
  return scores.map((score) => score * factor);
}
