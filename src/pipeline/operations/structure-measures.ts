import type { ComputeOptions } from '#compute/backend.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeAssortativity } from '#topology/cohesion/assortativity.ts';
import { computeClustering } from '#topology/cohesion/clustering.ts';
import { computeCores } from '#topology/cohesion/cores.ts';
import { computeSimplicialFraction } from '#topology/cohesion/simpliciality.ts';
import {
  communityMethods,
  findCommunities,
  type CommunityMethod,
} from '#topology/communities/find-communities.ts';
import type { Filtration } from '#topology/homology/filtration.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import {
  nullModelTest,
  type NullModelName,
} from '#topology/models/null-model-test.ts';
import { computeMotifs } from '#topology/motifs/motifs.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import { countLineGraphPairs } from '#topology/walks/line-graph.ts';
import { RowStream } from './row-stream.ts';
import {
  chosenName,
  type Measures,
  type TopologyOptions,
} from './topology-measure.ts';

/** A cycle as simplices, each the ids of its nodes. */
export interface NamedCycle {
  readonly dim: number;
  readonly simplices: readonly (readonly string[])[];
}

/** Results of homology, communities and null models. */
export interface StructureResults {
  homology: {
    betti: readonly number[];
    /** Simplices of dimensions 0 … max-dim + 1. */
    simplices: readonly number[];
    /** Whether some of these counts are estimates. */
    isEstimated: boolean;
    euler: number | null;
    generators?: readonly NamedCycle[];
  };
  persistence: {
    filtration: string;
    /** `[dim, birth, death]`; null for what stays. */
    bars: RowStream<readonly [number, number, number | null]>;
    /** Hyperedges without a value, which never appear. */
    leftOut: number;
    /** Simplices of a cycle for each bar; absent unless asked for. */
    generators?: readonly NamedCycle['simplices'][];
  };
  communities: {
    method: string;
    quality: number;
    count: number;
    labels: RowStream<readonly [string, number]>;
  };
  nullmodel: {
    model: string;
    statistic: string;
    samples: number;
    observed: number;
    mean: number;
    sd: number;
    z: number | null;
    p: number;
    pBelow: number;
  };
}

/** Names to choose from, the first by default. */
export const filtrations = ['size', 'weight', 'time'] as const;
export const communityMethodNames = Object.keys(
  communityMethods,
) as CommunityMethod[];
export const nullModels: readonly NullModelName[] = [
  'configuration',
  'chung-lu',
  'dcsbm',
  'bter',
  'shuffle',
];

/** Numbers that a hypergraph comes down to, by the measure they are of. */
const statistics = {
  components: (h, { s }, loop) => computeComponents(h, { s, ...loop }).count,
  linegraph: (h, { s }, loop) =>
    countLineGraphPairs(h, { s, ...loop }).pairCount,
  diameter: (h, { s }, loop) => computeDiameter(h, { s, ...loop }).diameter,
  motifs: (h, _options, loop) => computeMotifs(h, loop).total,
  cores: (h, _options, loop) => computeCores(h, loop).degeneracy,
  clustering: (h, _options, loop) => computeClustering(h, loop).mean,
  assortativity: (h, _options, loop) => computeAssortativity(h, loop),
  simpliciality: (h, _options, loop) => computeSimplicialFraction(h, loop),
} as const satisfies Record<
  string,
  (
    hypergraph: Hypergraph,
    options: TopologyOptions,
    loop: ComputeOptions,
  ) => number
>;

/** Measures that a null model can be asked about. */
export const statisticNames = Object.keys(
  statistics,
) as (keyof typeof statistics)[];

export const structureMeasures: Measures<StructureResults> = {
  homology: (hypergraph, { maxDim, generators }, loop) => {
    const found = computeHomology(hypergraph, { maxDim, generators, ...loop });
    const { betti, simplices, isEstimated, euler } = found;
    const cycles = found.generators?.map((cycle) => ({
      dim: cycle.dim,
      simplices: cycle.simplices.map((simplex) => simplex.map(String)),
    }));
    return {
      betti,
      simplices,
      isEstimated,
      euler,
      ...(cycles && { generators: cycles }),
    };
  },
  persistence: (hypergraph, options, loop) => {
    const { maxDim, generators } = options;
    const filtration: Filtration & string = chosenName(
      'filtration',
      options.filtration,
      filtrations,
    );
    const found = computePersistence(hypergraph, {
      maxDim,
      filtration,
      generators,
      ...loop,
    });
    const cycles = found.generators?.map(({ simplices }) =>
      simplices.map((simplex) => simplex.map(String)),
    );
    const { dims, births, deaths, leftOut } = found;
    const bars = new RowStream(dims.length, (bar) => {
      const death = deaths[bar] ?? Infinity;
      return [
        dims[bar] ?? 0,
        births[bar] ?? 0,
        death === Infinity ? null : death,
      ] as const;
    });
    return { filtration, bars, leftOut, ...(cycles && { generators: cycles }) };
  },
  communities: (hypergraph, { k, seed, ...options }, loop) => {
    const method = chosenName('method', options.method, communityMethodNames);
    const found = findCommunities(hypergraph, { method, k, seed, ...loop });
    const { quality, count, labels } = found;
    const rows = new RowStream(
      labels.length,
      (node) => [hypergraph.nodeIds.textAt(node), labels[node] ?? 0] as const,
    );
    return { method, quality, count, labels: rows };
  },
  nullmodel: (hypergraph, options, loop) => {
    const model = chosenName('model', options.model, nullModels);
    const statistic = chosenName(
      'statistic',
      options.statistic,
      statisticNames,
    );
    // The test itself reports progress; its statistic only stops.
    const quiet = { ...loop, onProgress: undefined };
    const found = nullModelTest(
      hypergraph,
      (drawn) => statistics[statistic](drawn, options, quiet),
      { model, samples: options.samples, seed: options.seed, ...loop },
    );
    const { samples, observed, mean, sd, z, p, pBelow } = found;
    return { model, statistic, samples, observed, mean, sd, z, p, pBelow };
  },
};
