import {
  groupByRow,
  rowMembers,
  type Incidence,
} from '#hypergraph/incidence.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyColumn } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';

/** Whether the member at a position of the incidence matrix has a role. */
export type RoleTest = (node: number, position: number) => boolean;

/** Values as codes: equal values have equal codes, -1 is none. */
interface Coded {
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** What was made of a hypergraph so far. */
interface Made {
  edgeKinds?: Coded;
  nodeKinds?: Coded;
  kindCounts?: Uint32Array;
  roles?: Coded;
  timeIndex?: TimeIndex;
  byTime?: Incidence;
}

/** Kept as long as the hypergraph, which never changes: a second query starts at once. */
const made = new WeakMap<Hypergraph, Made>();

/**
 * What queries ask of a hypergraph again and again: kinds, roles, times.
 * Each is made when first asked for, O(incidences) at most, and kept with it.
 */
export class QueryData {
  readonly hypergraph: Hypergraph;
  /** Name of the data set: the kind of its relations where they have none. */
  readonly name: string;
  /** Named lists of ids that the asker brought along. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly #made: Made;

  constructor(
    hypergraph: Hypergraph,
    name: string,
    lists: ReadonlyMap<string, readonly string[]>,
  ) {
    this.hypergraph = hypergraph;
    this.name = name;
    this.lists = lists;
    this.#made = made.get(hypergraph) ?? {};
    made.set(hypergraph, this.#made);
  }

  /** Kinds of relation by code. */
  get edgeKinds(): Coded {
    return (this.#made.edgeKinds ??= coded(
      this.hypergraph.edgeProperties,
      'kind',
    ));
  }

  get nodeKinds(): Coded {
    return (this.#made.nodeKinds ??= coded(
      this.hypergraph.nodeProperties,
      'kind',
    ));
  }

  /** Roles of incidences, aligned with `edges.members`; merged ones as `a|b`. */
  get roles(): Coded {
    return (this.#made.roles ??= coded(
      this.hypergraph.incidencesByEdge(),
      'role',
    ));
  }

  /** Relations of each kind, by code. */
  get kindCounts(): Uint32Array {
    if (this.#made.kindCounts) return this.#made.kindCounts;
    const { codes, names } = this.edgeKinds;
    const counts = new Uint32Array(names.length);
    for (const code of codes) {
      if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
    }
    return (this.#made.kindCounts = counts);
  }

  /** Names that a role of a pattern may have. */
  roleNames(): string[] {
    const parts = this.roles.names.flatMap((name) => name.split('|'));
    return [...new Set([...parts, ...this.nodeKinds.names])].sort();
  }

  /** Names that a pattern or `from` may have; empty where any will do. */
  kindNames(): string[] {
    const { names } = this.edgeKinds;
    return names.length === 0 ? [] : [...names].sort();
  }

  /**
   * Code of a kind of relation; null where every relation is of it, undefined
   * where there is no such kind.
   */
  kindCode(kind: string | null): number | null | undefined {
    if (kind === null || kind === 'event') return null;
    const { names } = this.edgeKinds;
    if (names.length === 0) return null;
    const code = names.indexOf(kind);
    if (code >= 0) return code;
    return kind === this.name ? null : undefined;
  }

  /** Test for a role, null for any; undefined where the data has no such role. */
  roleTest(role: string | null): RoleTest | undefined {
    if (role === null) return () => true;
    const { codes, names } = this.roles;
    const has = names.map((name) => name.split('|').includes(role));
    const kind = this.nodeKinds.names.indexOf(role);
    const kinds = this.nodeKinds.codes;
    if (!has.includes(true)) {
      return kind < 0 ? undefined : (node) => kinds[node] === kind;
    }
    return (node, position) =>
      has[codes[position] ?? -1] ?? (kind >= 0 && kinds[node] === kind);
  }

  /**
   * Nodes that a text names: the one with that id, or else those whose id is
   * the text after their kind (`host:ws5` for `ws5`), as tables name them.
   */
  nodesNamed(text: string): number[] {
    const { nodeIds } = this.hypergraph;
    const exact = nodeIds.indexOf(text);
    if (exact !== undefined) return [exact];
    return this.nodeKinds.names.flatMap((kind) => {
      const index = nodeIds.indexOf(`${kind}:${text}`);
      return index === undefined ? [] : [index];
    });
  }

  /** Id of a node without its kind before it. */
  nodeName(node: number): string {
    const id = this.hypergraph.nodeIds.textAt(node);
    const kind = this.nodeKinds.names[this.nodeKinds.codes[node] ?? -1];
    const isPrefixed = kind !== undefined && id.startsWith(`${kind}:`);
    return isPrefixed ? id.slice(kind.length + 1) : id;
  }

  /** Start of a relation, NaN where it has none. */
  start(edge: number): number {
    return this.#times('time')?.[edge] ?? NaN;
  }

  /** End of a relation: its start where it has none of its own. */
  end(edge: number): number {
    const end = this.#times('end')?.[edge] ?? NaN;
    return Number.isNaN(end) ? this.start(edge) : end;
  }

  #times(name: 'time' | 'end'): Float64Array | undefined {
    return this.hypergraph.edgeProperties.column(name)?.numbers();
  }

  get timeIndex(): TimeIndex {
    return (this.#made.timeIndex ??= new TimeIndex(this.hypergraph));
  }

  /** Relations that have a time, in its order, of each node. */
  get nodesByTime(): Incidence {
    return (this.#made.byTime ??= inOrder(
      this.hypergraph,
      this.timeIndex.edges,
    ));
  }

  /** Relations of a node, ascending. */
  nodeEdges(node: number): Uint32Array {
    return rowMembers(this.hypergraph.nodes, node);
  }
}

/** A column as codes; numbers and flags by their text. */
function coded(table: PropertyTable, name: string): Coded {
  const column: PropertyColumn | undefined = table.column(name);
  if (!column) return { codes: new Int32Array(), names: [] };
  const known = new Map<string, number>();
  const codes = new Int32Array(column.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const value = column.get(row);
    if (value === null) continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
    let code = known.get(text);
    if (code === undefined) known.set(text, (code = known.size));
    codes[row] = code;
  }
  return { codes, names: [...known.keys()] };
}

/** The node side of the incidence matrix with each row in the order of `edges`. */
function inOrder(hypergraph: Hypergraph, edges: Uint32Array): Incidence {
  const nodes: Uint32Array[] = [];
  let total = 0;
  for (const edge of edges) {
    const members = hypergraph.edgeMembers(edge);
    nodes.push(members);
    total += members.length;
  }
  const rows = new Uint32Array(total);
  const columns = new Uint32Array(total);
  let at = 0;
  nodes.forEach((members, i) => {
    rows.set(members, at);
    columns.fill(edges[i] ?? 0, at, at + members.length);
    at += members.length;
  });
  return groupByRow(rows, columns, hypergraph.nodeCount);
}
