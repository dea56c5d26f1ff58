import { allocateUint32 } from '#numeric/allocate.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import { Hypergraph, type NetworkType } from './hypergraph.ts';
import { IdTableBuilder } from './id-table-builder.ts';
import { SequentialIdTable, type Id, type IdTable } from './id-table.ts';
import { groupByRow, transpose, type Incidence } from './incidence.ts';
import { IncidenceProperties } from './incidence-properties.ts';
import { mergeIncidences } from './merge-incidences.ts';
import type {
  ColumnType,
  JsonValue,
  PropertyValue,
} from './property-column.ts';
import { PropertyTable, PropertyTableBuilder } from './property-table.ts';

export interface HypergraphBuilderOptions {
  /** Hyperedge ids start as row numbers, which take no memory until another id is given. */
  readonly sequentialEdges?: boolean;
  /** Types of properties that must not be guessed. */
  readonly nodeTypes?: Iterable<[string, ColumnType]>;
  readonly edgeTypes?: Iterable<[string, ColumnType]>;
  readonly incidenceTypes?: Iterable<[string, ColumnType]>;
}

/**
 * Collects incidences in any order and freezes them by counting sort.
 * @remarks 8 B an incidence while building; `build` takes O(incidences + nodes +
 * edges) and makes no object per edge. A repeated incidence counts once: its
 * weights add, distinct roles are joined by `|`, else the first value stays.
 */
export class HypergraphBuilder {
  networkType: NetworkType = 'undirected';
  metadata: Record<string, JsonValue> = {};
  readonly #nodeIds = new IdTableBuilder();
  #edgeIds: IdTableBuilder | undefined;
  #sequentialEdges = 0;
  readonly #rows = new GrowableUint32();
  readonly #columns = new GrowableUint32();
  readonly #nodeProperties: PropertyTableBuilder;
  readonly #edgeProperties: PropertyTableBuilder;
  readonly #incidenceProperties: PropertyTableBuilder;

