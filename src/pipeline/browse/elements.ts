import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** A node in a list. */
export interface NodeRow {
  readonly id: string;
  readonly kind: string | null;
  readonly degree: number;
}

/** A hyperedge in a list; time in milliseconds since the epoch. */
export interface EdgeRow {
  readonly id: string;
  readonly size: number;
  readonly time: number | null;
}

/** One non-zero of the incidence matrix. */
export interface IncidenceRow {
  readonly edge: string;
  readonly node: string;
  readonly weight: number;
  readonly role: string | null;
}

/** Kind of a node, or null. */
export function nodeKind(hypergraph: Hypergraph, node: number): string | null {
  return text(hypergraph.nodeProperties.get('kind', node));
}

/** Time of a hyperedge, or null. */
export function edgeTime(hypergraph: Hypergraph, edge: number): number | null {
  const time = hypergraph.edgeTimes()?.[edge];
  return time === undefined || Number.isNaN(time) ? null : time;
}

export function nodeRow(hypergraph: Hypergraph, node: number): NodeRow {
  return {
    id: hypergraph.nodeIds.textAt(node),
    kind: nodeKind(hypergraph, node),
    degree: hypergraph.nodeDegree(node),
  };
}

export function edgeRow(hypergraph: Hypergraph, edge: number): EdgeRow {
  return {
    id: hypergraph.edgeIds.textAt(edge),
    size: hypergraph.edgeSize(edge),
    time: edgeTime(hypergraph, edge),
  };
}

/** Nodes `[from, to)` in input order. */
export function nodeRows(
  hypergraph: Hypergraph,
  from: number,
  to: number,
): NodeRow[] {
  return range(from, Math.min(to, hypergraph.nodeCount)).map((node) =>
    nodeRow(hypergraph, node),
  );
}

/** Hyperedges `[from, to)` in input order. */
export function edgeRows(
  hypergraph: Hypergraph,
  from: number,
  to: number,
): EdgeRow[] {
  return range(from, Math.min(to, hypergraph.edgeCount)).map((edge) =>
    edgeRow(hypergraph, edge),
  );
}

/**
 * Incidences `[from, to)`, by hyperedge and then by member.
 * @remarks O(to − from + log edges).
 */
export function incidenceRows(
  hypergraph: Hypergraph,
  from: number,
  to: number,
): IncidenceRow[] {
  const { offsets, members } = hypergraph.edges;
  const properties = hypergraph.incidencesByEdge();
  let edge = rowOfPosition(offsets, from);
  return range(from, Math.min(to, hypergraph.incidenceCount)).map((at) => {
    while ((offsets[edge + 1] ?? Infinity) <= at) edge++;
    return {
      edge: hypergraph.edgeIds.textAt(edge),
      node: hypergraph.nodeIds.textAt(members[at] ?? 0),
      weight: weight(properties.get('weight', at)),
      role: text(properties.get('role', at)),
    };
  });
}

/** A property as text, or null where it is none. */
export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** An incidence's weight; 1 where it has none. */
export function weight(value: unknown): number {
  return typeof value === 'number' ? value : 1;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** The last row that starts at or before `position`; O(log rows). */
function rowOfPosition(offsets: Uint32Array, position: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}
