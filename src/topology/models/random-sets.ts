import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  binomial,
  drawDistinct,
  drawSets,
  type Pool,
} from '#compute/cpu/drawn-sets.ts';
import {
  checkCount,
  checkProbability,
  numberedHypergraph,
  rewiredHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** How likely each set of one size is a hyperedge. */
export interface SizeChance {
  readonly size: number;
  readonly p: number;
}

/**
 * Erdős–Rényi model: each set of nodes of a size listed is a hyperedge with the
 * probability of that size, independently. By size, in the order listed.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED (from the expected number,
 * before anything is made), CANCELLED
 * @remarks Time O(hyperedges · size² · log nodes): {@link drawSets}.
 */
export function erdosRenyiModel(
  nodes: number,
  chances: readonly SizeChance[],
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 0);
  const model = startModel(options);
  let expected = 0;
  for (const { size, p } of chances) {
    checkCount('size', size, 1);
    checkProbability('p', p);
    expected += binomial(nodes, size) * p * size;
  }
  model.rows.price(expected);
  for (const { size, p } of chances) {
    drawSets([{ start: 0, size: nodes, take: size }], p, model, options);
  }
  return numberedHypergraph(model.rows.build(), nodes);
}

/** Every set of `minSize` to `maxSize` nodes. */
export interface CompleteSizes {
  readonly nodes: number;
  readonly maxSize: number;
  /** Default 2. */
  readonly minSize?: number | undefined;
}

/**
 * Complete hypergraph: every set of nodes of the sizes asked for.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 */
export function completeHypergraph(
  { nodes, maxSize, minSize = 2 }: CompleteSizes,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('minSize', minSize, 1);
  checkCount('maxSize', maxSize, minSize);
  const sizes = Array.from(
    { length: Math.min(maxSize, nodes) - minSize + 1 },
    (_, i) => ({ size: minSize + i, p: 1 }),
  );
  return erdosRenyiModel(nodes, sizes, options);
}

/** How many hyperedges of one size. */
export interface UniformEdges {
  readonly nodes: number;
  readonly edges: number;
  readonly size: number;
  /** Hyperedges may be equal. Default false. */
  readonly repeats?: boolean | undefined;
}

/**
 * Uniform model: a given number of hyperedges of one size, every choice of them
 * equally likely.
 * @throws PolyadError INVALID_ARGUMENT if there are fewer sets; LIMIT_EXCEEDED;
 * CANCELLED
 * @remarks Time O(incidences) expected, while fewer than half of all sets are asked for.
 */
export function uniformModel(
  { nodes, edges, size, repeats = false }: UniformEdges,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 1);
  checkCount('edges', edges, 0);
  checkCount('size', size, 1);
  const { random, rows } = startModel(options);
  rows.price(edges * size);
  const sets = binomial(nodes, size);
  if (sets === 0 || (!repeats && sets < edges)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `${nodes} nodes have ${sets} sets of ${size}, fewer than the ${edges} hyperedges asked for; ask for fewer, or allow repeats.`,
      { nodes, edges, size },
    );
  }
  const seen = new Set<string>();
  while (rows.count < edges) {
    const drawn = drawDistinct({ start: 0, size: nodes, take: size }, random);
    if (!repeats) {
      const key = drawn.sort((a, b) => a - b).join();
      if (seen.has(key)) continue;
      seen.add(key);
    }
    for (const node of drawn) rows.add(node);
    rows.endRow();
  }
  return numberedHypergraph(rows.build(), nodes);
}

/** Blocks of nodes, and how likely a set of `size` of them is. */
export interface UniformBlocks {
  /** Nodes of each block; nodes are numbered block by block. */
  readonly blocks: readonly number[];
  readonly size: number;
  /** Probability of a set whose members' blocks, ascending, are these. */
  readonly probability: (memberBlocks: readonly number[]) => number;
}

