import { LoopWatch } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { transitionResidual } from '#compute/cpu/node-edge-walk.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure } from '../s-structure.ts';
import { weightedWalk, type WalkEdgeWeights } from '../walks/weighted-walk.ts';
import type { IteratedOptions } from './iterated-scores.ts';

/**
 * Stationary distribution of the walk node → one of its hyperedges → one of its
 * members, each drawn uniformly (hyperedge → node → hyperedge for `of: 'edges'`).
 * Sum 1; 0 for elements without incidences.
 * @returns In closed form, so without iterations: degree over all incidences,
 * which spreads over components by their incidences. The residual, Σ |π P − π|,
 * is measured nevertheless.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Time O(incidences). Hayashi et al. 2020, doi:10.1145/3340531.3412034.
 */
export function computeWalk(
  hypergraph: Hypergraph,
  options: IteratedOptions = {},
): IteratedScores {
  const watch = new LoopWatch(1, options);
  const { rows, columns } = sStructure(hypergraph, { of: options.of });
  const incidences = Math.max(1, hypergraph.incidenceCount);
  const values = Float64Array.from(
    rowLengths(rows),
    (degree) => degree / incidences,
  );
  const residual = transitionResidual(rows, columns, values);
  watch.finish();
  return { values, converged: true, iterations: 0, residual };
}

/** Options of {@link computeWeightedWalk}. */
export interface WeightedWalkOptions extends Omit<IteratedOptions, 's' | 'of'> {
  /** Default `equal`. */
  readonly edgeWeights?: WalkEdgeWeights | undefined;
}

/**
 * Stationary distribution over nodes of the walk that goes to a member by the
 * `weight` of its incidence. Such a walk need not be reversible, so this is
 * iterated from the distribution by degree, whose share of each component it
 * keeps. Sum 1.
 * @returns The residual is Σ |π P − π|.
 * @throws PolyadError INVALID_ARGUMENT if weights are negative; CANCELLED
 * @remarks Hayashi et al. 2020, doi:10.1145/3340531.3412034.
 */
export function computeWeightedWalk(
  hypergraph: Hypergraph,
  { edgeWeights, ...options }: WeightedWalkOptions = {},
): IteratedScores {
  const walk = weightedWalk(hypergraph, edgeWeights);
  const { values } = computeWalk(hypergraph, { of: 'nodes' });
  return walk.stationary(values, options);
}
