import type { SOptions } from '../s-structure.ts';

/** What every centrality takes. */
export interface CentralityOptions extends SOptions {
  /** Default false. Metrics without a normalised form ignore it. */
  readonly normalized?: boolean | undefined;
  /** Most pairs of the line graph to hold in memory; see `compute/cpu/s-neighbors.ts`. */
  readonly maxStoredPairs?: number | undefined;
}

/**
 * 2/((n − 1)(n − 2)), one over the pairs of other elements; 0 below three.
 * @param n - All elements, singletons included.
 */
export function pairFactor(n: number): number {
  return n < 3 ? 0 : 2 / ((n - 1) * (n - 2));
}
