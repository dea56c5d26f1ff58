import { PolyadError } from '#errors/polyad-error.ts';
import { rowLength, rowMembers, type Incidence } from './incidence.ts';
import type { IdTable } from './id-table.ts';
import { IncidenceProperties } from './incidence-properties.ts';
import type { JsonValue } from './property-column.ts';
import { PropertyTable } from './property-table.ts';

/** HIF's kinds of network; `asc` is an abstract simplicial complex. */
export type NetworkType = 'undirected' | 'directed' | 'asc';

/** An element of an s-structure: a hyperedge, or on the dual a node. */
export type ElementKind = 'edges' | 'nodes';

export interface HypergraphParts {
  readonly edges: Incidence;
  readonly nodes: Incidence;
  readonly edgeIds: IdTable;
  readonly nodeIds: IdTable;
  readonly edgeProperties?: PropertyTable;
  readonly nodeProperties?: PropertyTable;
  readonly incidenceProperties?: IncidenceProperties;
  readonly networkType?: NetworkType;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
}

/**
 * An immutable hypergraph: the incidence matrix in both directions, ids, and
 * properties of nodes, hyperedges and incidences as columns.
 *
 * Multi-edges, empty edges and isolated nodes are kept. Reserved properties:
 * edge `time` and `end` (milliseconds since the Unix epoch), incidence `weight`
 * (default 1) and `role`, node `kind`.
 */
export class Hypergraph {
  /** Row = hyperedge, members = node indices ascending. */
  readonly edges: Incidence;
  /** Row = node, members = hyperedge indices ascending. */
  readonly nodes: Incidence;
  readonly edgeIds: IdTable;
  readonly nodeIds: IdTable;
  readonly edgeProperties: PropertyTable;
  readonly nodeProperties: PropertyTable;
  readonly networkType: NetworkType;
  readonly metadata: Readonly<Record<string, JsonValue>>;
  readonly #incidenceProperties: IncidenceProperties;

  constructor(parts: HypergraphParts) {
    this.edges = parts.edges;
    this.nodes = parts.nodes;
    this.edgeIds = parts.edgeIds;
    this.nodeIds = parts.nodeIds;
    this.edgeProperties =
      parts.edgeProperties ?? new PropertyTable(parts.edgeIds.count);
    this.nodeProperties =
      parts.nodeProperties ?? new PropertyTable(parts.nodeIds.count);
    this.#incidenceProperties =
      parts.incidenceProperties ??
      IncidenceProperties.ofEdges(
        new PropertyTable(parts.edges.members.length),
      );
    this.networkType = parts.networkType ?? 'undirected';
    this.metadata = parts.metadata ?? {};
  }

  get nodeCount(): number {
    return this.nodeIds.count;
  }

  get edgeCount(): number {
    return this.edgeIds.count;
  }

  get incidenceCount(): number {
    return this.edges.members.length;
  }

  /** Nodes in hyperedge `edge`, O(1). */
  edgeSize(edge: number): number {
    return rowLength(this.edges, edge);
  }

  /** Hyperedges that hold `node`, O(1). */
  nodeDegree(node: number): number {
    return rowLength(this.nodes, node);
  }

  /** Node indices of `edge`, ascending; a view, O(1). */
  edgeMembers(edge: number): Uint32Array {
    return rowMembers(this.edges, edge);
  }

  /** Hyperedge indices of `node`, ascending; a view, O(1). */
  nodeEdges(node: number): Uint32Array {
    return rowMembers(this.nodes, node);
  }

  /**
   * Index of the hyperedge with id `id`.
   * @throws PolyadError NOT_FOUND
   */
  edgeIndex(id: string | number): number {
    return indexOrThrow(this.edgeIds, id, 'hyperedge');
  }

  /**
   * Index of the node with id `id`.
   * @throws PolyadError NOT_FOUND
   */
  nodeIndex(id: string | number): number {
    return indexOrThrow(this.nodeIds, id, 'node');
  }

  /** Incidence properties aligned with `edges.members`. */
  incidencesByEdge(): PropertyTable {
    return this.#incidenceProperties.byEdge(this.nodes, this.edgeCount);
  }

  /** Incidence properties aligned with `nodes.members`; permuted on first use. */
  incidencesByNode(): PropertyTable {
    return this.#incidenceProperties.byNode(this.edges, this.nodeCount);
  }

  /** Names of the incidence properties. */
  get incidencePropertyNames(): string[] {
    return this.#incidenceProperties.names;
  }

  /** Start of each hyperedge, NaN where it has none; null if no edge has a time. */
  edgeTimes(): Float64Array | null {
    return this.edgeProperties.column('time')?.numbers() ?? null;
  }

  /** Bytes of the two incidence directions, ids and properties apart. */
  get structureBytes(): number {
    const { edges, nodes } = this;
    return (
      edges.offsets.byteLength +
      edges.members.byteLength +
      nodes.offsets.byteLength +
      nodes.members.byteLength
    );
  }

  /**
   * Nodes become hyperedges and hyperedges nodes; shares everything, O(1).
   * The dual of the dual is the original.
   */
  dual(): Hypergraph {
    return new Hypergraph({
      ...this.#own(),
      edges: this.nodes,
      nodes: this.edges,
      edgeIds: this.nodeIds,
      nodeIds: this.edgeIds,
      edgeProperties: this.nodeProperties,
      nodeProperties: this.edgeProperties,
      incidenceProperties: this.#incidenceProperties.dual(),
    });
  }

  /** The same structure with other properties or metadata; shares the rest, O(1). */
  withParts(
    changes: Pick<
      HypergraphParts,
      'edgeProperties' | 'nodeProperties' | 'metadata' | 'networkType'
    >,
  ): Hypergraph {
    return new Hypergraph({ ...this.#own(), ...changes });
  }

  /** The next snapshot: this one and everything the log has gathered since. */
  with(delta: { applyTo(snapshot: Hypergraph): Hypergraph }): Hypergraph {
    return delta.applyTo(this);
  }

  #own(): HypergraphParts {
    return {
      edges: this.edges,
      nodes: this.nodes,
      edgeIds: this.edgeIds,
      nodeIds: this.nodeIds,
      edgeProperties: this.edgeProperties,
      nodeProperties: this.nodeProperties,
      incidenceProperties: this.#incidenceProperties,
      networkType: this.networkType,
      metadata: this.metadata,
    };
  }
}

function indexOrThrow(ids: IdTable, id: string | number, what: string): number {
  const index = ids.indexOf(id);
  if (index === undefined) {
    throw new PolyadError('NOT_FOUND', `There is no ${what} ${id}.`, { id });
  }
  return index;
}
