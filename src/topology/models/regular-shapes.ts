import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { drawDistinct, drawSets } from '#compute/cpu/drawn-sets.ts';
import {
  checkCount,
  checkProbability,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** A ring of nodes with hyperedges along it. */
export interface RingLattice {
  readonly nodes: number;
  readonly size: number;
  /** Hyperedges that begin at each node; each node is in `size` times as many. */
  readonly perNode: number;
  /** Nodes skipped between the first member and the others. Default 0. */
  readonly skip?: number | undefined;
}

/**
 * Ring lattice: from node v, hyperedge i (from 0) holds v and the `size` − 1 nodes
 * from v + 1 + i + skip on, around the ring. XGI's `ring_lattice(n, d, k, l)` has
 * perNode = ⌊k/2⌋ and skip = l. Of size 2 the ring lattice graph.
 * @throws PolyadError INVALID_ARGUMENT if a hyperedge would meet itself; LIMIT_EXCEEDED
 */
export function ringLattice(
  ring: RingLattice,
  options: ModelOptions = {},
): Hypergraph {
  const { nodes, size, perNode, skip = 0 } = ring;
  checkRing(ring);
  const { rows } = startModel(options);
  rows.price(nodes * perNode * size);
  for (let node = 0; node < nodes; node++) {
    for (let i = 0; i < perNode; i++) {
      rows.add(node);
      for (let j = 0; j < size - 1; j++) {
        rows.add((node + 1 + i + skip + j) % nodes);
      }
      rows.endRow();
    }
  }
  return numberedHypergraph(rows.build(), nodes);
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkRing({ nodes, size, perNode, skip = 0 }: RingLattice): void {
  checkCount('nodes', nodes, 1);
  checkCount('size', size, 1);
  checkCount('perNode', perNode, 0);
  checkCount('skip', skip, 0);
  const reach = skip + perNode + size - 1;
  if (perNode === 0 || reach <= nodes) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `A hyperedge reaches ${reach} nodes ahead on a ring of ${nodes}; take more nodes or smaller hyperedges.`,
    { reach, nodes },
  );
}

/**
 * Watts–Strogatz model: a ring lattice of which each hyperedge, with probability
 * `p`, keeps its first node and gets other members at random. Sizes stay exactly.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED
 */
export function wattsStrogatzModel(
  ring: RingLattice & { readonly p: number },
  options: ModelOptions = {},
): Hypergraph {
  checkProbability('p', ring.p);
  const { nodes, size, perNode } = ring;
  const lattice = ringLattice(ring, options);
  const { random, rows } = startModel(options);
  for (let edge = 0; edge < lattice.edgeCount; edge++) {
    const first = Math.floor(edge / perNode);
    const members = random.chance(ring.p)
      ? [
          first,
          ...drawDistinct({ start: 1, size: nodes - 1, take: size - 1 }, random)
            // Numbers 1 … n − 1 stand for steps along the ring from the first.
            .map((step) => (first + step) % nodes),
        ]
      : lattice.edgeMembers(edge);
    for (const node of members) rows.add(node);
    rows.endRow();
  }
  return numberedHypergraph(rows.build(), nodes);
}

/** Petals around a core. */
export interface Sunflower {
  readonly petals: number;
  /** Nodes in every hyperedge. */
  readonly core: number;
  readonly size: number;
}

/**
 * Sunflower: hyperedges that share the core, nodes 0 … core − 1, and nothing else.
 * @throws PolyadError INVALID_ARGUMENT if the core exceeds the size; LIMIT_EXCEEDED
 */
export function sunflower(
  { petals, core, size }: Sunflower,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('petals', petals, 0);
  checkCount('core', core, 0);
  checkCount('size', size, core);
  const { rows } = startModel(options);
  rows.price(petals * size);
  const petal = size - core;
  for (let i = 0; i < petals; i++) {
    for (let node = 0; node < core; node++) rows.add(node);
    for (let j = 0; j < petal; j++) rows.add(core + i * petal + j);
    rows.endRow();
  }
  return numberedHypergraph(rows.build(), core + petals * petal);
}

/** A star joined to a clique. */
export interface StarClique {
  /** Nodes of the star, its centre node 0 included. */
  readonly star: number;
  readonly clique: number;
  /** Sets of 2 to so many clique nodes are hyperedges. */
  readonly maxSize: number;
}

/**
 * Star–clique: pairs from the centre to the other nodes of the star, one from the
 * centre to the clique, and all sets of clique nodes up to `maxSize`.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 */
export function starClique(
  { star, clique, maxSize }: StarClique,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('star', star, 1);
  checkCount('clique', clique, 1);
  checkCount('maxSize', maxSize, 1);
  const model = startModel(options);
  for (let leaf = 1; leaf <= star; leaf++) {
    model.rows.add(0);
    model.rows.add(leaf);
    model.rows.endRow();
  }
  for (let take = 2; take <= Math.min(maxSize, clique); take++) {
    drawSets([{ start: star, size: clique, take }], 1, model, options);
  }
  return numberedHypergraph(model.rows.build(), star + clique);
}
