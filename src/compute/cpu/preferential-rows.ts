import { GrowableUint32 } from '#numeric/growable.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import type { GeneratedRows } from './generated-rows.ts';

/** How a hypergraph grows. */
export interface GrowthInput {
  /** Where it stops. */
  readonly nodeCount: number;
  /** Probability that a hyperedge brings a new node; above 0. */
  readonly newNodeChance: number;
  /** Size of each hyperedge as it comes, at least 1. */
  readonly nextSize: () => number;
  readonly random: Random;
  readonly rows: GeneratedRows;
}

/**
 * Starts with a hyperedge of the first node; each step adds a hyperedge, which
 * with some probability brings a new node, and takes all its other members with
 * probability in proportion to degree, different ones (no more than there are).
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Avin, Lotker, Nahum and Peleg 2019, doi:10.1145/3341161.3342861. Time
 * O(Σ sizes²), expected.
 */
export function growPreferentially(
  input: GrowthInput,
  options: LoopOptions = {},
): void {
  const { nodeCount, newNodeChance, nextSize, random, rows } = input;
  const endpoints = new GrowableUint32(16);
  const watch = new LoopWatch(nodeCount, options);
  let nodes = 0;
  const bringNode = (): void => {
    rows.add(nodes++);
  };
  const close = (members: readonly number[]): void => {
    for (const member of members) endpoints.push(member);
    rows.endRow();
  };
  bringNode();
  close([0]);
  while (nodes < nodeCount) {
    const known = nodes;
    const size = nextSize();
    const members: number[] = [];
    if (random.chance(newNodeChance)) {
      members.push(nodes);
      bringNode();
    }
    const wanted = Math.min(size, known + members.length);
    while (members.length < wanted) {
      const member = endpoints.at(random.int(endpoints.length));
      if (members.includes(member)) continue;
      members.push(member);
      rows.add(member);
    }
    close(members);
    watch.step(nodes, 8 * size);
  }
  watch.finish();
}
