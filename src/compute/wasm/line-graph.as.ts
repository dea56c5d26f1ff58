import { get, increment, NONE, set } from './memory.as';
import { OverlapWork } from './overlap-rows.as';

/** A stored line graph without its isolated vertices; the host fills it in this order. */
@unmanaged
export class LineGraph {
  rows: u32;
  /** Out, u32[rows + 2] and u32[2 · pairs]: adjacency by row, from both ends. */
  rowOffsets: usize;
  rowNeighbors: usize;
  /** Out, u32[rows]: row at each vertex. */
  rowAt: usize;
  /** Out, u32[rows]: vertex of each row, NONE for isolated ones. */
  vertexOf: usize;
  /** Out, u32[rows + 1] and u32[2 · pairs]: adjacency by vertex. */
  offsets: usize;
  neighbors: usize;
}

/**
 * Numbers the rows that have neighbours in breadth-first order, so that what a
 * search visits together lies together, and rewrites the adjacency.
 * @returns Vertices.
 */
export function buildLineGraph(found: OverlapWork, graph: LineGraph): u32 {
  linkBothWays(found, graph);
  memory.fill(graph.vertexOf, 0xff, (<usize>graph.rows) << 2);
  let vertices: u32 = 0;
  let next: u32 = 0;
  for (let start: u32 = 0; start < graph.rows; start++) {
    if (get(graph.vertexOf, start) != NONE) continue;
    if (get(graph.rowOffsets, start) == get(graph.rowOffsets, start + 1)) {
      continue;
    }
    set(graph.vertexOf, start, vertices);
    set(graph.rowAt, vertices, start);
    vertices++;
    for (; next < vertices; next++) {
      const row = get(graph.rowAt, next);
      const end = get(graph.rowOffsets, row + 1);
      for (let i = get(graph.rowOffsets, row); i < end; i++) {
        const other = get(graph.rowNeighbors, i);
        if (get(graph.vertexOf, other) != NONE) continue;
        set(graph.vertexOf, other, vertices);
        set(graph.rowAt, vertices, other);
        vertices++;
      }
    }
  }
  rewrite(vertices, graph);
  return vertices;
}

function linkBothWays(found: OverlapWork, graph: LineGraph): void {
  const offsets = graph.rowOffsets;
  memory.fill(offsets, 0, (<usize>graph.rows + 2) << 2);
  for (let row: u32 = 0; row < graph.rows; row++) {
    const end = get(found.stops, row);
    const start = get(found.starts, row);
    const slot = offsets + ((<usize>row + 2) << 2);
    store<u32>(slot, load<u32>(slot) + end - start);
    for (let word = start; word < end; word++) {
      increment(offsets, load<u32>((<usize>word) << 2) + 2);
    }
  }
  for (let row: u32 = 1; row <= graph.rows; row++) {
    set(offsets, row + 1, get(offsets, row + 1) + get(offsets, row));
  }
  for (let row: u32 = 0; row < graph.rows; row++) {
    const end = get(found.stops, row);
    for (let word = get(found.starts, row); word < end; word++) {
      const other = load<u32>((<usize>word) << 2);
      put(graph, row, other);
      put(graph, other, row);
    }
  }
}

function put(graph: LineGraph, row: u32, other: u32): void {
  const at = get(graph.rowOffsets, row + 1);
  set(graph.rowOffsets, row + 1, at + 1);
  set(graph.rowNeighbors, at, other);
}

function rewrite(vertices: u32, graph: LineGraph): void {
  let at: u32 = 0;
  for (let vertex: u32 = 0; vertex < vertices; vertex++) {
    set(graph.offsets, vertex, at);
    const row = get(graph.rowAt, vertex);
    const end = get(graph.rowOffsets, row + 1);
    for (let i = get(graph.rowOffsets, row); i < end; i++) {
      set(graph.neighbors, at, get(graph.vertexOf, get(graph.rowNeighbors, i)));
      at++;
    }
  }
  set(graph.offsets, vertices, at);
}
