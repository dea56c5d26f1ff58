import { countExcess, NO_TICK, usualCount } from '#compute/cpu/tick-excess.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';

/** How much one member did in the edge's tick. */
export interface TickCount {
  readonly node: number;
  /** Edges (or weight) of the member in the tick. */
  readonly count: number;
  /** Its usual number in a tick. */
  readonly usual: number;
  /** {@link countExcess} of the two. */
  readonly excess: number;
}

/**
 * What each member did in the tick of `edge` against its own habit.
 * @param weights - Weight of each incidence, or null to count edges.
 * @returns One entry a member, in their order; empty where the edge has no tick.
 * @remarks O(edges + Σ degrees of the members).
 */
export function tickCounts(
  scores: EdgeScores,
  edge: number,
  weights: Float64Array | null,
): TickCount[] {
  const { hypergraph, moments, nodes } = scores;
  const ticks = moments.ticks;
  const tick = ticks?.[edge] ?? NO_TICK;
  if (ticks === null || tick === NO_TICK) return [];
  const ticksOutside = countTicks(scores, ticks, tick);
  return Array.from(hypergraph.edgeMembers(edge), (node) => {
    let count = 0;
    let outside = 0;
    const end = nodes.offsets[node + 1] ?? 0;
    for (let i = nodes.offsets[node] ?? 0; i < end; i++) {
      const other = nodes.edges[i] ?? 0;
      const weight = weights ? (weights[nodes.positions[i] ?? 0] ?? 1) : 1;
      const at = ticks[other] ?? NO_TICK;
      if (at === tick) count += weight;
      else if (isUsual(scores, other, at, tick)) outside += weight;
    }
    const usual = usualCount(outside, ticksOutside);
    return { node, count, usual, excess: countExcess(count, usual) };
  });
}

/** Whether an edge in the tick `at` shows what is usual for the tick `own`. */
function isUsual(
  { trained, earlierOnly }: EdgeScores,
  edge: number,
  at: number,
  own: number,
): boolean {
  if (at === NO_TICK || (earlierOnly ? at >= own : at === own)) return false;
  return trained === undefined || trained.has(edge);
}

/** Ticks that hold an edge which shows what is usual for `own`. */
function countTicks(
  scores: EdgeScores,
  ticks: Uint32Array,
  own: number,
): number {
  const { tickCount } = scores.moments;
  if (scores.trained === undefined) {
    return scores.earlierOnly ? own : tickCount - 1;
  }
  const seen = new Uint8Array(tickCount);
  ticks.forEach((tick, edge) => {
    if (isUsual(scores, edge, tick, own)) seen[tick] = 1;
  });
  return seen.reduce((sum, isSeen) => sum + isSeen, 0);
}
