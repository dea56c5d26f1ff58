import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { exchangeForTwo, takeDisjoint } from '#compute/cpu/matching.ts';

/** Hyperedges no two of which share a node. */
export interface Matching {
  /** Ascending. */
  readonly edges: Uint32Array;
  /** Their number, or sum of weights. */
  readonly weight: number;
  /** No matching has more. */
  readonly upperBound: number;
  /** At least this share of the best is sure, whatever the hypergraph of these sizes. */
  readonly guarantee: number;
}

/** Options of {@link greedyMatching}. */
export interface MatchingOptions extends LoopOptions {
  /** Of each hyperedge, at least 0. Default 1. */
  readonly weights?: Float64Array | undefined;
  /** Without weights: exchange one hyperedge for two while possible. Default true. */
  readonly improve?: boolean | undefined;
}

/**
 * A matching of many (or heavy) hyperedges: heaviest first, smaller before larger,
 * then exchanges. Empty hyperedges are left out.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks With hyperedges of up to k members at least 1/k of the best, without
 * weights after exchanges 2/(k + 1) (Hurkens and Schrijver 1989,
 * doi:10.1137/0402008). Time O(incidences + sorting), and {@link exchangeForTwo}.
 */
export function greedyMatching(
  hypergraph: Hypergraph,
  options: MatchingOptions = {},
): Matching {
  const { weights, improve = true } = options;
  checkWeights(hypergraph, weights);
  const weightOf = (edge: number): number => weights?.[edge] ?? 1;
  const order = [...new Array(hypergraph.edgeCount).keys()].sort(
    (a, b) =>
      weightOf(b) - weightOf(a) ||
      hypergraph.edgeSize(a) - hypergraph.edgeSize(b) ||
      a - b,
  );
  const { edges, nodes, nodeCount } = hypergraph;
  const owner = takeDisjoint(edges, nodeCount, order);
  const upperBound = boundOf(hypergraph, owner, weightOf);
  const exchanged = improve && weights === undefined;
  if (exchanged) exchangeForTwo(edges, nodes, owner, options);
  const k = largestSize(hypergraph);
  const guarantee = exchanged ? 2 / (k + 1) : 1 / Math.max(1, k);
  return described(owner, weightOf, upperBound, Math.min(1, guarantee));
}

/**
 * A maximal matching in random order: no hyperedge can be added. At least 1/k of
 * the largest.
 * @param seed - Default 0.
 * @remarks O(incidences).
 */
export function maximalMatching(hypergraph: Hypergraph, seed = 0): Matching {
  const order = [...new Array(hypergraph.edgeCount).keys()];
  new Random(seed).shuffle(order);
  const owner = takeDisjoint(hypergraph.edges, hypergraph.nodeCount, order);
  const one = (): number => 1;
  const guarantee = 1 / Math.max(1, largestSize(hypergraph));
  return described(owner, one, boundOf(hypergraph, owner, one), guarantee);
}

/** Each hyperedge of any matching meets, at some node of its own, one taken that is no lighter. */
function boundOf(
  hypergraph: Hypergraph,
  owner: Int32Array,
  weightOf: (edge: number) => number,
): number {
  let bound = 0;
  for (const edge of new Set(owner)) {
    if (edge >= 0) bound += weightOf(edge) * hypergraph.edgeSize(edge);
  }
  return bound;
}

function described(
  owner: Int32Array,
  weightOf: (edge: number) => number,
  upperBound: number,
  guarantee: number,
): Matching {
  const edges = Uint32Array.from(
    [...new Set(owner)].filter((edge) => edge >= 0),
  ).sort();
  const weight = edges.reduce((sum, edge) => sum + weightOf(edge), 0);
  return { edges, weight, upperBound, guarantee };
}

function largestSize(hypergraph: Hypergraph): number {
  let largest = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    largest = Math.max(largest, hypergraph.edgeSize(edge));
  }
  return largest;
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkWeights(
  { edgeCount }: Hypergraph,
  weights: Float64Array | undefined,
): void {
  if (weights === undefined) return;
  if (weights.length === edgeCount && weights.every((w) => w >= 0)) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There must be a weight of at least 0 for each of ${edgeCount} hyperedges.`,
    { weights: weights.length, edges: edgeCount },
  );
}
