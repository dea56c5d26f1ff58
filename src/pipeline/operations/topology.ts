import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { WorkRunner } from '#compute/planner.ts';
import { choiceMeasures, type ChoiceResults } from './choice-measures.ts';
import { cohesionMeasures, type CohesionResults } from './cohesion-measures.ts';
import { distanceMeasures, type DistanceResults } from './distance-measures.ts';
import { homologyMeasures, type HomologyResults } from './homology-measures.ts';
import { patternMeasures, type PatternResults } from './pattern-measures.ts';
import { plannedMeasures, type PlannedMeasures } from './planned-measures.ts';
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
  DistanceResults &
  CohesionResults &
  SpectralResults &
  StructureResults &
  HomologyResults &
  PatternResults &
  ChoiceResults &
  StatisticsResults;

export type TopologyMeasure = keyof TopologyResults;

const measures: Measures<TopologyResults> = {
  ...walkMeasures,
  ...distanceMeasures,
  ...cohesionMeasures,
  ...spectralMeasures,
  ...structureMeasures,
  ...homologyMeasures,
  ...patternMeasures,
  ...choiceMeasures,
  ...statisticsMeasures,
};

/** Those of them that a GPU may do. */
const planned: PlannedMeasures<TopologyResults> = plannedMeasures;

/** Names of all measures. */
export const topologyMeasures = Object.keys(measures) as TopologyMeasure[];

/**
 * Computes one measure.
 * @param runner - Decides where kernels run that a GPU has too; the others, and all where
 * there is none, run on the processor as `loop` says.
 * @throws PolyadError INVALID_ARGUMENT for a missing or wrong option, NOT_FOUND
 * for an unknown id, CANCELLED
 */
export async function computeTopology<Measure extends TopologyMeasure>(
  hypergraph: Hypergraph,
  measure: Measure,
  options: TopologyOptions = {},
  { runner, ...loop }: TopologyWatch = {},
): Promise<TopologyResults[Measure]> {
  const compute = planned[measure];
  if (runner !== undefined && compute !== undefined) {
    return compute(runner, hypergraph, options, loop);
  }
  return measures[measure](hypergraph, options, loop);
}

/** What a measure takes beside its options. */
export interface TopologyWatch extends ComputeOptions {
  readonly runner?: WorkRunner | undefined;
}
