import { Bitset } from '#numeric/bitset.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  categorySurprise,
  heldOutShares,
} from '#compute/cpu/category-surprise.ts';
import { memberSurprise } from '#compute/cpu/member-surprise.ts';
import { nodeMoments, type NodeMoments } from '#compute/cpu/moment-order.ts';
import { tickExcess } from '#compute/cpu/tick-excess.ts';
import {
  categoricalProperties,
  hourCategories,
  sizeCategories,
  type EdgeCategories,
} from './edge-categories.ts';
import {
  edgeMoments,
  type EdgeMoments,
  type MomentOptions,
} from './edge-moments.ts';
import { edgeSurprise } from './member-weights.ts';
import { nodeKinds, type NodeKinds } from './node-kinds.ts';

/**
 * Weight of each kind of evidence in the combined score. Surprise and the log
 * of a burst count in full. Hour and properties describe the same habit from
 * several sides and overlap with surprise, so each counts half; size a quarter.
 */
export const WEIGHTS = {
  surprise: 1,
  burst: 1,
  hour: 0.5,
  property: 0.5,
  size: 0.25,
} as const;

/** Softmax sharpness where all members are of one kind: an intruder shows alone. */
const ONE_KIND_SHARPNESS = 2;

/** A burst of members that belong together counts at least a tenth. */
const LEAST_STRANGENESS = 0.1;
const STRANGENESS_OFFSET = 2;

export interface EdgeScoreOptions
  extends Omit<MomentOptions, 'shortMoments'>, LoopOptions {
  /**
   * `static` judges an edge by all others outside its own moment, `stream` by
   * those of earlier moments only; default static.
   */
  readonly mode?: 'static' | 'stream' | undefined;
  /** Milliseconds since the epoch: only edges before it are counted. */
  readonly trainUntil?: number | undefined;
  /** Edges that are counted; the others are scored only. Default all. Static mode. */
  readonly counted?: Bitset | undefined;
  /** Softmax sharpness; 2 for members of one kind, 0 (the mean) for several. */
  readonly sharpness?: number | undefined;
}

/** A categorical fact and what it adds. */
export interface CategoryScore extends EdgeCategories {
  readonly weight: number;
  /** Surprise of each edge in nats. */
  readonly surprise: Float64Array;
}

/** Everything the static detector computes, by hyperedge unless said otherwise. */
export interface EdgeScores {
  readonly hypergraph: Hypergraph;
  readonly moments: EdgeMoments;
  readonly nodes: NodeMoments;
  readonly kinds: NodeKinds;
  readonly trained: Bitset | undefined;
  /** Whether edges are judged by earlier moments only. */
  readonly earlierOnly: boolean;
  readonly sharpness: number;
  /** Surprise of each incidence, aligned with `edges.members`. */
  readonly memberSurprise: Float64Array;
  readonly surprise: Float64Array;
  /** Mean over members of their surprise, the burst's strangeness. */
  readonly meanSurprise: Float64Array;
  /** Burst score; null without times. */
  readonly bursty: Float64Array | null;
  /** The same by incidence weight; null without times or weights. */
  readonly volume: Float64Array | null;
  readonly weights: Float64Array | null;
  readonly categories: readonly CategoryScore[];
  /** Weighted sum of `categories`; null without any. */
  readonly attributes: Float64Array | null;
  readonly combined: Float64Array;
}

/**
 * Scores every hyperedge against all others outside its own moment, or against
 * those of earlier moments.
 * @throws PolyadError INVALID_ARGUMENT for bad widths, CANCELLED
 * @remarks O(Σ|e|²) with pairs capped above 24 members; see the kernels.
 */