  constructor(options: HypergraphBuilderOptions = {}) {
    if (options.sequentialEdges !== true) this.#edgeIds = new IdTableBuilder();
    this.#nodeProperties = new PropertyTableBuilder(options.nodeTypes);
    this.#edgeProperties = new PropertyTableBuilder([
      ['time', 'timestamp'],
      ['end', 'timestamp'],
      ...(options.edgeTypes ?? []),
    ]);
    this.#incidenceProperties = new PropertyTableBuilder([
      ['weight', 'number'],
      ...(options.incidenceTypes ?? []),
    ]);
  }

  /**
   * A builder that holds everything in `hypergraph`, with the same indices.
   * @remarks O(incidences + ids + properties).
   */
  static from(hypergraph: Hypergraph): HypergraphBuilder {
    const sequentialEdges = hypergraph.edgeIds instanceof SequentialIdTable;
    const builder = new HypergraphBuilder({
      sequentialEdges,
      nodeTypes: typesOf(hypergraph.nodeProperties),
      edgeTypes: typesOf(hypergraph.edgeProperties),
      incidenceTypes: typesOf(hypergraph.incidencesByEdge()),
    });
    builder.networkType = hypergraph.networkType;
    builder.metadata = { ...hypergraph.metadata };
    for (let node = 0; node < hypergraph.nodeCount; node++) {
      builder.addNode(hypergraph.nodeIds.idAt(node));
    }
    for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
      if (sequentialEdges) builder.addNextEdge();
      else builder.addEdge(hypergraph.edgeIds.idAt(edge));
      for (const node of hypergraph.edgeMembers(edge)) {
        builder.addIncidence(edge, node);
      }
    }
    copyProperties(hypergraph.nodeProperties, builder.#nodeProperties);
    copyProperties(hypergraph.edgeProperties, builder.#edgeProperties);
    copyProperties(hypergraph.incidencesByEdge(), builder.#incidenceProperties);
    return builder;
  }

  get nodeCount(): number {
    return this.#nodeIds.count;
  }

  get edgeCount(): number {
    return this.#edgeIds?.count ?? this.#sequentialEdges;
  }

  /** Incidences added, repeats included. */
  get incidenceCount(): number {
    return this.#rows.length;
  }

  /** Index of the node `id`, new or known. */
  addNode(id: Id): number {
    return this.#nodeIds.intern(id);
  }

  /** Index of the node with the UTF-8 id `bytes[start … end)`. */
  addNodeBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.#nodeIds.internBytes(bytes, start, end);
  }

  /** Index of the hyperedge `id`, new or known. */
  addEdge(id: Id): number {
    this.#edgeIds ??= numberedIds(this.#sequentialEdges);
    return this.#edgeIds.intern(id);
  }

  /** Index of the hyperedge with the UTF-8 id `bytes[start … end)`, new or known. */
  addEdgeBytes(bytes: Uint8Array, start: number, end: number): number {
    this.#edgeIds ??= numberedIds(this.#sequentialEdges);
    return this.#edgeIds.internBytes(bytes, start, end);
  }

  /**
   * Index of a new hyperedge whose id is the number `row` as text; `row` must
   * grow. Ids take no room until a number is left out.
   */
  addRowEdge(row: number): number {
    return this.#edgeIds === undefined && row === this.#sequentialEdges
      ? this.#sequentialEdges++
      : this.addEdge(String(row));
  }

  /** Index of a new hyperedge; its id is its row number as text, or the next number that is free. */
  addNextEdge(): number {
    const index = this.edgeCount;
    if (!this.#edgeIds) return this.#sequentialEdges++;
    for (let number = index; this.edgeCount === index; number++) {
      this.#edgeIds.intern(String(number));
    }
    return index;
  }

  /** Records that `edge` holds `node` (indices from this builder). */
  addIncidence(edge: number, node: number): void {
    this.#rows.push(edge);
    this.#columns.push(node);
  }

  setNode(node: number, name: string, value: PropertyValue): void {
    this.#nodeProperties.set(node, name, value);
  }

  setEdge(edge: number, name: string, value: PropertyValue): void {
    this.#edgeProperties.set(edge, name, value);
  }

  /** The value set for a node so far, or null. */
  nodeProperty(node: number, name: string): PropertyValue {
    return this.#nodeProperties.get(node, name);
  }

  /** The value set for a hyperedge so far, or null. */
  edgeProperty(edge: number, name: string): PropertyValue {
    return this.#edgeProperties.get(edge, name);
  }

  /** Sets a property of the incidence added last. */
  setIncidence(name: string, value: PropertyValue): void {
    this.#incidenceProperties.set(this.#rows.length - 1, name, value);
  }

  /** A property of the incidence added as number `position`, or null. */
  incidenceProperty(position: number, name: string): PropertyValue {
    return this.#incidenceProperties.get(position, name);
  }

  /** Sets a property of the incidence added as number `position`. */
  setIncidenceAt(position: number, name: string, value: PropertyValue): void {
    this.#incidenceProperties.set(position, name, value);
  }

  /**
   * Which incidences will become one: for each pair of hyperedge and node that
   * was added more than once, the numbers it was added as, ascending.
   * @remarks O(incidences + nodes + edges).
   */
  repeatedIncidences(): number[][] {
    const { edges, position } = this.#order(this.nodeCount, this.edgeCount);
    const { offsets, members } = edges;
    const groups: number[][] = [];
    for (let edge = 0; edge < this.edgeCount; edge++) {
      let group: number[] | undefined;
      for (let i = offsets[edge]! + 1; i < offsets[edge + 1]!; i++) {
        if (members[i] !== members[i - 1]) group = undefined;
        else if (group) group.push(position[i]!);
        else groups.push((group = [position[i - 1]!, position[i]!]));
      }
    }
    return groups;
  }

  /**
   * Freezes; the builder must not be used afterwards.
   * @param incidences - Further incidence properties, one row an incidence in
   * the order added.
   */
  build(incidences?: PropertyTable): Hypergraph {
    const nodeIds = this.#nodeIds.build();
    const edgeIds: IdTable =
      this.#edgeIds?.build() ?? new SequentialIdTable(this.#sequentialEdges);
    const sorted = this.#sortIncidences(
      nodeIds.count,
      edgeIds.count,
      incidences,
    );
    return new Hypergraph({
      edges: sorted.edges,
      nodes: transpose(sorted.edges, nodeIds.count),
      edgeIds,
      nodeIds,
      edgeProperties: this.#edgeProperties.build(edgeIds.count),
      nodeProperties: this.#nodeProperties.build(nodeIds.count),
      incidenceProperties: IncidenceProperties.ofEdges(sorted.properties),
      networkType: this.networkType,
      metadata: this.metadata,
    });
  }

  // Two stable counting sorts, by node and then by edge, leave every row ascending.
  #sortIncidences(
    nodeCount: number,
    edgeCount: number,
    added?: PropertyTable,
  ): { edges: Incidence; properties: PropertyTable } {
    const total = this.#rows.length;
    const rows = this.#rows.view();
    const columns = this.#columns.view();
    const addedColumns = [...(added?.columns() ?? [])];
    if (this.#incidenceProperties.isEmpty && addedColumns.length === 0) {
      const byNode = groupByRow(columns, rows, nodeCount);
      const edges = withoutRepeats(transpose(byNode, edgeCount));
      return { edges, properties: new PropertyTable(edges.members.length) };
    }
    const { edges, position } = this.#order(nodeCount, edgeCount);
    const properties = new PropertyTable(total, [
      ...this.#incidenceProperties.build(total).columns(),
      ...addedColumns,
    ]);
    return mergeIncidences(edges, properties.gather(position));
  }

  /** Rows ascending with repeats, and the number each incidence was added as. */
  #order(
    nodeCount: number,
    edgeCount: number,
  ): { edges: Incidence; position: Uint32Array } {
    const total = this.#rows.length;
    const byNodeSource = new Uint32Array(total);
    const byNode = groupByRow(
      this.#columns.view(),
      this.#rows.view(),
      nodeCount,
      byNodeSource,
    );
    const position = new Uint32Array(total);
    const edges = transpose(byNode, edgeCount, position);
    for (let i = 0; i < total; i++) position[i] = byNodeSource[position[i]!]!;
    return { edges, position };
  }
}

