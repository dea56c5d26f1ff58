import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { computeHomology } from './homology.ts';

/** What a benchmark of Betti numbers 0 … 2 yields: their sum. Simplices are not counted. */
export function homologyChecksum(
  hypergraph: Hypergraph,
  options: ComputeOptions = {},
): number {
  const { betti } = computeHomology(hypergraph, {
    ...options,
    maxDim: 2,
    counts: false,
  });
  return betti.reduce((sum, count) => sum + count, 0);
}
