import type { DatasetProvenance } from '#store/provenance.ts';
import type { Dataset } from '../dataset.ts';
import {
  edgeRow,
  nodeRow,
  text,
  weight,
  type EdgeRow,
  type NodeRow,
} from './elements.ts';

/** A member of a hyperedge, with what it is in it. */
export interface MemberRow extends NodeRow {
  readonly role: string | null;
  readonly weight: number;
}

export interface EdgeDetail extends EdgeRow {
  /** The first `most` members. */
  readonly members: MemberRow[];
  readonly properties: Record<string, unknown>;
  /** Data row of the source, from 0; null where rows are not hyperedges. */
  readonly source: { file: string; row: number } | null;
}

export interface NodeDetail extends NodeRow {
  /** The first `most` hyperedges. */
  readonly edges: EdgeRow[];
  readonly properties: Record<string, unknown>;
}

/**
 * One hyperedge with its members, in ascending node order.
 * @param most - Members listed at most; `size` counts all.
 * @throws PolyadError NOT_FOUND
 */
export function describeEdge(
  { hypergraph, provenance }: Dataset,
  id: string,
  most: number,
): EdgeDetail {
  const edge = hypergraph.edgeIndex(id);
  const start = hypergraph.edges.offsets[edge] ?? 0;
  const incidences = hypergraph.incidencesByEdge();
  const properties = hypergraph.edgeProperties.row(edge);
  const members = hypergraph.edgeMembers(edge).subarray(0, most);
  return {
    ...edgeRow(hypergraph, edge),
    members: Array.from(members, (node, i) => ({
      ...nodeRow(hypergraph, node),
      role: text(incidences.get('role', start + i)),
      weight: weight(incidences.get('weight', start + i)),
    })),
    properties,
    source: sourceOf(provenance, id, properties['row']),
  };
}

/**
 * One node with its hyperedges, in input order.
 * @param most - Hyperedges listed at most; `degree` counts all.
 * @throws PolyadError NOT_FOUND
 */
export function describeNode(
  { hypergraph }: Dataset,
  id: string,
  most: number,
): NodeDetail {
  const node = hypergraph.nodeIndex(id);
  const edges = hypergraph.nodeEdges(node).subarray(0, most);
  return {
    ...nodeRow(hypergraph, node),
    edges: Array.from(edges, (edge) => edgeRow(hypergraph, edge)),
    properties: hypergraph.nodeProperties.row(node),
  };
}

function sourceOf(
  { source, rowFrom }: DatasetProvenance,
  id: string,
  property: unknown,
): EdgeDetail['source'] {
  if (rowFrom === 'nowhere') return null;
  const row = rowFrom === 'id' ? Number(id) : property;
  return typeof row === 'number' ? { file: source, row } : null;
}
