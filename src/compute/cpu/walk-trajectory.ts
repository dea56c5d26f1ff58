import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import { rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** Where a walk was: `nodes` has one entry more than `edges`. */
export interface WalkTrajectory {
  readonly nodes: Uint32Array;
  /** Hyperedge taken from each node to the next. */
  readonly edges: Uint32Array;
}

/**
 * Node → one of its hyperedges → one of its members, each uniformly; the walk ends
 * early at a node without hyperedges.
 * @param leaves - The next node differs from the last, where there is another one.
 * @throws PolyadError CANCELLED
 */
export function walkAlong(
  edges: Incidence,
  nodes: Incidence,
  walk: {
    readonly start: number;
    readonly steps: number;
    readonly leaves: boolean;
    readonly random: Random;
  },
  options: LoopOptions = {},
): WalkTrajectory {
  const { start, steps, leaves, random } = walk;
  const visited = new Uint32Array(steps + 1);
  const taken = new Uint32Array(steps);
  const watch = new LoopWatch(steps, options);
  visited[0] = start;
  let done = 0;
  for (; done < steps; done++) {
    const node = visited[done]!;
    const degree = rowLength(nodes, node);
    if (degree === 0) break;
    const edge = nodes.members[nodes.offsets[node]! + random.int(degree)]!;
    const size = rowLength(edges, edge);
    const first = edges.offsets[edge]!;
    let next = edges.members[first + random.int(size)]!;
    while (leaves && size > 1 && next === node) {
      next = edges.members[first + random.int(size)]!;
    }
    taken[done] = edge;
    visited[done + 1] = next;
    watch.step(done, 8);
  }
  watch.finish();
  return { nodes: visited.slice(0, done + 1), edges: taken.slice(0, done) };
}
