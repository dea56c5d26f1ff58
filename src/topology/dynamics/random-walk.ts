import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { walkStep } from '#compute/cpu/node-edge-walk.ts';
import {
  walkAlong,
  type WalkTrajectory,
} from '#compute/cpu/walk-trajectory.ts';
import { checkCount } from '../models/generated.ts';

/** Options of {@link simulateWalk}. */
export interface WalkOptions extends LoopOptions {
  /** Node index. Default: one drawn from those with a hyperedge. */
  readonly start?: number | undefined;
  /** Default 1000. */
  readonly steps?: number | undefined;
  /** A step goes to another node wherever the hyperedge has one. Default false. */
  readonly leaves?: boolean | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/**
 * A random walk from node to node: a hyperedge of the node, then one of its
 * members, each uniformly. Its stationary distribution is `computeWalk`'s, in
 * proportion to degree, unless it `leaves`.
 * @returns Node and hyperedge indices; shorter where a node has no hyperedge.
 * @throws PolyadError INVALID_ARGUMENT, NOT_FOUND, CANCELLED
 */
export function simulateWalk(
  hypergraph: Hypergraph,
  options: WalkOptions = {},
): WalkTrajectory {
  const { steps = 1000, leaves = false, seed = 0 } = options;
  checkCount('steps', steps, 0);
  const random = new Random(seed);
  const start = options.start ?? randomStart(hypergraph, random);
  if (
    !Number.isSafeInteger(start) ||
    start < 0 ||
    start >= hypergraph.nodeCount
  ) {
    throw new PolyadError(
      'NOT_FOUND',
      `There is no node ${start} to start from; nodes are numbered from 0 to ${hypergraph.nodeCount - 1}.`,
      { start },
    );
  }
  const walk = { start, steps, leaves, random };
  return walkAlong(hypergraph.edges, hypergraph.nodes, walk, options);
}

/** Each node in proportion to its degree: the stationary distribution. */
function randomStart(hypergraph: Hypergraph, random: Random): number {
  const { members } = hypergraph.edges;
  if (members.length === 0) return 0;
  return members[random.int(members.length)] ?? 0;
}

/**
 * Probability of each node after some steps of the walk.
 * @param from - Probability of each node at first; length = nodes.
 * @throws PolyadError INVALID_ARGUMENT
 * @remarks O(incidences) a step.
 */
export function walkDensity(
  hypergraph: Hypergraph,
  from: Float64Array,
  steps: number,
): Float64Array {
  checkCount('steps', steps, 0);
  checkCount('from', from.length, hypergraph.nodeCount);
  let density = from;
  for (let step = 0; step < steps; step++) {
    density = walkStep(hypergraph.nodes, hypergraph.edges, density);
  }
  return density;
}
