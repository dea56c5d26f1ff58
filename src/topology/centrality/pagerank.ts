import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { pageRank } from '#compute/cpu/page-rank.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { overlapGraph, type IteratedOptions } from './iterated-scores.ts';

/** Options of {@link computePageRank}. */
export interface PageRankOptions extends IteratedOptions {
  /** Probability to go on by overlap rather than to jump. Default 0.85. */
  readonly damping?: number | undefined;
}

/**
 * PageRank of every element in the s-line graph weighted by overlap. Sum 1.
 * @throws PolyadError INVALID_ARGUMENT if `damping` is not from 0 to below 1;
 * CANCELLED
 * @remarks For s = 1 the line graph is not built: O(incidences) a step. Residual
 * and source: {@link pageRank}.
 */
export function computePageRank(
  hypergraph: Hypergraph,
  options: PageRankOptions = {},
): IteratedScores {
  const { damping = 0.85 } = options;
  if (!(damping >= 0 && damping < 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The damping is ${damping}; it must be at least 0 and below 1.`,
      { damping },
    );
  }
  return pageRank(overlapGraph(hypergraph, options), { ...options, damping });
}
