import type { ComputeOptions } from '#compute/backend.ts';
import {
  planComponents,
  planCores,
  planEdgeMotifs,
  planLevels,
  planOverlapCount,
  planOverlapPairs,
  planToplexes,
} from '#compute/planned-kernels.ts';
import type { WorkRunner } from '#compute/planner.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { coreProblem } from '#topology/cohesion/cores.ts';
import { differentEdges, motifsOfCounts } from '#topology/motifs/motifs.ts';
import { sStructure } from '#topology/s-structure.ts';
import { rankedComponents } from '#topology/walks/components.ts';
import { walkOfLevels } from '#topology/walks/distance.ts';
import { lineGraphOfPairs } from '#topology/walks/line-graph.ts';
import {
  cohesionMeasures,
  coresResult,
  motifsResult,
  type CohesionResults,
} from './cohesion-measures.ts';
import {
  distanceMeasures,
  elementPair,
  walkResult,
  type DistanceResults,
} from './distance-measures.ts';
import type { TopologyOptions } from './topology-measure.ts';
import {
  componentsResult,
  lineGraphResult,
  lineGraphSizeResult,
  toplexesResult,
  type WalkResults,
} from './walk-measures.ts';

/** A function for each measure that leaves it to `runner` where the kernel runs. */
export type PlannedMeasures<Results> = {
  readonly [Measure in keyof Results]?: (
    runner: WorkRunner,
    hypergraph: Hypergraph,
    options: TopologyOptions,
    loop: ComputeOptions,
  ) => Promise<Results[Measure]>;
};

/** The measures whose kernels also run on a GPU, where they are exact. */
export const plannedMeasures: PlannedMeasures<
  WalkResults & DistanceResults & CohesionResults
> = {
  linegraph: async (runner, hypergraph, options, loop) => {
    const structure = sStructure(hypergraph, options);
    if (options.countOnly === true) {
      const { s, of, ids } = structure;
      const pairCount = await planOverlapCount(runner, structure, loop);
      return lineGraphSizeResult({ s, of, vertexCount: ids.count, pairCount });
    }
    const pairs = await planOverlapPairs(runner, structure, loop);
    return lineGraphResult(lineGraphOfPairs(structure, pairs));
  },
  components: async (runner, hypergraph, options, loop) => {
    const structure = sStructure(hypergraph, options);
    const found = await planComponents(runner, structure, loop);
    return componentsResult(rankedComponents(structure, found));
  },
  distance: async (runner, hypergraph, options, loop) => {
    if (options.timeRespecting === true || options.weighted === true) {
      return distanceMeasures.distance(hypergraph, options, loop);
    }
    const [source, target] = elementPair(hypergraph, options);
    const structure = sStructure(hypergraph, options);
    const asked = { ...loop, source, target };
    const levels = await planLevels(runner, structure, asked);
    const walk = walkOfLevels(structure, levels, target);
    return walkResult(hypergraph, walk, options, loop);
  },
  toplexes: async (runner, hypergraph, _options, loop) => {
    const { edges, nodes } = hypergraph;
    const found = await planToplexes(runner, edges, nodes, loop);
    return toplexesResult(hypergraph, found);
  },
  cores: async (runner, hypergraph, options, loop) => {
    const { of = 'nodes', minSize } = options;
    const problem = coreProblem(hypergraph, { of, minSize });
    const cores = await planCores(runner, problem, loop);
    return coresResult(hypergraph, options, cores);
  },
  motifs: async (runner, hypergraph, options, loop) => {
    // Samples are drawn one after the other: nothing for a GPU.
    if (options.samples !== undefined) {
      return cohesionMeasures.motifs(hypergraph, options, loop);
    }
    const { rows, columns } = differentEdges(hypergraph);
    const counts = await planEdgeMotifs(runner, rows, columns, loop);
    return motifsResult(motifsOfCounts(counts));
  },
};
