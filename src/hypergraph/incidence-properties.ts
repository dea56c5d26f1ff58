import { transpose, type Incidence } from './incidence.ts';
import { PropertyTable } from './property-table.ts';

/**
 * Properties of incidences (weight, role and any other), readable in the order
 * of either direction of the incidence matrix. The order they were built in is
 * free; the other is permuted on first use and kept.
 */
export class IncidenceProperties {
  readonly #tables: { edges?: PropertyTable; nodes?: PropertyTable };
  /** Memoised on the shared object, so that a dual pays no second permutation. */
  readonly #swapped: boolean;

  private constructor(
    tables: { edges?: PropertyTable; nodes?: PropertyTable },
    swapped: boolean,
  ) {
    this.#tables = tables;
    this.#swapped = swapped;
  }

  /** @param table - Aligned with `edges.members` of the hypergraph. */
  static ofEdges(table: PropertyTable): IncidenceProperties {
    return new IncidenceProperties({ edges: table }, false);
  }

  /** Names of the columns, O(columns). */
  get names(): string[] {
    const table = this.#tables.edges ?? this.#tables.nodes;
    return table?.names ?? [];
  }

  /**
   * The table aligned with `edges.members`.
   * @param nodes - The hypergraph's node rows, needed for the permutation.
   * @param edgeCount - Rows of the result's direction.
   */
  byEdge(nodes: Incidence, edgeCount: number): PropertyTable {
    return this.#table(this.#swapped ? 'nodes' : 'edges', nodes, edgeCount);
  }

  /** The table aligned with `nodes.members`; parameters as for {@link byEdge}. */
  byNode(edges: Incidence, nodeCount: number): PropertyTable {
    return this.#table(this.#swapped ? 'edges' : 'nodes', edges, nodeCount);
  }

  /** The same properties of the dual hypergraph; O(1). */
  dual(): IncidenceProperties {
    return new IncidenceProperties(this.#tables, !this.#swapped);
  }

  #table(
    side: 'edges' | 'nodes',
    other: Incidence,
    rows: number,
  ): PropertyTable {
    const known = this.#tables[side];
    if (known) return known;
    const source = this.#tables[side === 'edges' ? 'nodes' : 'edges'];
    if (!source) return new PropertyTable(other.members.length);
    const positions = new Uint32Array(other.members.length);
    if (source.names.length > 0) transpose(other, rows, positions);
    const table = source.names.length > 0 ? source.gather(positions) : source;
    return (this.#tables[side] = table);
  }
}