export function edgeScores(
  hypergraph: Hypergraph,
  options: EdgeScoreOptions = {},
): EdgeScores {
  const { edges, edgeCount, nodeCount } = hypergraph;
  const earlierOnly = options.mode === 'stream';
  const moments = edgeMoments(edgeCount, hypergraph.edgeTimes(), {
    ...options,
    shortMoments: earlierOnly,
  });
  const nodes = nodeMoments(edges, nodeCount, moments.order);
  const kinds = nodeKinds(hypergraph);
  const trained = countedEdges(moments.times, options);
  const counted = { ...moments, edges, nodes, trained, earlierOnly };
  const quiet = { signal: options.signal };
  const surprises = memberSurprise(
    { ...counted, kinds: kinds.kinds, kindCount: kinds.names.length },
    options,
  );
  const sharpness =
    options.sharpness ?? (kinds.names.length > 1 ? 0 : ONE_KIND_SHARPNESS);
  const surprise = aggregate(edges.offsets, surprises, sharpness);
  const meanSurprise = aggregate(edges.offsets, surprises, 0);
  const weights = incidenceWeights(hypergraph);
  const excess = (by: Float64Array | undefined): Float64Array | null =>
    moments.ticks &&
    tickExcess({ ...counted, ticks: moments.ticks, weights: by }, quiet);
  const bursty = strange(excess(undefined), meanSurprise);
  const volume = weights && strange(excess(weights), meanSurprise);
  const categories = describeEdges(hypergraph, moments).map(
    (facts): CategoryScore => ({
      ...facts,
      surprise: facts.isHabit
        ? categorySurprise({ ...counted, ...facts }, quiet)
        : heldOutShares({ ...counted, ...facts }).map((p) => -Math.log(p)),
    }),
  );
  const attributes = weightedSum(edgeCount, categories);
  const combined = combine({ surprise, attributes, bursty, volume });
  return {
    hypergraph,
    moments,
    nodes,
    kinds,
    trained,
    earlierOnly,
    sharpness,
    memberSurprise: surprises,
    surprise,
    meanSurprise,
    bursty,
    volume,
    weights,
    categories,
    attributes,
    combined,
  };
}

/** What bursts of members that do not belong together are multiplied by. */
export function strangeness(meanSurprise: number): number {
  return Math.max(LEAST_STRANGENESS, STRANGENESS_OFFSET + meanSurprise);
}

function strange(
  excess: Float64Array | null,
  meanSurprise: Float64Array,
): Float64Array | null {
  if (excess === null) return null;
  return excess.map((value, edge) =>
    value === 0 ? 0 : value * strangeness(meanSurprise[edge] ?? 0),
  );
}

/** Edges before the end of training that may be counted; undefined for all. */
function countedEdges(
  times: Float64Array | null,
  { trainUntil: until, counted }: EdgeScoreOptions,
): Bitset | undefined {
  if (until === undefined || times === null) return counted;
  const trained = new Bitset(times.length);
  times.forEach((time, edge) => {
    if (time < until && counted?.has(edge) !== false) trained.add(edge);
  });
  return trained;
}

function aggregate(
  offsets: Uint32Array,
  surprises: Float64Array,
  sharpness: number,
): Float64Array {
  const result = new Float64Array(offsets.length - 1);
  let begin = offsets[0] ?? 0;
  for (let edge = 0; edge < result.length; edge++) {
    const end = offsets[edge + 1] ?? begin;
    result[edge] = edgeSurprise(surprises, begin, end, sharpness);
    begin = end;
  }
  return result;
}

function incidenceWeights(hypergraph: Hypergraph): Float64Array | null {
  if (!hypergraph.incidencePropertyNames.includes('weight')) return null;
  const column = hypergraph.incidencesByEdge().column('weight');
  return column?.numbers().map((w) => (w >= 0 && w < Infinity ? w : 1)) ?? null;
}

function describeEdges(
  hypergraph: Hypergraph,
  moments: EdgeMoments,
): (EdgeCategories & { readonly weight: number })[] {
  const hour = hourCategories(moments);
  const size = sizeCategories(hypergraph.edges.offsets);
  return [
    ...(hour ? [{ ...hour, weight: WEIGHTS.hour }] : []),
    ...categoricalProperties(hypergraph.edgeProperties).map((property) => ({
      ...property,
      weight: WEIGHTS.property,
    })),
    ...(size ? [{ ...size, weight: WEIGHTS.size }] : []),
  ];
}

function weightedSum(
  edgeCount: number,
  scores: readonly CategoryScore[],
): Float64Array | null {
  if (scores.length === 0) return null;
  const sum = new Float64Array(edgeCount);
  for (const { surprise, weight } of scores) {
    for (let edge = 0; edge < edgeCount; edge++) {
      sum[edge] = (sum[edge] ?? 0) + weight * (surprise[edge] ?? 0);
    }
  }
  return sum;
}

function combine({
  surprise,
  attributes,
  bursty,
  volume,
}: Pick<
  EdgeScores,
  'surprise' | 'attributes' | 'bursty' | 'volume'
>): Float64Array {
  return surprise.map(
    (value, edge) =>
      WEIGHTS.surprise * value +
      (attributes?.[edge] ?? 0) +
      WEIGHTS.burst * Math.log1p(bursty?.[edge] ?? 0) +
      WEIGHTS.burst * Math.log1p(volume?.[edge] ?? 0),
  );
}
