import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure } from '../s-structure.ts';
import {
  graphParts,
  leadingEigenvector,
  scoresByPart,
  type IteratedOptions,
} from './iterated-scores.ts';

/**
 * Leading eigenvector of the s-line graph weighted by overlap; of nodes and for
 * s = 1 that is the clique expansion. Each component by itself, scores summing to
 * its share of elements; 0 for elements without neighbours.
 * @returns The residual is ‖A v − λ v‖/λ, the worst of all components.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the pairs
 * do not fit in memory (s > 1).
 * @remarks Lanczos from the all-ones vector; for s = 1 the graph is not built.
 * Benson 2019, doi:10.1137/18M1203031.
 */
export function computeEigenvector(
  hypergraph: Hypergraph,
  options: IteratedOptions = {},
): IteratedScores {
  const { ids } = sStructure(hypergraph, options);
  const parts = graphParts(hypergraph, options);
  return scoresByPart(ids.count, parts, ({ graph }) =>
    leadingEigenvector(graph, options),
  );
}
