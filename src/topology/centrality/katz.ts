import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { katz } from '#compute/cpu/page-rank.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import {
  leadingEigenvector,
  overlapGraph,
  type IteratedOptions,
} from './iterated-scores.ts';

/** Options of {@link computeKatz}. */
export interface KatzOptions extends IteratedOptions {
  /**
   * Weight of each further step. Default 0.85/λ, λ the largest eigenvalue;
   * `half-power` is 2⁻ⁿ, as XGI has it, which past some fifty elements leaves no
   * more than overlaps summed.
   */
  readonly alpha?: number | 'half-power' | undefined;
}

/** Katz scores with the α that was used. */
export interface Katz extends IteratedScores {
  readonly alpha: number;
}

/** Share of 1/λ that α takes by default. */
const DEFAULT_SHARE = 0.85;

/**
 * Katz centrality in the s-line graph weighted by overlap: Σ over k ≥ 1 of
 * α^{k−1} Aᵏ 1, scaled to sum 1; 0 for elements without neighbours.
 * @returns The residual is the last term over the sum, at its largest.
 * @throws PolyadError INVALID_ARGUMENT if α is negative or not below 1/λ, where
 * the sum has no value; CANCELLED
 * @remarks Katz 1953, doi:10.1007/BF02289026. For s = 1 the graph is not built.
 */
export function computeKatz(
  hypergraph: Hypergraph,
  options: KatzOptions = {},
): Katz {
  const graph = overlapGraph(hypergraph, options);
  const { eigenvalue } = leadingEigenvector(graph, { signal: options.signal });
  const alpha = chosenAlpha(options.alpha, eigenvalue, graph.size);
  if (!(alpha >= 0) || alpha * eigenvalue >= 1) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `α is ${alpha}; it must be at least 0 and below 1/λ = ${1 / eigenvalue}.`,
      { alpha, limit: 1 / eigenvalue },
    );
  }
  const found = katz(graph, { ...options, alpha });
  const sum = found.values.reduce((total, value) => total + value, 0);
  const values =
    sum > 0 ? found.values.map((value) => value / sum) : found.values;
  return { ...found, values, alpha };
}

function chosenAlpha(
  alpha: KatzOptions['alpha'],
  eigenvalue: number,
  size: number,
): number {
  if (alpha === 'half-power') return 2 ** -size;
  return alpha ?? (eigenvalue === 0 ? 0 : DEFAULT_SHARE / eigenvalue);
}
