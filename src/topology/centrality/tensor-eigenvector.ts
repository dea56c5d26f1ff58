import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import { HyperedgeTensor } from '#compute/cpu/hyperedge-tensor.ts';
import {
  hEigenvector,
  zEigenvector,
  type IteratedScores,
} from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure } from '../s-structure.ts';
import {
  hypergraphParts,
  scoresByPart,
  type IteratedOptions,
} from './iterated-scores.ts';

/**
 * H-eigenvector centrality, A x^{r−1} = λ x^{[r−1]}, for hyperedges of any sizes
 * up to r. Each component by itself, scores summing to its share of elements; 0
 * for elements without neighbours. `s` is not used.
 * @returns The residual is (λ⁺ − λ⁻)/λ⁻ for the bounds on λ that the scores prove.
 * @throws PolyadError LIMIT_EXCEEDED if a hyperedge has more than 170 members;
 * CANCELLED
 * @remarks Benson 2019, doi:10.1137/18M1203031; sizes that differ: Aksoy, Amburg
 * and Young 2024, doi:10.1137/23M1584472. Cost: {@link HyperedgeTensor}.
 */
export function computeHEigenvector(
  hypergraph: Hypergraph,
  options: IteratedOptions = {},
): IteratedScores {
  return tensorScores(hypergraph, options, hEigenvector);
}

/**
 * Z-eigenvector centrality, A x^{r−1} = λ x with |x| = 1: a local maximum of A xʳ
 * reached from equal scores. Not unique; may be 0 off a few hyperedges where
 * sizes differ. Components as in {@link computeHEigenvector}.
 * @returns The residual is ‖A x^{r−1} − λ x‖/λ.
 * @throws PolyadError LIMIT_EXCEEDED if a hyperedge has more than 170 members;
 * CANCELLED
 * @remarks Source and method: {@link zEigenvector}.
 */
export function computeZEigenvector(
  hypergraph: Hypergraph,
  options: IteratedOptions = {},
): IteratedScores {
  return tensorScores(hypergraph, options, zEigenvector);
}

function tensorScores(
  hypergraph: Hypergraph,
  options: IteratedOptions,
  solve: typeof hEigenvector,
): IteratedScores {
  const { ids } = sStructure(hypergraph, { of: options.of });
  const { tolerance, maxIterations, signal } = options;
  const parts = hypergraphParts(hypergraph, options);
  return scoresByPart(ids.count, parts, ({ rows, columns }) =>
    solve(new HyperedgeTensor(columns), rowCount(rows), {
      tolerance,
      maxIterations,
      signal,
    }),
  );
}
