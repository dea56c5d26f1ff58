import { countExcess, NO_TICK, usualCount } from '#compute/cpu/tick-excess.ts';
import type { StaticScores } from '../detectors/static-scores.ts';

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
  scores: StaticScores,
  edge: number,
  weights: Float64Array | null,
): TickCount[] {
  const { hypergraph, moments, nodes, trained } = scores;
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
      if (ticks[other] === NO_TICK) continue;
      if (ticks[other] === tick) count += weight;
      else if (trained === undefined || trained.has(other)) outside += weight;
    }
    const usual = usualCount(outside, ticksOutside);
    return { node, count, usual, excess: countExcess(count, usual) };
  });
}

/** Ticks other than `own` that hold a counted edge. */
function countTicks(
  { trained, moments: { tickCount } }: StaticScores,
  ticks: Uint32Array,
  own: number,
): number {
  if (trained === undefined) return tickCount - 1;
  const seen = new Uint8Array(tickCount);
  let count = 0;
  ticks.forEach((tick, edge) => {
    if (tick === NO_TICK || tick === own || !trained.has(edge)) return;
    if (seen[tick] === 0) count++;
    seen[tick] = 1;
  });
  return count;
}
