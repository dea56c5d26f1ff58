import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { logExponentialDiagonal } from '#compute/cpu/exponential-diagonal.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure } from '../s-structure.ts';
import { graphParts, type IteratedOptions } from './iterated-scores.ts';

/**
 * Natural logarithm of subhypergraph centrality: closed walks through every
 * element in the s-line graph weighted by overlap, a walk of k steps for 1/k!. 0
 * for elements without neighbours. Equal hyperedges count each.
 * @returns The residual is the largest last change of a logarithm.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the pairs
 * do not fit in memory (s > 1).
 * @remarks Estrada and Rodríguez-Velázquez 2006,
 * doi:10.1016/j.physa.2005.12.002. Some tens of products an element: time grows
 * with elements × incidences. Method: {@link logExponentialDiagonal}.
 */
export function computeSubhypergraph(
  hypergraph: Hypergraph,
  options: IteratedOptions = {},
): IteratedScores {
  const { ids } = sStructure(hypergraph, options);
  const values = new Float64Array(ids.count);
  let converged = true;
  let iterations = 0;
  let residual = 0;
  for (const { members, graph } of graphParts(hypergraph, options)) {
    const found = logExponentialDiagonal(graph, options);
    members.forEach((element, i) => (values[element] = found.values[i] ?? 0));
    converged &&= found.converged;
    iterations = Math.max(iterations, found.iterations);
    residual = Math.max(residual, found.residual);
  }
  return { values, converged, iterations, residual };
}
