import { indicesWhere } from '#numeric/indices-where.ts';
import { lowerBound } from '#numeric/sorted-search.ts';
import { Hypergraph } from './hypergraph.ts';
import { HypergraphBuilder } from './hypergraph-builder.ts';
import type { IdTable } from './id-table.ts';
import { rowMembers, transpose } from './incidence.ts';
import { IncidenceProperties } from './incidence-properties.ts';
import type { PropertyTable } from './property-table.ts';
import {
  removeEdges,
  removeNodes,
  restrictToEdges,
  restrictToNodes,
} from './restrict.ts';

/*
 * Hypergraphs as sets of nodes, hyperedges and incidences, which are the same
 * where their ids are.
 */

/**
 * Nodes, hyperedges and incidences of either: hyperedges of one id hold the
 * members of both. Properties are those of `left` where it has them.
 * @remarks O(incidences + properties of both).
 */
export function unionOf(left: Hypergraph, right: Hypergraph): Hypergraph {
  const builder = HypergraphBuilder.from(left);
  const { edgeCount, nodeCount } = right;
  const nodes = Uint32Array.from({ length: nodeCount }, (_, node) =>
    builder.addNode(right.nodeIds.idAt(node)),
  );
  const edges = Uint32Array.from({ length: edgeCount }, (_, edge) =>
    builder.addEdge(right.edgeIds.idAt(edge)),
  );
  fillMissing(right.nodeProperties, nodes, {
    get: (row, name) => builder.nodeProperty(row, name),
    set: (row, name, value) => builder.setNode(row, name, value),
  });
  fillMissing(right.edgeProperties, edges, {
    get: (row, name) => builder.edgeProperty(row, name),
    set: (row, name, value) => builder.setEdge(row, name, value),
  });
  const table = right.incidencesByEdge();
  forEachIncidence(right, (edge, node, position) => {
    if (hasIncidence(left, edges[edge]!, nodes[node]!)) return;
    builder.addIncidence(edges[edge]!, nodes[node]!);
    for (const [name, value] of Object.entries(table.row(position))) {
      builder.setIncidence(name, value);
    }
  });
  return builder.build();
}

/**
 * Nodes, hyperedges and incidences of both, with the properties of `left`.
 * Hyperedges of one id keep the members they have in both, maybe none.
 * @remarks O(incidences of both).
 */
export function intersectionOf(
  left: Hypergraph,
  right: Hypergraph,
): Hypergraph {
  const keepAll = { dropEmptied: false };
  const nodes = knownIn(left.nodeIds, right.nodeIds);
  const edges = knownIn(left.edgeIds, right.edgeIds);
  const both = restrictToEdges(
    restrictToNodes(left, nodes, keepAll),
    edges,
    keepAll,
  );
  return keepIncidences(both, (edge, node) =>
    sharesIncidence(both, right, edge, node),
  );
}

/**
 * `left` without the incidences of `right`. Hyperedges and nodes that lose their
 * last incidence by this go; those without any stay unless `right` has them too.
 * @remarks O(incidences of both).
 */
export function differenceOf(left: Hypergraph, right: Hypergraph): Hypergraph {
  const rest = keepIncidences(
    left,
    (edge, node) => !sharesIncidence(left, right, edge, node),
  );
  const gone = (kept: number, before: number, known: boolean): boolean =>
    kept === 0 && (before > 0 || known);
  const edges = indicesWhere(left.edgeCount, (edge) =>
    gone(
      rest.edgeSize(edge),
      left.edgeSize(edge),
      right.edgeIds.indexOf(left.edgeIds.idAt(edge)) !== undefined,
    ),
  );
  const nodes = indicesWhere(left.nodeCount, (node) =>
    gone(
      rest.nodeDegree(node),
      left.nodeDegree(node),
      right.nodeIds.indexOf(left.nodeIds.idAt(node)) !== undefined,
    ),
  );
  return removeNodes(removeEdges(rest, edges), nodes);
}

/**
 * Every hyperedge with the nodes it does not hold in place of those it holds.
 * Properties of incidences go; twice is the original.
 * @remarks O(nodes · hyperedges).
 */
