import { LoopWatch } from '#numeric/cancellation.ts';
import { DisjointSets } from '#numeric/disjoint-sets.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { propagateLabels } from '#compute/cpu/label-propagation.ts';
import { checkCount } from '../models/generated.ts';
import { judgedCommunities, type Communities } from './communities.ts';
import type { ModularityOptions } from './modularity-search.ts';

/** Options of {@link labelPropagation}. */
export interface LabelPropagationOptions extends ModularityOptions {
  /** Default 100. */
  readonly maxRounds?: number | undefined;
}

/** Communities that came from rounds of votes. */
export interface PropagatedCommunities extends Communities {
  readonly rounds: number;
  /** Whether a round changed nothing. */
  readonly settled: boolean;
}

/**
 * Label propagation: hyperedges take the label of most members, nodes that of most of
 * their hyperedges, until nothing changes. Quick, and without an objective.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost and source: {@link propagateLabels}. Deterministic for a seed.
 */
export function labelPropagation(
  hypergraph: Hypergraph,
  options: LabelPropagationOptions = {},
): PropagatedCommunities {
  const { maxRounds = 100, seed = 0 } = options;
  checkCount('maxRounds', maxRounds, 1);
  const { edges, nodes } = hypergraph;
  const random = new Random(seed);
  const asked = { ...options, random, maxRounds };
  const { labels, rounds, settled } = propagateLabels(edges, nodes, asked);
  return { ...judgedCommunities(hypergraph, labels, options), rounds, settled };
}

/** Options of {@link mergeCommunities}. */
export interface MergeOptions extends ModularityOptions {
  /** Hyperedges tried. Default 1000; fewer where each takes long. */
  readonly trials?: number | undefined;
}

/** Incidences looked at, some seconds, after which no further hyperedge is tried. */
const ENOUGH = 5e8;

/**
 * Communities by merging, after Clauset, Newman and Moore: hyperedges are drawn, and the
 * communities of a hyperedge's members become one where that raises the modularity of the
 * hypergraph. Begins with single nodes.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks O(incidences) a trial. Kamiński et al. 2019,
 * doi:10.1371/journal.pone.0224307, algorithm 1. {@link maximizeModularity} finds more.
 */
export function mergeCommunities(
  hypergraph: Hypergraph,
  options: MergeOptions = {},
): Communities {
  const { trials = 1000, seed = 0 } = options;
  checkCount('trials', trials, 0);
  const { nodeCount, edgeCount, incidenceCount } = hypergraph;
  const random = new Random(seed);
  const most = Math.floor(ENOUGH / Math.max(1, incidenceCount));
  const count = edgeCount === 0 ? 0 : Math.min(trials, most);
  const watch = new LoopWatch(count, options);
  let best = judgedCommunities(
    hypergraph,
    Uint32Array.from({ length: nodeCount }, (_, node) => node),
    options,
  );
  for (let trial = 0; trial < count; trial++) {
    watch.step(trial, 64 + 8 * incidenceCount);
    const labels = new DisjointSets(best.count);
    const members = hypergraph.edgeMembers(random.int(edgeCount));
    const [first = 0] = members;
    for (const member of members) {
      labels.unite(best.labels[first] ?? 0, best.labels[member] ?? 0);
    }
    const merged = best.labels.map((label) => labels.find(label));
    const found = judgedCommunities(hypergraph, merged, options);
    if (found.quality > best.quality) best = found;
  }
  watch.finish();
  return best;
}

/** Options of {@link randomCommunities}. */
export interface RandomCommunitiesOptions extends ModularityOptions {
  /** Default 2. */
  readonly k?: number | undefined;
  /** Partitions drawn, of which the best stays. Default 1. */
  readonly trials?: number | undefined;
}

/**
 * Nodes put into k communities at random: what a method must beat.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function randomCommunities(
  hypergraph: Hypergraph,
  options: RandomCommunitiesOptions = {},
): Communities {
  const { k = 2, trials = 1, seed = 0 } = options;
  checkCount('k', k, 1);
  checkCount('trials', trials, 1);
  const random = new Random(seed);
  const draw = (): Communities => {
    const labels = new Uint32Array(hypergraph.nodeCount);
    return judgedCommunities(
      hypergraph,
      labels.map(() => random.int(k)),
      options,
    );
  };
  let best = draw();
  for (let trial = 1; trial < trials; trial++) {
    const found = draw();
    if (found.quality > best.quality) best = found;
  }
  return best;
}
