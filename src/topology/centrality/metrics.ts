import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeBetweenness } from './betweenness.ts';
import type { CentralityOptions } from './centrality-options.ts';
import { computeCloseness } from './closeness.ts';
import { computeDegree } from './degree.ts';
import { computeEccentricity } from './eccentricity.ts';
import { computeHarmonic } from './harmonic.ts';

/**
 * Every centrality by the name the contract gives it: scores of all elements, in
 * their order.
 */
export const centralities = {
  degree: computeDegree,
  betweenness: computeBetweenness,
  closeness: computeCloseness,
  harmonic: computeHarmonic,
  eccentricity: computeEccentricity,
} as const satisfies Record<
  string,
  (hypergraph: Hypergraph, options?: CentralityOptions) => Float64Array
>;
