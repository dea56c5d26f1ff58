import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { computeBetweenness } from './betweenness.ts';
import type { CentralityOptions } from './centrality-options.ts';
import { computeCloseness } from './closeness.ts';
import { computeDegree } from './degree.ts';
import { computeEccentricity } from './eccentricity.ts';
import { computeEigenvector } from './eigenvector.ts';
import { computeHarmonic } from './harmonic.ts';
import type { IteratedOptions } from './iterated-scores.ts';
import { computeKatz } from './katz.ts';
import { computeNodeEdge } from './node-edge.ts';
import { computePageRank } from './pagerank.ts';
import { computeSubhypergraph } from './subhypergraph.ts';
import {
  computeHEigenvector,
  computeZEigenvector,
} from './tensor-eigenvector.ts';
import { computeWalk } from './walk.ts';

/**
 * Every centrality that is counted, by the name the contract gives it: scores of
 * all elements, in their order.
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

/**
 * Every centrality that is the solution of an equation, by the name the contract
 * gives it: scores of all elements, in their order, with what is left of the
 * equation.
 */
export const iteratedCentralities = {
  pagerank: computePageRank,
  walk: computeWalk,
  eigenvector: computeEigenvector,
  'h-eigenvector': computeHEigenvector,
  'z-eigenvector': computeZEigenvector,
  'node-edge': computeNodeEdge,
  katz: computeKatz,
  subhypergraph: computeSubhypergraph,
} as const satisfies Record<
  string,
  (hypergraph: Hypergraph, options?: IteratedOptions) => IteratedScores
>;
