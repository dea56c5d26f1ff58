import type { ComputeOptions } from '#compute/backend.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeAssortativity } from '#topology/cohesion/assortativity.ts';
import { computeClustering } from '#topology/cohesion/clustering.ts';
import { computeCores } from '#topology/cohesion/cores.ts';
import { computeReducibility } from '#topology/cohesion/reducibility.ts';
import { computeSimplicialFraction } from '#topology/cohesion/simpliciality.ts';
import { maximizeModularity } from '#topology/communities/modularity-search.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computeMotifs } from '#topology/motifs/motifs.ts';
import { computeAverageDistance } from '#topology/walks/average-distance.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import { countLineGraphPairs } from '#topology/walks/line-graph.ts';
import type { TopologyOptions } from './topology-measure.ts';

/** One number for a hypergraph. */
export type WholeStatistic = (
  hypergraph: Hypergraph,
  options: TopologyOptions,
  loop: ComputeOptions,
) => number;

/**
 * Numbers that a hypergraph comes down to, by the measure they are of: what null models
 * are asked about, and series of windows.
 */
export const wholeStatistics = {
  components: (h, { s }, loop) => computeComponents(h, { s, ...loop }).count,
  linegraph: (h, { s }, loop) =>
    countLineGraphPairs(h, { s, ...loop }).pairCount,
  diameter: (h, { s }, loop) => computeDiameter(h, { s, ...loop }).diameter,
  motifs: (h, _options, loop) => computeMotifs(h, loop).total,
  cores: (h, _options, loop) => computeCores(h, loop).degeneracy,
  clustering: (h, _options, loop) => computeClustering(h, loop).mean,
  assortativity: (h, _options, loop) => computeAssortativity(h, loop),
  simpliciality: (h, _options, loop) => computeSimplicialFraction(h, loop),
  distances: (h, { s }, loop) => computeAverageDistance(h, { s, ...loop }).mean,
  holes: (h, _options, loop) =>
    computeHomology(h, { maxDim: 1, counts: false, ...loop }).betti[1] ?? 0,
  voids: (h, _options, loop) =>
    computeHomology(h, { maxDim: 2, counts: false, ...loop }).betti[2] ?? 0,
  reducibility: (h, _options, loop) =>
    computeReducibility(h, loop).reducibility,
  modularity: (h, { seed }, { signal }) =>
    maximizeModularity(h, { seed, signal, trials: 0 }).quality,
} as const satisfies Record<string, WholeStatistic>;

/** Their names, the first by default. */
export const statisticNames = Object.keys(
  wholeStatistics,
) as (keyof typeof wholeStatistics)[];
