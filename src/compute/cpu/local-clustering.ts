import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Local clustering of every node: over pairs of its edges, the mean extra
 * overlap, which is the share of the members that only one of the two holds
 * that are neighbours of a member only the other holds.
 * @param edges - Row = edge; equal edges count as different edges of overlap 0.
 * @param nodes - The same matrix by node.
 * @param adjacency - Nodes joined where they share an edge.
 * @returns Length = nodes; 0 for nodes of fewer than two edges.
 * @throws PolyadError CANCELLED
 * @remarks A member y of f outside e has at least |e ∩ f| neighbours in e, since
 * f joins it to all of e ∩ f; it has one in e \ f if and only if it has more.
 * So neighbours in e are counted once, not once a pair: time O(Σ over
 * intersecting pairs of sizes + Σ over edges of members' neighbours). Zhou and
 * Nakhleh 2011, doi:10.1186/1471-2105-12-132.
 */
export function localClustering(
  edges: Incidence,
  nodes: Incidence,
  adjacency: Incidence,
  options: LoopOptions = {},
): Float64Array {
  const total = rowCount(edges);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(edges, nodes, 1);
  const { counts, touched } = wedges;
  const inside = new Uint8Array(rowCount(nodes));
  const near = new Uint32Array(rowCount(nodes));
  const sums = new Float64Array(rowCount(nodes));
  for (let edge = 0; edge < total; edge++) {
    const met = wedges.countAll(edge);
    let work = wedges.work;
    if (met > 0) work += countNear(edges, adjacency, edge, { inside, near });
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const shared = counts[other]!;
      counts[other] = 0;
      const size = rowLength(edges, other);
      const apart = rowLength(edges, edge) + size - 2 * shared;
      work += size;
      if (apart === 0) continue;
      const start = edges.offsets[other]!;
      const end = edges.offsets[other + 1]!;
      let joined = 0;
      for (let p = start; p < end; p++) {
        const node = edges.members[p]!;
        if (inside[node] === 0 && near[node]! > shared) joined++;
      }
      if (joined === 0) continue;
      const share = joined / apart;
      for (let p = start; p < end; p++) {
        const node = edges.members[p]!;
        if (inside[node] === 1) sums[node]! += share;
      }
    }
    if (met > 0) clearNear(edges, adjacency, edge, { inside, near });
    watch.step(edge, work);
  }
  watch.finish();
  for (let node = 0; node < sums.length; node++) {
    const degree = rowLength(nodes, node);
    sums[node]! *= degree > 1 ? 2 / (degree * (degree - 1)) : 0;
  }
  return sums;
}

interface Near {
  /** 1 for members of the edge. */
  readonly inside: Uint8Array;
  /** Neighbours of each node among its members. */
  readonly near: Uint32Array;
}

function countNear(
  edges: Incidence,
  adjacency: Incidence,
  edge: number,
  { inside, near }: Near,
): number {
  let work = 0;
  for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
    const node = edges.members[p]!;
    inside[node] = 1;
    const end = adjacency.offsets[node + 1]!;
    for (let q = adjacency.offsets[node]!; q < end; q++) {
      near[adjacency.members[q]!]!++;
    }
    work += rowLength(adjacency, node);
  }
  return work;
}

function clearNear(
  edges: Incidence,
  adjacency: Incidence,
  edge: number,
  { inside, near }: Near,
): void {
  for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
    const node = edges.members[p]!;
    inside[node] = 0;
    const end = adjacency.offsets[node + 1]!;
    for (let q = adjacency.offsets[node]!; q < end; q++) {
      near[adjacency.members[q]!] = 0;
    }
  }
}