/** The ids "0" … "count − 1", which so far were implied. */
function numberedIds(count: number): IdTableBuilder {
  const ids = new IdTableBuilder();
  for (let number = 0; number < count; number++) ids.intern(String(number));
  return ids;
}

function typesOf(table: PropertyTable): [string, ColumnType][] {
  return Array.from(table.columns(), (column) => [column.name, column.type]);
}

function copyProperties(
  table: PropertyTable,
  builder: PropertyTableBuilder,
): void {
  for (const column of table.columns()) {
    for (let row = 0; row < table.length; row++) {
      const value = column.get(row);
      if (value !== null) builder.set(row, column.name, value);
    }
  }
}

/** Drops repeats from rows that ascend; O(incidences), no copy where there are none. */
function withoutRepeats(incidence: Incidence): Incidence {
  const { offsets, members } = incidence;
  const rows = offsets.length - 1;
  let repeats = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = offsets[row]! + 1; i < offsets[row + 1]!; i++) {
      if (members[i] === members[i - 1]) repeats++;
    }
  }
  if (repeats === 0) return incidence;
  const keptOffsets = allocateUint32(rows + 1);
  const kept = allocateUint32(members.length - repeats);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      if (i > offsets[row]! && members[i] === members[i - 1]) continue;
      kept[at++] = members[i]!;
    }
    keptOffsets[row + 1] = at;
  }
  return { offsets: keptOffsets, members: kept };
}
