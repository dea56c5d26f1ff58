import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  computeAssortativity,
  type AssortativityKind,
} from '#topology/cohesion/assortativity.ts';
import {
  computeClustering,
  type ClusteringKind,
} from '#topology/cohesion/clustering.ts';
import { computeCores, coreMembers } from '#topology/cohesion/cores.ts';
import { computeSimpliciality } from '#topology/cohesion/simpliciality.ts';
import {
  computeMotifs,
  computeSampledMotifs,
  motifCounts,
  type Motifs,
} from '#topology/motifs/motifs.ts';
import { RowStream } from './row-stream.ts';
import {
  chosenName,
  elementIds,
  valueRows,
  type Measures,
  type TopologyOptions,
} from './topology-measure.ts';

/** Results of the measures of cohesion. */
export interface CohesionResults {
  motifs: {
    total: number;
    open: number;
    closed: number;
    counts: Record<string, number>;
    /** Standard errors, where the counts are estimates from a sample. */
    errors?: Record<string, number>;
  };
  cores: { core: RowStream<readonly [string, number]> };
  clustering: {
    kind: string;
    mean: number;
    scores: RowStream<readonly [string, number]>;
  };
  assortativity: { kind: string; value: number };
  simpliciality: {
    simplicialFraction: number;
    editSimpliciality: number;
    faceEditSimpliciality: number;
  };
}

/** Kinds of clustering and of assortativity, the first by default. */
export const clusteringKinds = [
  'local',
  'two-node',
  'projection',
  'quad',
] as const;
export const assortativityKinds = [
  'uniform',
  'degree',
  'top-2',
  'top-bottom',
  'dynamical',
] as const;

export const cohesionMeasures: Measures<CohesionResults> = {
  motifs: (hypergraph, { samples, seed }, loop) => {
    if (samples === undefined) {
      return motifsResult(computeMotifs(hypergraph, loop));
    }
    const found = computeSampledMotifs(hypergraph, { samples, seed, ...loop });
    const { total, open, closed } = found;
    return {
      total,
      open,
      closed,
      counts: motifCounts(found),
      errors: motifCounts({ ...found, counts: found.errors }),
    };
  },
  cores: (hypergraph, options, loop) => {
    const { of = 'nodes', minSize } = options;
    const { cores } = computeCores(hypergraph, { of, minSize, ...loop });
    return coresResult(hypergraph, options, cores);
  },
  clustering: (hypergraph, { kind }, loop) => {
    const chosen: ClusteringKind = chosenName('kind', kind, clusteringKinds);
    const { mean, scores } = computeClustering(hypergraph, {
      kind: chosen,
      ...loop,
    });
    return {
      kind: chosen,
      mean,
      scores: valueRows(scores, hypergraph.nodeIds),
    };
  },
  assortativity: (hypergraph, { kind }, loop) => {
    const chosen: AssortativityKind = chosenName(
      'kind',
      kind,
      assortativityKinds,
    );
    const value = computeAssortativity(hypergraph, { kind: chosen, ...loop });
    return { kind: chosen, value };
  },
  simpliciality: (hypergraph, { minSize }, loop) => {
    const found = computeSimpliciality(hypergraph, { minSize, ...loop });
    const { simplicialFraction, editSimpliciality } = found;
    const { faceEditSimpliciality } = found;
    return { simplicialFraction, editSimpliciality, faceEditSimpliciality };
  },
};

export function motifsResult(motifs: Motifs): CohesionResults['motifs'] {
  const { total, open, closed } = motifs;
  return { total, open, closed, counts: motifCounts(motifs) };
}

/** @param cores - Core number of each element that `options.of` names; nodes by default. */
export function coresResult(
  hypergraph: Hypergraph,
  { of = 'nodes', k }: TopologyOptions,
  cores: Uint32Array,
): CohesionResults['cores'] {
  const ids = elementIds(hypergraph, { of });
  if (k === undefined) return { core: valueRows(cores, ids) };
  const members = coreMembers(cores, k);
  return {
    core: new RowStream(members.length, (row) => {
      const element = members[row] ?? 0;
      return [ids.textAt(element), cores[element] ?? 0] as const;
    }),
  };
}
