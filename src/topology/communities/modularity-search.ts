import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { nodeLevel, type PartLevel } from '#compute/cpu/part-levels.ts';
import {
  PartMoves,
  renumbered,
  type WorkMeter,
} from '#compute/cpu/part-moves.ts';
import {
  majorityObjective,
  pairObjective,
  weightBySize,
  type PartObjective,
} from '#compute/cpu/part-objectives.ts';
import { partsInEdges } from '#compute/cpu/parts-in-edges.ts';
import {
  searchPartition,
  shakeHyperedges,
} from '#compute/cpu/partition-search.ts';
import {
  computeModularity,
  modularityWorth,
  type ModularityKind,
} from '../cohesion/modularity.ts';
import { checkCount } from '../models/generated.ts';
import { judgedCommunities, type Communities } from './communities.ts';

/** Options of the searches for modular communities. */
export interface ModularityOptions extends LoopOptions {
  /** What a cut hyperedge is worth. Default `linear`. */
  readonly kind?: ModularityKind | undefined;
  /** Of each hyperedge. Default 1. */
  readonly weights?: Float64Array | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Options of {@link maximizeModularity}. */
export interface MaximizeOptions extends ModularityOptions {
  /** Searches from different random orders, of which the best goes on; fewer where one takes long. Default 4. */
  readonly starts?: number | undefined;
  /** Hyperedges moved whole, by way of trial, as a multiple of all; at most 20,000. Default 4. */
  readonly trials?: number | undefined;
}

/** Hyperedges of more members are not moved whole: each trial costs their members' incidences. */
const LARGEST_MOVED = 64;
const MOST_TRIALS = 20_000;
/** Elementary steps, some seconds, after which no further start and no further trial is made. */
const ENOUGH_FOR_STARTS = 2e8;
const ENOUGH = 5e8;

/**
 * Communities of high hypergraph modularity. Leiden's method finds communities of
 * the pairs; from there blocks, nodes and whole hyperedges move by the modularity
 * of the hypergraph itself.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Heuristic, deterministic for a seed; needs no two-section. Modularity:
 * {@link computeModularity}; search: {@link searchPartition}, {@link shakeHyperedges}.
 */
export function maximizeModularity(
  hypergraph: Hypergraph,
  options: MaximizeOptions = {},
): Communities {
  const { starts = 4, trials = 4, seed = 0 } = options;
  checkCount('starts', starts, 1);
  checkCount('trials', trials, 0);
  const random = new Random(seed);
  const setting = prepare(hypergraph, options);
  const { level, objective } = setting;
  const meter = { work: 0 };
  let best: Communities | undefined;
  for (let start = 0; start < starts; start++) {
    if (start > 0 && meter.work > ENOUGH_FOR_STARTS) break;
    const pairs = searchPairs(setting, random, meter, options);
    const blockObjective = setting.pairs;
    const labels = searchPartition(
      { level, objective, blockObjective, random, start: pairs, meter },
      options,
    );
    best = better(best, judgedCommunities(hypergraph, labels, options));
  }
  const moves = new PartMoves(
    level,
    objective,
    best?.labels ?? new Uint32Array(),
    meter,
  );
  const shaking = {
    random,
    trials: Math.min(MOST_TRIALS, trials * level.sizes.length),
    maxSize: LARGEST_MOVED,
    meter,
    maxWork: Math.max(ENOUGH, meter.work),
  };
  shakeHyperedges(moves, shaking, options);
  const shaken = judgedCommunities(hypergraph, moves.parts, options);
  return better(best, shaken);
}

/**
 * Communities by the method of Kumar et al.: pairs are weighted so that hyperedges
 * cut unevenly count more, and clustered again until weights settle.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Kumar et al. 2020, doi:10.1007/s41109-020-00300-3. Up to 50 searches.
 */
export function kumarCommunities(
  hypergraph: Hypergraph,
  options: ModularityOptions = {},
): Communities {
  const random = new Random(options.seed ?? 0);
  const { edges, edgeCount, nodeCount } = hypergraph;
  const sizes = rowLengths(edges);
  const weights = (options.weights ?? new Float64Array(edgeCount).fill(1)).map(
    (weight, edge) => ((sizes[edge] ?? 0) > 1 ? weight : 0),
  );
  let labels: Uint32Array = new Uint32Array();
  for (let round = 0; round < 50; round++) {
    const level = nodeLevel(edges, nodeCount, weights);
    const objective = pairObjective(weightBySize(sizes, weights));
    labels = renumbered(
      searchPartition(
        { level, objective, blockObjective: objective, random },
        options,
      ),
    ).parts;
    if (reweigh(weights, hypergraph, labels) <= 0.01) break;
  }
  return judgedCommunities(hypergraph, labels, options);
}

/** Halfway to w(e) = Σ over parts 1/(1 + members there) · (size + parts)/hyperedges; returns the largest step. */
function reweigh(
  weights: Float64Array,
  { edges, edgeCount }: Hypergraph,
  labels: Uint32Array,
): number {
  const parts = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  let step = 0;
  partsInEdges(edges, labels, (edge, counts) => {
    const weight = weights[edge] ?? 0;
    if (weight === 0) return;
    const size = counts.reduce((sum, count) => sum + count, 0);
    const split = counts.reduce((sum, count) => sum + 1 / (1 + count), 0);
    const evenness = split + parts - counts.length;
    const wanted = (evenness * (size + parts)) / edgeCount;
    step = Math.max(step, Math.abs(wanted - weight) / 2);
    weights[edge] = (wanted + weight) / 2;
  });
  return step;
}

/**
 * Last-step refinement: single nodes move while hypergraph modularity gains.
 * @param labels - Where to begin, as from {@link kumarCommunities}.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Kamiński et al. 2021, doi:10.1007/978-3-030-65347-7_13.
 */
export function lastStep(
  hypergraph: Hypergraph,
  labels: ArrayLike<number>,
  options: ModularityOptions = {},
): Communities {
  const before = computeModularity(hypergraph, labels, options);
  const { level, objective } = prepare(hypergraph, options);
  const start = renumbered(Uint32Array.from(labels)).parts;
  const moves = new PartMoves(level, objective, start);
  const random = new Random(options.seed ?? 0);
  moves.settle(random, options);
  const found = judgedCommunities(hypergraph, moves.parts, options);
  if (found.quality >= before.modularity) return found;
  return judgedCommunities(hypergraph, start, options);
}

interface Setting {
  readonly level: PartLevel;
  readonly objective: PartObjective;
  readonly pairs: PartObjective;
  /** Without hyperedges of one member, which make no pair. */
  readonly pairLevel: PartLevel;
}

function prepare(
  hypergraph: Hypergraph,
  { kind = 'linear', weights: given }: ModularityOptions,
): Setting {
  const { edges, edgeCount, nodeCount } = hypergraph;
  const sizes = rowLengths(edges);
  const weights = given ?? new Float64Array(edgeCount).fill(1);
  const bySize = weightBySize(sizes, weights);
  const paired = weights.map((weight, edge) =>
    (sizes[edge] ?? 0) > 1 ? weight : 0,
  );
  return {
    level: nodeLevel(edges, nodeCount, weights),
    objective: majorityObjective(bySize, kind, modularityWorth[kind]),
    pairs: pairObjective(bySize),
    pairLevel: nodeLevel(edges, nodeCount, paired),
  };
}

function searchPairs(
  { pairLevel, pairs }: Setting,
  random: Random,
  meter: WorkMeter,
  options: LoopOptions,
): Uint32Array {
  return searchPartition(
    {
      level: pairLevel,
      objective: pairs,
      blockObjective: pairs,
      random,
      meter,
    },
    options,
  );
}

function better(best: Communities | undefined, next: Communities): Communities {
  return best !== undefined && best.quality >= next.quality ? best : next;
}