export function flipIncidences(hypergraph: Hypergraph): Hypergraph {
  const { edgeCount, nodeCount } = hypergraph;
  const offsets = new Uint32Array(edgeCount + 1);
  const total = edgeCount * nodeCount - hypergraph.incidenceCount;
  const members = new Uint32Array(total);
  let at = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const own = hypergraph.edgeMembers(edge);
    let next = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (own[next] === node) next++;
      else members[at++] = node;
    }
    offsets[edge + 1] = at;
  }
  const edges = { offsets, members };
  return new Hypergraph({
    edges,
    nodes: transpose(edges, nodeCount),
    edgeIds: hypergraph.edgeIds,
    nodeIds: hypergraph.nodeIds,
    edgeProperties: hypergraph.edgeProperties,
    nodeProperties: hypergraph.nodeProperties,
    metadata: hypergraph.metadata,
  });
}

/** Calls `visit` for every incidence, hyperedge by hyperedge. */
function forEachIncidence(
  { edges, edgeCount }: Hypergraph,
  visit: (edge: number, node: number, position: number) => void,
): void {
  for (let edge = 0; edge < edgeCount; edge++) {
    for (let i = edges.offsets[edge]!; i < edges.offsets[edge + 1]!; i++) {
      visit(edge, edges.members[i]!, i);
    }
  }
}

/** The incidences that `keep` accepts; hyperedges, nodes and properties stay. */
function keepIncidences(
  hypergraph: Hypergraph,
  keep: (edge: number, node: number) => boolean,
): Hypergraph {
  const { edgeCount, nodeCount, edges } = hypergraph;
  const offsets = new Uint32Array(edgeCount + 1);
  const positions: number[] = [];
  forEachIncidence(hypergraph, (edge, node, position) => {
    if (keep(edge, node)) positions.push(position);
    offsets[edge + 1] = positions.length;
  });
  // empty hyperedges were not visited
  for (let edge = 0; edge < edgeCount; edge++) {
    offsets[edge + 1] = Math.max(offsets[edge]!, offsets[edge + 1]!);
  }
  const kept = {
    offsets,
    members: Uint32Array.from(
      positions,
      (position) => edges.members[position]!,
    ),
  };
  return new Hypergraph({
    edges: kept,
    nodes: transpose(kept, nodeCount),
    edgeIds: hypergraph.edgeIds,
    nodeIds: hypergraph.nodeIds,
    edgeProperties: hypergraph.edgeProperties,
    nodeProperties: hypergraph.nodeProperties,
    incidenceProperties: IncidenceProperties.ofEdges(
      hypergraph.incidencesByEdge().gather(positions),
    ),
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
  });
}

/** Whether `right` has the incidence of `left` between these indices of `left`. */
function sharesIncidence(
  left: Hypergraph,
  right: Hypergraph,
  edge: number,
  node: number,
): boolean {
  const other = right.edgeIds.indexOf(left.edgeIds.idAt(edge));
  const member = right.nodeIds.indexOf(left.nodeIds.idAt(node));
  if (other === undefined || member === undefined) return false;
  return hasIncidence(right, other, member);
}

/** Whether `edge` holds `node`; false for indices beyond the hypergraph. O(log size). */
function hasIncidence(
  { edges, edgeCount }: Hypergraph,
  edge: number,
  node: number,
): boolean {
  if (edge >= edgeCount) return false;
  const members = rowMembers(edges, edge);
  return members[lowerBound(members, node)] === node;
}

function knownIn(ids: IdTable, others: IdTable): number[] {
  return indicesWhere(
    ids.count,
    (index) => others.indexOf(ids.idAt(index)) !== undefined,
  );
}

type Value = ReturnType<PropertyTable['get']>;

/** Copies what is there and missing at the row it goes to. */
function fillMissing(
  table: PropertyTable,
  rows: Uint32Array,
  into: {
    get(row: number, name: string): Value;
    set(row: number, name: string, value: Value): void;
  },
): void {
  for (const column of table.columns()) {
    rows.forEach((row, source) => {
      const value = column.get(source);
      if (value === null || into.get(row, column.name) !== null) return;
      into.set(row, column.name, value);
    });
  }
}
