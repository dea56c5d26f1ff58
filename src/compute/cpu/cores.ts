import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { DegreeBuckets } from './degree-buckets.ts';

/**
 * Core number of every node: the greatest k for which it lies in the largest
 * sub-hypergraph where every node has at least k live edges.
 * @param edges - Row = edge.
 * @param nodes - The same matrix by node.
 * @param least - Per edge: it lives while it has at least this many live members.
 * @returns Length = nodes.
 * @throws PolyadError CANCELLED
 * @remarks Takes nodes of least live degree one by one. Time O(incidences +
 * nodes + edges): an edge dies once. With `least` = size an edge dies with its
 * first member.
 */
export function peelCores(
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
  options: LoopOptions = {},
): Uint32Array {
  const total = rowCount(nodes);
  const watch = new LoopWatch(total, options);
  const { alive, degrees } = liveEdges(edges, least, total);
  const buckets = new DegreeBuckets(degrees);
  for (let done = 0; done < total; done++) {
    const node = buckets.take();
    const level = degrees[node]!;
    let work = 1;
    for (let q = nodes.offsets[node]!; q < nodes.offsets[node + 1]!; q++) {
      const edge = nodes.members[q]!;
      const before = alive[edge]!;
      work++;
      if (before < least[edge]!) continue;
      alive[edge] = before - 1;
      if (before > least[edge]!) continue;
      alive[edge] = 0;
      const end = edges.offsets[edge + 1]!;
      for (let p = edges.offsets[edge]!; p < end; p++) {
        const other = edges.members[p]!;
        if (!buckets.isTaken(other)) buckets.lower(other, level);
      }
      work += rowLength(edges, edge);
    }
    watch.step(done, work);
  }
  watch.finish();
  return degrees;
}

/** Live members of each edge, and live edges of each node; dead edges have `alive` < `least`. */
function liveEdges(
  edges: Incidence,
  least: Uint32Array,
  nodeTotal: number,
): { alive: Uint32Array; degrees: Uint32Array } {
  const alive = new Uint32Array(rowCount(edges));
  const degrees = new Uint32Array(nodeTotal);
  for (let edge = 0; edge < alive.length; edge++) {
    const size = rowLength(edges, edge);
    alive[edge] = size;
    if (size < least[edge]!) continue;
    const end = edges.offsets[edge + 1]!;
    for (let p = edges.offsets[edge]!; p < end; p++) {
      degrees[edges.members[p]!]!++;
    }
  }
  return { alive, degrees };
}

/**
 * Core number of every edge: the greatest k for which it lives in the k-core.
 * @param cores - Core numbers of the nodes, by {@link peelCores}.
 * @returns Length = edges; 0 for edges that never live.
 * @remarks The `least`-th largest core among its members. Time O(Σ k log k).
 */
export function edgeCores(
  edges: Incidence,
  cores: Uint32Array,
  least: Uint32Array,
): Uint32Array {
  const result = new Uint32Array(rowCount(edges));
  for (let edge = 0; edge < result.length; edge++) {
    const size = rowLength(edges, edge);
    const needed = least[edge]!;
    if (needed === 0 || size < needed) continue;
    const start = edges.offsets[edge]!;
    const found = Uint32Array.from(
      edges.members.subarray(start, start + size),
      (node) => cores[node]!,
    ).sort();
    result[edge] = found[size - needed]!;
  }
  return result;
}

/**
 * Core number of every vertex of a graph.
 * @param adjacency - Symmetric, without loops.
 * @throws PolyadError CANCELLED
 * @remarks Time O(vertices + links).
 */
export function graphCores(
  adjacency: Incidence,
  options: LoopOptions = {},
): Uint32Array {
  const { offsets, members } = adjacency;
  const total = rowCount(adjacency);
  const watch = new LoopWatch(total, options);
  const degrees = Uint32Array.from({ length: total }, (_, vertex) =>
    rowLength(adjacency, vertex),
  );
  const buckets = new DegreeBuckets(degrees);
  for (let done = 0; done < total; done++) {
    const vertex = buckets.take();
    const level = degrees[vertex]!;
    const end = offsets[vertex + 1]!;
    for (let q = offsets[vertex]!; q < end; q++) {
      const other = members[q]!;
      if (!buckets.isTaken(other)) buckets.lower(other, level);
    }
    watch.step(done, end - offsets[vertex]! + 1);
  }
  watch.finish();
  return degrees;
}
