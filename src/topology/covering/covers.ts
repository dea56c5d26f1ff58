import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { greedyCover } from '#compute/cpu/set-cover.ts';

/** Options of {@link setCover} and {@link hittingSet}. */
export interface CoverOptions extends LoopOptions {
  /** Of each element that may be chosen, above 0. Default 1. */
  readonly costs?: Float64Array | undefined;
}

/** Elements chosen so that nothing is left out. */
export interface Cover {
  /** Indices in the order chosen. */
  readonly chosen: Uint32Array;
  /** Their number, or sum of costs. */
  readonly cost: number;
  /** No choice costs less; cost / lowerBound is how far from the best this may be. */
  readonly lowerBound: number;
  /** The cost is at most so many times the least, whatever the hypergraph of these sizes: 1 + 1/2 + … + 1/k. */
  readonly guarantee: number;
}

/**
 * Set cover: hyperedges that together hold every node which is in any.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Greedy, with k the largest size: {@link greedyCover}.
 */
export function setCover(
  hypergraph: Hypergraph,
  options: CoverOptions = {},
): Cover {
  const { edges, nodes, edgeCount } = hypergraph;
  const costs = checkedCosts(options, edgeCount);
  const { rows, ...cover } = greedyCover(edges, nodes, costs, options);
  const sizes = rowLengths(edges);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 1);
  const guarantee = harmonic(largest);
  return { chosen: Uint32Array.from(rows), ...cover, guarantee };
}

/**
 * Hitting set (transversal, vertex cover): nodes of which every hyperedge that is
 * not empty holds one. A set cover of the dual.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function hittingSet(
  hypergraph: Hypergraph,
  options: CoverOptions = {},
): Cover {
  return setCover(hypergraph.dual(), options);
}

function harmonic(k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += 1 / i;
  return sum;
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedCosts({ costs }: CoverOptions, count: number): Float64Array {
  if (costs === undefined) return new Float64Array(count).fill(1);
  if (costs.length === count && costs.every((cost) => cost > 0)) return costs;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There must be a cost above 0 for each of ${count} elements that may be chosen.`,
    { costs: costs.length, elements: count },
  );
}
