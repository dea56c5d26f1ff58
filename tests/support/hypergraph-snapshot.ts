import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';

type Properties = Record<string, PropertyValue>;

/** A hypergraph as plain data that does not depend on the order of ids. */
export interface HypergraphSnapshot {
  /** Properties by id as JSON text, so that `1` and `"1"` differ. */
  readonly nodes: ReadonlyMap<string, Properties>;
  readonly edges: ReadonlyMap<string, Properties>;
  /** Properties by `EDGE NODE`. */
  readonly incidences: ReadonlyMap<string, Properties>;
}

export interface SnapshotOptions {
  /** Properties to leave out. */
  readonly ignore?: readonly string[];
  /** Ids as text: a format that cannot keep `1` and `"1"` apart. */
  readonly textIds?: boolean;
}

/** What `expect(a).toEqual(b)` should compare when the order of ids is free. */
export function snapshotOf(
  hypergraph: Hypergraph,
  options: SnapshotOptions = {},
): HypergraphSnapshot {
  const { edgeIds, nodeIds } = hypergraph;
  const key = (ids: typeof edgeIds, index: number): string =>
    JSON.stringify(
      options.textIds === true ? ids.textAt(index) : ids.idAt(index),
    );
  const rows = (table: PropertyTable, index: number): Properties =>
    rowWithout(table, index, options.ignore ?? []);
  const nodes = new Map<string, Properties>();
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    nodes.set(key(nodeIds, node), rows(hypergraph.nodeProperties, node));
  }
  const edges = new Map<string, Properties>();
  const incidences = new Map<string, Properties>();
  const table = hypergraph.incidencesByEdge();
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    edges.set(key(edgeIds, edge), rows(hypergraph.edgeProperties, edge));
    const start = hypergraph.edges.offsets[edge]!;
    hypergraph.edgeMembers(edge).forEach((node, i) => {
      const name = `${key(edgeIds, edge)} ${key(nodeIds, node)}`;
      incidences.set(name, rows(table, start + i));
    });
  }
  return { nodes, edges, incidences };
}

function rowWithout(
  table: PropertyTable,
  row: number,
  ignore: readonly string[],
): Properties {
  const entries = Object.entries(table.row(row));
  return Object.fromEntries(entries.filter(([name]) => !ignore.includes(name)));
}
