import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { cohesionMeasures, type CohesionResults } from './cohesion-measures.ts';
import { spectralMeasures, type SpectralResults } from './spectral-measures.ts';
import {
  statisticsMeasures,
  type StatisticsResults,
} from './statistics-measures.ts';
import {
  structureMeasures,
  type StructureResults,
} from './structure-measures.ts';
import type { Measures, TopologyOptions } from './topology-measure.ts';
import { walkMeasures, type WalkResults } from './walk-measures.ts';

/** Results as the contract words them; long lists are streams of rows. */
export type TopologyResults = WalkResults &
  CohesionResults &
  SpectralResults &
  StructureResults &
  StatisticsResults;

export type TopologyMeasure = keyof TopologyResults;

const measures: Measures<TopologyResults> = {
  ...walkMeasures,
  ...cohesionMeasures,
  ...spectralMeasures,
  ...structureMeasures,
  ...statisticsMeasures,
};

/** Names of all measures. */
export const topologyMeasures = Object.keys(measures) as TopologyMeasure[];

/**
 * Computes one measure.
 * @throws PolyadError INVALID_ARGUMENT for a missing or wrong option, NOT_FOUND
 * for an unknown id, CANCELLED
 */
export function computeTopology<Measure extends TopologyMeasure>(
  hypergraph: Hypergraph,
  measure: Measure,
  options: TopologyOptions = {},
  loop: ComputeOptions = {},
): TopologyResults[Measure] {
  return measures[measure](hypergraph, options, loop);
}
