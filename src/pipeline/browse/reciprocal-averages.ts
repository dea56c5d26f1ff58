import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { LoopWatch, type StopSignal } from '#numeric/cancellation.ts';

const ROUNDS = 24;
const GOLDEN = 0.618_033_988_749_895;

/** A place on one axis for every hyperedge and node. */
export interface AxisScores {
  readonly edges: Float64Array;
  readonly nodes: Float64Array;
}

/**
 * Places hyperedges at the mean of their members and nodes at the mean of their
 * hyperedges, over and over: sorted by it, the incidences gather along the
 * diagonal. First axis of correspondence analysis by power iteration (Hill 1973,
 * "Reciprocal averaging", doi:10.2307/2258931).
 * @throws PolyadError CANCELLED
 * @remarks O(24 · incidences); deterministic.
 */
export function reciprocalAverages(
  { edges, nodes, nodeCount, edgeCount }: Hypergraph,
  signal?: StopSignal,
): AxisScores {
  const byNode = new Float64Array(nodeCount);
  const byEdge = new Float64Array(edgeCount);
  for (let node = 0; node < nodeCount; node++) {
    byNode[node] = ((node + 1) * GOLDEN) % 1;
  }
  const watch = new LoopWatch(ROUNDS, { signal });
  for (let round = 0; round < ROUNDS; round++) {
    centre(byNode, nodes);
    average(edges, byNode, byEdge);
    average(nodes, byEdge, byNode);
    watch.step(round, edges.members.length);
  }
  average(edges, byNode, byEdge);
  return { edges: byEdge, nodes: byNode };
}

/** Takes the weighted mean away, the axis on which all are alike, and scales to 1. */
function centre(values: Float64Array, { offsets }: Incidence): void {
  const weight = (at: number) => (offsets[at + 1] ?? 0) - (offsets[at] ?? 0);
  let total = 0;
  let sum = 0;
  values.forEach((value, at) => {
    total += weight(at);
    sum += weight(at) * value;
  });
  const mean = total === 0 ? 0 : sum / total;
  let most = 0;
  values.forEach((value, at) => {
    values[at] = value - mean;
    if (weight(at) > 0) most = Math.max(most, Math.abs(value - mean));
  });
  if (most === 0) return;
  values.forEach((value, at) => {
    values[at] = value / most;
  });
}

function average(
  { offsets, members }: Incidence,
  from: Float64Array,
  to: Float64Array,
): void {
  for (let row = 0; row < to.length; row++) {
    const begin = offsets[row] ?? 0;
    const end = offsets[row + 1] ?? begin;
    let sum = 0;
    for (let at = begin; at < end; at++) sum += from[members[at] ?? 0] ?? 0;
    to[row] = end > begin ? sum / (end - begin) : 0;
  }
}