/**
 * Uniform hypergraph stochastic block model (HSBM): each set of `size` nodes is a
 * hyperedge with a probability by the blocks of its members.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Ghoshdastidar and Dukkipati 2014. One pass a multiset of blocks:
 * C(blocks + size − 1, size) of them.
 */
export function stochasticBlockModel(
  { blocks, size, probability }: UniformBlocks,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('size', size, 1);
  for (const count of blocks) checkCount('blocks', count, 0);
  const model = startModel(options);
  for (const memberBlocks of multisets(blocks.length, size)) {
    const p = probability(memberBlocks);
    checkProbability('probability', p);
    drawSets(poolsOf(memberBlocks, blocks), p, model, options);
  }
  const nodes = blocks.reduce((sum, count) => sum + count, 0);
  return numberedHypergraph(model.rows.build(), nodes);
}

/** Two blocks by mean degree and imbalance. */
export interface PlantedPartition {
  readonly nodes: number;
  readonly size: number;
  readonly meanDegree: number;
  /** 0: hyperedges fall anywhere; 1: only within blocks. */
  readonly epsilon: number;
  /** Share of nodes in the first block. Default 0.5. */
  readonly rho?: number | undefined;
}

/**
 * Uniform planted partition model (HPPM) with two blocks: sets within a block are
 * likelier by epsilon, and the mean degree stays.
 * @throws PolyadError INVALID_ARGUMENT, also where a probability would exceed 1;
 * LIMIT_EXCEEDED; CANCELLED
 */
export function plantedPartitionModel(
  { nodes, size, meanDegree, epsilon, rho = 0.5 }: PlantedPartition,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 1);
  checkCount('size', size, 1);
  checkProbability('epsilon', epsilon);
  checkProbability('rho', rho);
  const first = Math.round(rho * nodes);
  const blocks = [first, nodes - first];
  const sets = binomial(nodes, size);
  const inside = blocks.reduce((sum, count) => sum + binomial(count, size), 0);
  const p = (meanDegree * nodes) / size / sets;
  // Inside gains what the rest loses, so that the expected number stays.
  const gain = inside > 0 ? (sets - inside) / inside : 0;
  const probability = (members: readonly number[]): number =>
    new Set(members).size === 1 ? p * (1 + gain * epsilon) : p * (1 - epsilon);
  return stochasticBlockModel({ blocks, size, probability }, options);
}

function* multisets(
  kinds: number,
  size: number,
  least = 0,
): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let kind = least; kind < kinds; kind++) {
    for (const rest of multisets(kinds, size - 1, kind)) yield [kind, ...rest];
  }
}

function poolsOf(
  memberBlocks: readonly number[],
  blocks: readonly number[],
): Pool[] {
  let start = 0;
  const pools: Pool[] = [];
  blocks.forEach((size, block) => {
    const take = memberBlocks.filter((member) => member === block).length;
    if (take > 0) pools.push({ start, size, take });
    start += size;
  });
  return pools;
}

/** Options of {@link shuffleHyperedges}. */
export interface ShuffleOptions extends ModelOptions {
  /** Probability that a hyperedge is replaced. Default 1. */
  readonly share?: number | undefined;
}

/**
 * Replaces hyperedges by random sets of as many nodes: sizes stay exactly, degrees
 * do not. Ids and properties of hyperedges and nodes stay.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function shuffleHyperedges(
  hypergraph: Hypergraph,
  options: ShuffleOptions = {},
): Hypergraph {
  const { share = 1 } = options;
  checkProbability('share', share);
  const { random, rows } = startModel(options);
  rows.price(hypergraph.incidenceCount);
  const size = hypergraph.nodeCount;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const take = hypergraph.edgeSize(edge);
    const members = random.chance(share)
      ? drawDistinct({ start: 0, size, take }, random)
      : hypergraph.edgeMembers(edge);
    for (const node of members) rows.add(node);
    rows.endRow();
  }
  return rewiredHypergraph(hypergraph, rows.build());
}
