/**
 * Polyad as a library: the same core as the command line and the page.
 *
 * @packageDocumentation
 */
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeCloseness } from '#topology/centrality/closeness.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { computeEccentricity } from '#topology/centrality/eccentricity.ts';
import { computeHarmonic } from '#topology/centrality/harmonic.ts';
import { summarize } from '#topology/summary.ts';
import { computeStatistics } from '#topology/statistics/statistics.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import { computeShortestWalk } from '#topology/walks/distance.ts';
import {
  computeLineGraph,
  countLineGraphPairs,
} from '#topology/walks/line-graph.ts';

export { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
export { Hypergraph } from '#hypergraph/hypergraph.ts';
export { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
export { hypergraphFromMembers } from '#hypergraph/from-members.ts';
export {
  collapseEdges,
  collapseNodes,
  collapseNodesAndEdges,
} from '#hypergraph/collapse.ts';
export {
  connectedComponents,
  largestComponent,
} from '#hypergraph/connected-components.ts';
export { DeltaLog } from '#hypergraph/delta-log.ts';
export { starExpansion, twoSection } from '#hypergraph/expansions.ts';
export { starToGraphology, toGraphology } from '#hypergraph/graphology.ts';
export {
  removeEdges,
  removeNodes,
  restrictToEdges,
  restrictToNodes,
} from '#hypergraph/restrict.ts';
export { TimeIndex } from '#hypergraph/time-windows.ts';
export { lineGraphLinks } from '#topology/walks/line-graph.ts';
export { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
export { writeHypergraph } from '#pipeline/sources/write-hypergraph.ts';

/** Structure: every function takes a hypergraph and, where it applies, `{ s, of }`. */
export const topology = {
  summarize,
  lineGraph: computeLineGraph,
  countLineGraphPairs,
  components: computeComponents,
  shortestWalk: computeShortestWalk,
  diameter: computeDiameter,
  toplexes: (hypergraph: Hypergraph): Uint32Array =>
    findToplexes(hypergraph.edges, hypergraph.nodes),
  statistics: computeStatistics,
  degree: computeDegree,
  betweenness: computeBetweenness,
  closeness: computeCloseness,
  harmonic: computeHarmonic,
  eccentricity: computeEccentricity,
} as const;

/** Surprise: scores with their reasons, and how good they are where the truth is known. */
export const anomaly = {
  detect: detectAnomalies,
  evaluate: evaluateScores,
} as const;
