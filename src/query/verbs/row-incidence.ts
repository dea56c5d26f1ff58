import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  EvidenceBy,
  indicesIn,
  type Column,
  type Row,
  type Value,
} from '../evaluation/value.ts';
import type { VerbCall } from './verb.ts';

/** Rows as a hypergraph of their own. */
export interface RowIncidence {
  readonly hypergraph: Hypergraph;
  /** The element that each hyperedge and node stands for. */
  readonly edges: readonly number[];
  readonly nodes: readonly number[];
  /** Evidence of each hyperedge and of each node. */
  readonly edgeEvidence: readonly (readonly number[])[];
  readonly nodeEvidence: readonly (readonly number[])[];
}

/** Which columns hold hyperedges and members. */
export interface IncidenceColumns {
  /** Position of the column with the hyperedges. */
  readonly edges: number;
  /** Position of the column with their members; null for all members in the data. */
  readonly members: number | null;
  /** The two as columns. */
  readonly edgeColumn: Column;
  readonly memberColumn: Column;
}

/**
 * Which columns of the rows are hyperedges and members: the first column with
 * elements and the next one; a lone column of relations has its members in the data.
 * @throws PolyadError INVALID_ARGUMENT where the rows hold no relation
 */
export function incidenceColumns(verb: VerbCall): IncidenceColumns {
  const { columns } = verb.scope;
  const held = columns.flatMap((column, at) =>
    ['edge', 'node', 'nodes', 'edges'].includes(column.type)
      ? [{ column, at }]
      : [],
  );
  const [first, second] = held;
  if (!first || (!second && first.column.type !== 'edge')) {
    throw verb.fault(
      `${verb.call.name} needs a column of relations, or of elements and their members`,
    );
  }
  const all: Column = { name: 'node', type: 'node' };
  return {
    edges: first.at,
    edgeColumn: first.column,
    members: second?.at ?? null,
    memberColumn: second ? single(second.column) : all,
  };
}

/** A set's column as a column of its members. */
function single(column: Column): Column {
  if (column.type === 'nodes') return { ...column, type: 'node' };
  return column.type === 'edges' ? { ...column, type: 'edge' } : column;
}

/** The rows as a hypergraph; O(rows · members). */
export function rowIncidence(
  verb: VerbCall,
  columns: IncidenceColumns,
  rows: readonly Row[],
): RowIncidence {
  const builder = new HypergraphBuilder();
  const edges: number[] = [];
  const nodes: number[] = [];
  const edgeEvidence = new EvidenceBy<number>();
  const nodeEvidence = new EvidenceBy<number>();
  const data = verb.scope.data.hypergraph;
  for (const { values, evidence } of rows) {
    for (const element of elementsIn(values[columns.edges])) {
      const edge = builder.addEdge(element);
      edges[edge] = element;
      edgeEvidence.add(edge, evidence);
      const members =
        columns.members === null
          ? data.edgeMembers(element)
          : elementsIn(values[columns.members]);
      for (const member of members) {
        const node = builder.addNode(member);
        nodes[node] = member;
        nodeEvidence.add(node, evidence);
        builder.addIncidence(edge, node);
      }
    }
  }
  const hypergraph = builder.build();
  return {
    hypergraph,
    edges,
    nodes,
    edgeEvidence: edges.map((_, edge) => edgeEvidence.of(edge)),
    nodeEvidence: nodes.map((_, node) => nodeEvidence.of(node)),
  };
}

function elementsIn(value: Value | undefined): readonly number[] {
  return typeof value === 'number' ? [value] : indicesIn(value ?? null);
}
