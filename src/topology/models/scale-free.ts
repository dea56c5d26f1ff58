import { PolyadError } from '#errors/polyad-error.ts';
import type { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { SumTree } from '#compute/cpu/sum-tree.ts';
import type { GeneratedRows } from '#compute/cpu/generated-rows.ts';
import {
  checkCount,
  checkProbability,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** How many hyperedges of one size. */
export interface SizeCount {
  readonly size: number;
  readonly edges: number;
}

/** A hypergraph whose degrees have a power-law tail. */
export interface ScaleFree {
  readonly nodes: number;
  readonly sizes: readonly SizeCount[];
  /** Exponent γ of the degrees: P(degree ≥ d) falls as d^(1 − γ). Above 2; default 2.5. */
  readonly exponent?: number | undefined;
  /**
   * Share of nodes that rank alike in every size; the others trade ranks at random for
   * each size. Default 1: who has many hyperedges of one size has many of all.
   */
  readonly correlation?: number | undefined;
}

/**
 * Scale-free hypergraph, the static model: node i has weight (i + 1)^(−1/(γ − 1)), and
 * every hyperedge takes different nodes in proportion to weight, one after another.
 * Equal hyperedges may come.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks O(incidences · log nodes). Goh, Kahng and Kim 2001,
 * doi:10.1103/PhysRevLett.87.278701; for hyperedges Jhun, Jo and Kahng 2019,
 * doi:10.1088/1742-5468/ab5367. Hypergraphx draws weights from an exponential instead.
 */
export function scaleFreeModel(
  { nodes, sizes, exponent = 2.5, correlation = 1 }: ScaleFree,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 1);
  checkProbability('correlation', correlation);
  if (!(exponent > 2)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The exponent is ${exponent}; it must be above 2, so that degrees have a mean.`,
      { exponent },
    );
  }
  const { random, rows } = startModel(options);
  for (const { size, edges } of sizes) {
    checkCount('size', size, 1);
    checkCount('edges', edges, 0);
    checkCount('nodes', nodes, size);
    rows.price(size * edges);
  }
  sizes.forEach(({ size, edges }, i) => {
    const ranks = Array.from({ length: nodes }, (_, node) => node);
    if (i > 0) tradeRanks(ranks, 1 - correlation, random);
    const weights = ranks.map((rank) => (rank + 1) ** (-1 / (exponent - 1)));
    const tree = new SumTree(nodes);
    weights.forEach((weight, node) => {
      tree.set(node, weight);
    });
    for (let edge = 0; edge < edges; edge++) {
      drawMembers(tree, weights, size, { random, rows });
    }
  });
  return numberedHypergraph(rows.build(), nodes);
}

function tradeRanks(ranks: number[], share: number, random: Random): void {
  const chosen = ranks.filter(() => random.chance(share));
  const places = chosen.slice();
  random.shuffle(chosen);
  places.forEach((place, i) => (ranks[place] = chosen[i] ?? place));
}

/** Adds a row of different nodes, each in proportion to its weight among those left. */
function drawMembers(
  tree: SumTree,
  weights: readonly number[],
  size: number,
  { random, rows }: { random: Random; rows: GeneratedRows },
): void {
  const taken: number[] = [];
  while (taken.length < size) {
    const node = tree.find(random.float());
    taken.push(node);
    tree.set(node, 0);
    rows.add(node);
  }
  for (const node of taken) tree.set(node, weights[node] ?? 0);
  rows.endRow();
}
