import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { companyRows, type CompanyRows } from './company-rows.ts';
import { LeastFirst } from './least-first.ts';

/** Relations of more members than this say little about any two of them. */
const LARGEST = 64;

/** Nodes that meet each other far more often than their activity explains. */
export interface DenseGroup {
  /** Node indices, ascending. */
  readonly nodes: readonly number[];
  /** Sum of the pairs' evidence over the number of nodes, in nats. */
  readonly density: number;
  /** Pairs that make it, most evidence first; those of a group before are left out. */
  readonly pairs: readonly {
    readonly u: number;
    readonly v: number;
    readonly surplus: number;
  }[];
}

/** What two nodes' meetings say: 0 where they meet no more than by chance. */
export interface PairSurplus {
  readonly offsets: Uint32Array;
  readonly partners: Uint32Array;
  readonly surplus: Float64Array;
  /** Relations with both. */
  readonly weights: Float64Array;
  /** Pairs each node is in. */
  readonly totals: Float64Array;
}

/**
 * Half the Poisson deviance of every pair's count c above its expectation
 * E = k_u k_v / 2W, c ln(c / E) − (c − E), k the pairs a node is in and W all.
 * @remarks As {@link companyRows}.
 */
export function pairSurplus(
  hypergraph: Hypergraph,
  options: LoopOptions = {},
): PairSurplus {
  const rows = companyRows(hypergraph, 'count', {
    ...options,
    largest: LARGEST,
  });
  return { ...rows, surplus: surplusOf(rows) };
}

function surplusOf({
  offsets,
  partners,
  weights,
  totals,
}: CompanyRows): Float64Array {
  const all = totals.reduce((sum, total) => sum + total, 0);
  const surplus = new Float64Array(partners.length);
  for (let node = 0; node < totals.length; node++) {
    const end = offsets[node + 1] ?? 0;
    for (let i = offsets[node] ?? 0; i < end; i++) {
      const count = weights[i] ?? 0;
      const other = totals[partners[i] ?? 0] ?? 0;
      const expected = ((totals[node] ?? 0) * other) / all;
      surplus[i] =
        count > expected
          ? count * Math.log(count / expected) - (count - expected)
          : 0;
    }
  }
  return surplus;
}

/**
 * The densest groups, one after the other, none sharing a pair with one before.
 * Each is found by peeling: the node with the least surplus towards the rest
 * goes, again and again, and the densest of all that were left counts, at least
 * half as dense as the densest there is (Charikar 2000,
 * doi:10.1007/3-540-44436-X_10).
 * @param most - Groups wanted.
 * @remarks O(groups · pairs · log nodes).
 */
export function denseGroups(pairs: PairSurplus, most: number): DenseGroup[] {
  const surplus = pairs.surplus.slice();
  const groups: DenseGroup[] = [];
  while (groups.length < most) {
    const group = densest({ ...pairs, surplus });
    if (group === null) break;
    groups.push(group);
    const inside = new Set(group.nodes);
    for (const node of group.nodes) {
      const end = pairs.offsets[node + 1] ?? 0;
      for (let i = pairs.offsets[node] ?? 0; i < end; i++) {
        if (inside.has(pairs.partners[i] ?? 0)) surplus[i] = 0;
      }
    }
  }
  return groups;
}

function densest({
  offsets,
  partners,
  surplus,
}: PairSurplus): DenseGroup | null {
  const nodeCount = offsets.length - 1;
  const strength = new Float64Array(nodeCount);
  const queue = new LeastFirst(strength);
  let left = 0;
  let sum = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (let i = offsets[node] ?? 0; i < (offsets[node + 1] ?? 0); i++) {
      strength[node] = (strength[node] ?? 0) + (surplus[i] ?? 0);
    }
    const own = strength[node] ?? 0;
    if (own === 0) continue;
    sum += own / 2;
    left++;
    queue.add(node);
  }
  const order: number[] = [];
  let best = { density: 0, removed: -1 };
  while (left > 1) {
    if (sum / left > best.density * (1 + 1e-12)) {
      best = { density: sum / left, removed: order.length };
    }
    const node = queue.take();
    if (node === null) break;
    order.push(node);
    left--;
    sum -= strength[node] ?? 0;
    for (let i = offsets[node] ?? 0; i < (offsets[node + 1] ?? 0); i++) {
      const other = partners[i] ?? 0;
      const less = surplus[i] ?? 0;
      if (less === 0 || !queue.has(other)) continue;
      strength[other] = (strength[other] ?? 0) - less;
      queue.sink(other);
    }
  }
  if (best.removed < 0) return null;
  const removed = new Set(order.slice(0, best.removed));
  const nodes = Array.from({ length: nodeCount }, (_, node) => node).filter(
    (node) => !removed.has(node) && isStrong({ offsets, surplus }, node),
  );
  const pairs = pairsWithin({ offsets, partners, surplus }, nodes);
  return { nodes, density: best.density, pairs };
}

function pairsWithin(
  {
    offsets,
    partners,
    surplus,
  }: Pick<PairSurplus, 'offsets' | 'partners' | 'surplus'>,
  nodes: readonly number[],
): DenseGroup['pairs'] {
  const inside = new Set(nodes);
  const pairs: DenseGroup['pairs'][number][] = [];
  for (const u of nodes) {
    for (let i = offsets[u] ?? 0; i < (offsets[u + 1] ?? 0); i++) {
      const v = partners[i] ?? 0;
      const evidence = surplus[i] ?? 0;
      if (v > u && evidence > 0 && inside.has(v)) {
        pairs.push({ u, v, surplus: evidence });
      }
    }
  }
  return pairs.sort((a, b) => b.surplus - a.surplus);
}

function isStrong(
  { offsets, surplus }: Pick<PairSurplus, 'offsets' | 'surplus'>,
  node: number,
): boolean {
  for (let i = offsets[node] ?? 0; i < (offsets[node + 1] ?? 0); i++) {
    if ((surplus[i] ?? 0) > 0) return true;
  }
  return false;
}
