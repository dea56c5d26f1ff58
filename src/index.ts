/**
 * Polyad as a library: the same core as the command line and the page.
 *
 * @packageDocumentation
 */
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { compareRankings } from '#anomaly/evaluation/compare-rankings.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import {
  continueModel,
  scoreWithModel,
  trainModel,
} from '#anomaly/model/anomaly-model.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { runQuery } from '#query/run-query.ts';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { printQuery } from '#query/syntax/print-query.ts';
import * as structure from '#topology.ts';

export { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
export {
  Hypergraph,
  type ElementKind,
  type NetworkType,
} from '#hypergraph/hypergraph.ts';
export type { Incidence } from '#hypergraph/incidence.ts';
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
export {
  starExpansion,
  twoSection,
  type PairGraph,
} from '#hypergraph/expansions.ts';
export {
  hypergraphFromLinks,
  hypergraphFromMatrix,
  hypergraphFromStar,
  incidenceMatrix,
} from '#hypergraph/from-matrix.ts';
export { starToGraphology, toGraphology } from '#hypergraph/graphology.ts';
export {
  removeEdges,
  removeNodes,
  restrictToEdges,
  restrictToNodes,
} from '#hypergraph/restrict.ts';
export {
  cleanUp,
  keepKind,
  keepSizes,
  loneSingletons,
  splitBy,
  withIds,
} from '#hypergraph/parts.ts';
export {
  differenceOf,
  flipIncidences,
  intersectionOf,
  unionOf,
} from '#hypergraph/set-algebra.ts';
export type { QueryAnswer, QueryOptions } from '#query/run-query.ts';
export type { Query } from '#query/syntax/syntax-tree.ts';
export { TimeIndex } from '#hypergraph/time-windows.ts';
export { lineGraphLinks } from '#topology/walks/line-graph.ts';
export { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
export { writeHypergraph } from '#pipeline/sources/write-hypergraph.ts';

/**
 * Structure: everything of `polyad/topology`, and short names for what is asked most. Every
 * function takes a hypergraph and, where it applies, `{ s, of }`.
 */
export const topology = {
  ...structure,
  summarize: structure.summarize,
  lineGraph: structure.computeLineGraph,
  components: structure.computeComponents,
  shortestWalk: structure.computeShortestWalk,
  diameter: structure.computeDiameter,
  toplexes: (hypergraph: Hypergraph): Uint32Array =>
    findToplexes(hypergraph.edges, hypergraph.nodes),
  degree: structure.computeDegree,
  betweenness: structure.computeBetweenness,
  closeness: structure.computeCloseness,
  harmonic: structure.computeHarmonic,
  eccentricity: structure.computeEccentricity,
  cores: structure.computeCores,
  motifs: structure.computeMotifs,
  clustering: structure.computeClustering,
  communities: structure.findCommunities,
  homology: structure.computeHomology,
  persistence: structure.computePersistence,
  spectrum: structure.computeSpectrum,
  statistics: structure.computeStatistics,
} as const;

/** Questions: rows of a query text or its syntax tree, and the way between the two. */
export const query = {
  run: runQuery,
  parse: parseQuery,
  print: printQuery,
} as const;

/** Surprise: scores with their reasons, and how good they are where the truth is known. */
export const anomaly = {
  detect: detectAnomalies,
  evaluate: evaluateScores,
  /** Frozen detectors, continued to the same bits as trained from scratch. */
  train: trainModel,
  continueTraining: continueModel,
  scoreWith: scoreWithModel,
  compare: compareRankings,
} as const;
