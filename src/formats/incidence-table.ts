import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Utf8IdTable, type IdTable } from '#hypergraph/id-table.ts';
import type {
  ColumnType,
  PropertyColumn,
} from '#hypergraph/property-column.ts';
import type { PropertyTarget } from './table-plan.ts';

/** How a table writes the ids of one kind of element. */
export type IdKind =
  /** All are text. */
  | 'text'
  /** All are integers. */
  | 'integer'
  /** Both occur: each is written as JSON. */
  | 'json';

/** A property as a column of the table. */
export interface IncidenceTableColumn {
  /** Its name in the table: a reader of incidence lists finds its owner by it. */
  readonly name: string;
  readonly of: PropertyTarget['of'];
  readonly property: PropertyColumn;
}

/** Rows of the table; −1 stands for none. All three have the same length. */
export interface IncidenceBlock {
  readonly edges: Int32Array;
  readonly nodes: Int32Array;
  /** Position in `edges.members`; −1 in rows that declare an edge or a node. */
  readonly incidences: Int32Array;
}

/**
 * A hypergraph as one table that loses nothing: a row an incidence, and before
 * them rows with an edge only and rows with a node only, which carry their
 * properties, empty edges, isolated nodes and the order of both. Where there is
 * nothing of that kind to say, the incidences are all the rows.
 */
export class IncidenceTable {
  readonly hypergraph: Hypergraph;
  readonly columns: readonly IncidenceTableColumn[];
  readonly edgeIds: IdKind;
  readonly nodeIds: IdKind;
  /** Rows that declare edges, then nodes: all of them or none. */
  readonly edgeRows: number;
  readonly nodeRows: number;

  constructor(hypergraph: Hypergraph) {
    const { edgeCount, nodeCount } = hypergraph;
    this.hypergraph = hypergraph;
    this.columns = [...tableColumns(hypergraph)];
    this.edgeIds = idKind(hypergraph.edgeIds);
    this.nodeIds = idKind(hypergraph.nodeIds);
    const speaksOf = (of: PropertyTarget['of']): boolean =>
      this.columns.some((column) => column.of === of);
    const edgesTold = !speaksOf('edges') && !hasEmptyEdges(hypergraph);
    const nodesTold = !speaksOf('nodes') && nodesAppearInOrder(hypergraph);
    this.edgeRows = edgesTold ? 0 : edgeCount;
    this.nodeRows = nodesTold ? 0 : nodeCount;
  }

  get rowCount(): number {
    return this.edgeRows + this.nodeRows + this.hypergraph.incidenceCount;
  }

  /** Types of the property columns, by their name in the table. */
  get types(): Map<string, ColumnType> {
    return new Map(
      this.columns.map(({ name, property }) => [name, property.type]),
    );
  }

  /** The rows in blocks of at most `size`; arrays are new in every block. */
  *blocks(size: number): Generator<IncidenceBlock> {
    const cursor = { edge: 0 };
    for (let start = 0; start < this.rowCount; start += size) {
      yield this.#block(start, Math.min(size, this.rowCount - start), cursor);
    }
  }

  /** @param cursor - The edge that the block before ended in. */
  #block(
    start: number,
    length: number,
    cursor: { edge: number },
  ): IncidenceBlock {
    const { offsets, members } = this.hypergraph.edges;
    const edges = new Int32Array(length).fill(-1);
    const nodes = new Int32Array(length).fill(-1);
    const incidences = new Int32Array(length).fill(-1);
    const declared = this.edgeRows + this.nodeRows;
    for (let row = 0; row < length; row++) {
      const incidence = start + row - declared;
      if (start + row < this.edgeRows) edges[row] = start + row;
      else if (incidence < 0) nodes[row] = start + row - this.edgeRows;
      else {
        while ((offsets[cursor.edge + 1] ?? Infinity) <= incidence) {
          cursor.edge++;
        }
        edges[row] = cursor.edge;
        nodes[row] = members[incidence] ?? -1;
        incidences[row] = incidence;
      }
    }
    return { edges, nodes, incidences };
  }
}

/** The row of `column.property` that row `row` of a block shows; −1 for none. */
export function propertyRow(
  { of }: IncidenceTableColumn,
  { edges, nodes, incidences }: IncidenceBlock,
  row: number,
): number {
  const edge = edges[row] ?? -1;
  const node = nodes[row] ?? -1;
  if (of === 'incidences') return incidences[row] ?? -1;
  if (of === 'edges') return node < 0 ? edge : -1;
  return edge < 0 ? node : -1;
}

function* tableColumns(
  hypergraph: Hypergraph,
): Generator<IncidenceTableColumn> {
  const { edgeProperties, nodeProperties } = hypergraph;
  for (const property of hypergraph.incidencesByEdge().columns()) {
    const name = incidenceColumnName(property);
    yield { name, of: 'incidences', property };
  }
  for (const property of edgeProperties.columns()) {
    yield { name: `edge.${property.name}`, of: 'edges', property };
  }
  for (const property of nodeProperties.columns()) {
    yield { name: `node.${property.name}`, of: 'nodes', property };
  }
}

/** Names that a reader of incidence lists takes for something else. */
const taken = /^(edge|node|time|end|direction|(edge|node|incidence)\..*)$/;

function incidenceColumnName({ name, type }: PropertyColumn): string {
  const plain =
    name === 'weight'
      ? type === 'number' || type === 'integer'
      : name === 'role'
        ? type === 'string'
        : !taken.test(name) && /^[\p{L}_]/u.test(name);
  return plain ? name : `incidence.${name}`;
}

function idKind(ids: IdTable): IdKind {
  if (!(ids instanceof Utf8IdTable) || ids.ids.integers === undefined) {
    return 'text';
  }
  const integers = ids.ids.integers.count();
  if (integers === 0) return 'text';
  return integers === ids.count ? 'integer' : 'json';
}

function hasEmptyEdges({ edges: { offsets } }: Hypergraph): boolean {
  for (let edge = 1; edge < offsets.length; edge++) {
    if (offsets[edge] === offsets[edge - 1]) return true;
  }
  return false;
}

/** Whether reading the incidences edge by edge meets every node, in index order. */
function nodesAppearInOrder({ edges, nodeCount }: Hypergraph): boolean {
  let seen = 0;
  for (const node of edges.members) {
    if (node > seen) return false;
    if (node === seen) seen++;
  }
  return seen === nodeCount;
}
