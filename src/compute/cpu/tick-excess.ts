import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { CountedEdges, NodeMoments } from './moment-order.ts';

/** Tick of an edge without a time. */
export const NO_TICK = 0xffff_ffff;

export interface TickExcessInput extends CountedEdges {
  readonly edges: Incidence;
  /** Every node's edges, those of a tick together. */
  readonly nodes: NodeMoments;
  /** Tick of each edge, below `tickCount`, or {@link NO_TICK}. */
  readonly ticks: Uint32Array;
  readonly tickCount: number;
  /** Weight of each incidence, aligned with `edges.members`; 1 where absent. */
  readonly weights?: Float64Array | undefined;
}

/**
 * How far a count exceeds its mean: half the deviance of a Poisson count whose
 * rate is known about as well as from one observation (Gamma–Poisson).
 * @returns n ln(n/μ) − (n+1) ln((n+1)/(μ+1)) for n > μ, else 0.
 */
export function countExcess(count: number, mean: number): number {
  if (count <= mean) return 0;
  return (
    count * Math.log(count / mean) -
    (count + 1) * Math.log((count + 1) / (mean + 1))
  );
}

/** The mean count of a tick, with the tick at hand left out. */
export function usualCount(outside: number, ticksOutside: number): number {
  return (outside + 0.5) / (ticksOutside + 1);
}

/**
 * How far the members of each edge exceed their usual number of edges (or
 * weight) in its tick: the mean over members of {@link countExcess}.
 * @returns Length = edges; 0 for empty edges and those without a tick.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences + nodes), memory O(edges).
 */
export function tickExcess(
  input: TickExcessInput,
  options: LoopOptions = {},
): Float64Array {
  const { edges, nodes, ticks, trained, earlierOnly = false } = input;
  const result = new Float64Array(ticks.length);
  const ticksOutside = countOtherTicks(input);
  const nodeCount = nodes.offsets.length - 1;
  const watch = new LoopWatch(nodeCount, options);
  for (let node = 0; node < nodeCount; node++) {
    const begin = nodes.offsets[node]!;
    const end = nodes.offsets[node + 1]!;
    let total = earlierOnly ? 0 : sum(begin, end, true);
    for (let i = begin, next; i < end; i = next) {
      const tick = ticks[nodes.edges[i]!]!;
      next = i + 1;
      while (next < end && ticks[nodes.edges[next]!]! === tick) next++;
      if (tick === NO_TICK) continue;
      const counted = sum(i, next, true);
      const outside = earlierOnly ? total : Math.max(0, total - counted);
      if (earlierOnly) total += counted;
      const mean = usualCount(outside, ticksOutside[tick]!);
      const excess = countExcess(sum(i, next, false), mean);
      if (excess === 0) continue;
      for (let j = i; j < next; j++) {
        const edge = nodes.edges[j]!;
        const size = edges.offsets[edge + 1]! - edges.offsets[edge]!;
        result[edge]! += excess / size;
      }
    }
    watch.step(node, 2 * (end - begin) + 1);
  }
  watch.finish();
  return result;

  /** Weight of the entries [from, to) of a node that have a tick. */
  function sum(from: number, to: number, trainedOnly: boolean): number {
    let weight = 0;
    for (let i = from; i < to; i++) {
      const edge = nodes.edges[i]!;
      if (ticks[edge] === NO_TICK) continue;
      if (trainedOnly && trained && !trained.has(edge)) continue;
      weight += input.weights ? input.weights[nodes.positions[i]!]! : 1;
    }
    return weight;
  }
}

/** For each tick how many other (or earlier) ones hold a trained edge. */
function countOtherTicks({
  ticks,
  tickCount,
  trained,
  earlierOnly = false,
}: TickExcessInput): Uint32Array {
  const has = new Uint8Array(tickCount);
  for (let edge = 0; edge < ticks.length; edge++) {
    const tick = ticks[edge]!;
    if (tick === NO_TICK || (trained && !trained.has(edge))) continue;
    has[tick] = 1;
  }
  const others = new Uint32Array(tickCount);
  let before = 0;
  for (let tick = 0; tick < tickCount; tick++) {
    others[tick] = before;
    before += has[tick]!;
  }
  if (earlierOnly) return others;
  return others.map((_, tick) => before - has[tick]!);
}
