import type { Hypergraph } from './hypergraph.ts';
import { restrictToEdges } from './restrict.ts';

/** Connected parts of the incidence structure (s = 1), nodes and edges together. */
export interface ConnectedComponents {
  /** Components that hold at least one node or hyperedge; empty edges and isolated nodes are each one. */
  readonly count: number;
  /** Component of each hyperedge, in [0, count). */
  readonly ofEdge: Uint32Array;
  /** Component of each node, in [0, count). */
  readonly ofNode: Uint32Array;
}

/**
 * Labels the connected components, numbered by their first hyperedge, isolated
 * nodes last.
 * @remarks Union by smaller root along member lists with path halving; time
 * O(incidences · α), memory O(nodes + edges).
 */
export function connectedComponents(
  hypergraph: Hypergraph,
): ConnectedComponents {
  const { edges, edgeCount, nodeCount } = hypergraph;
  const parent = new Uint32Array(edgeCount + nodeCount);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  for (let edge = 0; edge < edgeCount; edge++) {
    for (let i = edges.offsets[edge]!; i < edges.offsets[edge + 1]!; i++) {
      union(parent, edge, edgeCount + edges.members[i]!);
    }
  }
  const label = new Uint32Array(parent.length);
  let count = 0;
  for (let i = 0; i < parent.length; i++) {
    const root = find(parent, i);
    label[i] = root === i ? count++ : label[root]!;
  }
  return {
    count,
    ofEdge: label.subarray(0, edgeCount),
    ofNode: label.subarray(edgeCount),
  };
}

/**
 * The component with the most nodes, ties by the first hyperedge, as a
 * hypergraph of its own with all properties.
 */
export function largestComponent(hypergraph: Hypergraph): Hypergraph {
  const { count, ofEdge, ofNode } = connectedComponents(hypergraph);
  const sizes = new Uint32Array(count);
  for (const component of ofNode) sizes[component]!++;
  let largest = 0;
  for (let c = 1; c < count; c++) if (sizes[c]! > sizes[largest]!) largest = c;
  const kept: number[] = [];
  ofEdge.forEach((component, edge) => {
    if (component === largest) kept.push(edge);
  });
  return restrictToEdges(hypergraph, kept);
}

function find(parent: Uint32Array, start: number): number {
  let i = start;
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]!]!;
    i = parent[i]!;
  }
  return i;
}

// The smaller index becomes the root, so that roots are firsts of their components.
function union(parent: Uint32Array, left: number, right: number): void {
  const a = find(parent, left);
  const b = find(parent, right);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}
