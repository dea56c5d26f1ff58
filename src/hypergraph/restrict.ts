import { allocateUint32 } from '#numeric/allocate.ts';
import { Hypergraph } from './hypergraph.ts';
import { IdTableBuilder } from './id-table-builder.ts';
import type { IdTable } from './id-table.ts';
import { transpose, type Incidence } from './incidence.ts';
import { IncidenceProperties } from './incidence-properties.ts';

/** Which rows a restriction keeps besides those it is asked for. */
export interface RestrictOptions {
  /**
   * Drop hyperedges that lose their last member and nodes that lose their last
   * hyperedge, as HyperNetX does. Default false: they stay, empty or isolated.
   */
  readonly dropEmptied?: boolean;
}

/**
 * Keeps the hyperedges listed, and only the nodes they hold, unless
 * `dropEmptied` is false, which keeps every node.
 * @param edges - Indices, in any order, without repeats; the result keeps the
 * hypergraph's own order.
 * @remarks Time O(incidences + nodes + edges). Properties go along unchanged.
 */
export function restrictToEdges(
  hypergraph: Hypergraph,
  edges: Iterable<number>,
  options: RestrictOptions = { dropEmptied: true },
): Hypergraph {
  const keep = marked(hypergraph.edgeCount, edges);
  const keepNodes = new Uint8Array(hypergraph.nodeCount).fill(1);
  return restrict(hypergraph, keep, keepNodes, {
    nodes: options.dropEmptied ?? true,
    edges: false,
  });
}

/**
 * Keeps the nodes listed; hyperedges shrink to them, and those left empty go,
 * unless `dropEmptied` is false. The nodes listed all stay.
 * @param nodes - Indices, in any order, without repeats.
 * @remarks Time O(incidences + nodes + edges). Properties go along unchanged.
 */
export function restrictToNodes(
  hypergraph: Hypergraph,
  nodes: Iterable<number>,
  options: RestrictOptions = { dropEmptied: true },
): Hypergraph {
  const keep = marked(hypergraph.nodeCount, nodes);
  const keepEdges = new Uint8Array(hypergraph.edgeCount).fill(1);
  return restrict(hypergraph, keepEdges, keep, {
    nodes: false,
    edges: options.dropEmptied ?? true,
  });
}

/** Without the hyperedges listed; nodes they leave isolated stay unless `dropEmptied`. */
export function removeEdges(
  hypergraph: Hypergraph,
  edges: Iterable<number>,
  options: RestrictOptions = {},
): Hypergraph {
  const keep = complement(marked(hypergraph.edgeCount, edges));
  const keepNodes = new Uint8Array(hypergraph.nodeCount).fill(1);
  const dropEmptied = options.dropEmptied ?? false;
  return restrict(hypergraph, keep, keepNodes, {
    nodes: dropEmptied,
    edges: dropEmptied,
  });
}

/** Without the nodes listed; hyperedges they leave empty stay unless `dropEmptied`. */
export function removeNodes(
  hypergraph: Hypergraph,
  nodes: Iterable<number>,
  options: RestrictOptions = {},
): Hypergraph {
  const keep = complement(marked(hypergraph.nodeCount, nodes));
  const keepEdges = new Uint8Array(hypergraph.edgeCount).fill(1);
  const dropEmptied = options.dropEmptied ?? false;
  return restrict(hypergraph, keepEdges, keep, {
    nodes: dropEmptied,
    edges: dropEmptied,
  });
}

/** @param keepEdges - 1 for each hyperedge to keep; altered where emptied ones are dropped. */
function restrict(
  hypergraph: Hypergraph,
  keepEdges: Uint8Array,
  keepNodes: Uint8Array,
  dropEmptied: { nodes: boolean; edges: boolean },
): Hypergraph {
  if (dropEmptied.edges) dropEmptyRows(hypergraph.edges, keepEdges, keepNodes);
  if (dropEmptied.nodes) dropEmptyRows(hypergraph.nodes, keepNodes, keepEdges);
  const edgeRows = positionsOf(keepEdges);
  const nodeRows = positionsOf(keepNodes);
  const { edges, positions } = keptIncidences(
    hypergraph.edges,
    edgeRows,
    keepNodes,
    nodeRows,
  );
  return new Hypergraph({
    edges,
    nodes: transpose(edges, nodeRows.length),
    edgeIds: gatherIds(hypergraph.edgeIds, edgeRows),
    nodeIds: gatherIds(hypergraph.nodeIds, nodeRows),
    edgeProperties: hypergraph.edgeProperties.gather(edgeRows),
    nodeProperties: hypergraph.nodeProperties.gather(nodeRows),
    incidenceProperties: IncidenceProperties.ofEdges(
      hypergraph.incidencesByEdge().gather(positions),
    ),
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
  });
}

/** Clears the mark of every row that has no marked member left. */
function dropEmptyRows(
  incidence: Incidence,
  keepRows: Uint8Array,
  keepMembers: Uint8Array,
): void {
  const { offsets, members } = incidence;
  for (let row = 0; row < keepRows.length; row++) {
    if (keepRows[row] === 0) continue;
    let alive = 0;
    for (let i = offsets[row]!; i < offsets[row + 1]! && alive === 0; i++) {
      alive = keepMembers[members[i]!]!;
    }
    keepRows[row] = alive;
  }
}

/** The kept rows with renumbered members, and each kept incidence's old position. */
function keptIncidences(
  incidence: Incidence,
  rows: Uint32Array,
  keepMembers: Uint8Array,
  memberRows: Uint32Array,
): { edges: Incidence; positions: Uint32Array } {
  const renumbered = new Uint32Array(keepMembers.length);
  memberRows.forEach((old, index) => (renumbered[old] = index));
  const offsets = allocateUint32(rows.length + 1);
  const positions = new Uint32Array(incidence.members.length);
  let total = 0;
  rows.forEach((row, index) => {
    for (
      let i = incidence.offsets[row]!;
      i < incidence.offsets[row + 1]!;
      i++
    ) {
      if (keepMembers[incidence.members[i]!] === 1) positions[total++] = i;
    }
    offsets[index + 1] = total;
  });
  const members = allocateUint32(total);
  for (let i = 0; i < total; i++) {
    members[i] = renumbered[incidence.members[positions[i]!]!]!;
  }
  return {
    edges: { offsets, members },
    positions: positions.subarray(0, total),
  };
}

/** The ids at `rows`, as a table of their own; O(bytes of those ids). */
export function gatherIds(ids: IdTable, rows: ArrayLike<number>): IdTable {
  const builder = new IdTableBuilder();
  for (let i = 0; i < rows.length; i++) builder.intern(ids.idAt(rows[i]!));
  return builder.build();
}

function marked(size: number, indices: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(size);
  for (const index of indices) marks[index] = 1;
  return marks;
}

function complement(marks: Uint8Array): Uint8Array {
  return marks.map((mark) => 1 - mark);
}

/** Indices of the marked rows, ascending. */
function positionsOf(marks: Uint8Array): Uint32Array {
  let total = 0;
  for (const mark of marks) total += mark;
  const positions = new Uint32Array(total);
  let at = 0;
  marks.forEach((mark, index) => {
    if (mark === 1) positions[at++] = index;
  });
  return positions;
}
