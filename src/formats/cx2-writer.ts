import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { encodeText } from './encode-text.ts';
import type { FormatWriter } from './format.ts';
import { graphText, graphType } from './graph-value.ts';
import { starIds, starLosses, STAR_MARK } from './star-graph.ts';

/** Cytoscape's CX2: a bipartite network of nodes and hyperedges. Source: CX2 specification 2.0. */
export const cx2Writer: FormatWriter = {
  name: 'cx2',
  title: 'Cytoscape CX2, hyperedges as nodes',
  extensions: ['cx2'],
  losses: starLosses,
  write: (hypergraph, options) => encodeText(document(hypergraph), options),
};

function* document(hypergraph: Hypergraph): Generator<string> {
  const { nodeCount, edgeCount, incidenceCount } = hypergraph;
  const { nodeProperties, edgeProperties } = hypergraph;
  const incidences = hypergraph.incidencesByEdge();
  const ids = starIds(hypergraph);
  yield '[{"CXVersion":"2.0","hasFragments":false},\n';
  const counts = [
    { name: 'attributeDeclarations', elementCount: 1 },
    { name: 'nodes', elementCount: nodeCount + edgeCount },
    { name: 'edges', elementCount: incidenceCount },
  ];
  yield `${JSON.stringify({ metaData: counts })},\n`;
  const declared = {
    nodes: {
      name: { d: 'string' },
      [STAR_MARK]: { d: 'string' },
      ...declarations(edgeProperties),
      ...declarations(nodeProperties),
    },
    edges: declarations(incidences),
  };
  yield `${JSON.stringify({ attributeDeclarations: [declared] })},\n{"nodes":[`;
  const vertex = (id: number, name: string, v: object): string =>
    `${id > 0 ? ',\n' : ''}${JSON.stringify({ id, v: { name, ...v } })}`;
  for (let node = 0; node < nodeCount; node++) {
    const v = { [STAR_MARK]: 'node', ...values(nodeProperties, node) };
    yield vertex(node, ids.node(node), v);
  }
  for (let edge = 0; edge < edgeCount; edge++) {
    const v = { [STAR_MARK]: 'hyperedge', ...values(edgeProperties, edge) };
    yield vertex(nodeCount + edge, ids.edge(edge), v);
  }
  yield ']},\n{"edges":[';
  let id = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    for (const t of hypergraph.edgeMembers(edge)) {
      const pair = { id, s: nodeCount + edge, t, v: values(incidences, id) };
      yield `${id > 0 ? ',\n' : ''}${JSON.stringify(pair)}`;
      id++;
    }
  }
  yield ']},\n{"status":[{"success":true}]}]\n';
}

function declarations(table: PropertyTable): Record<string, { d: string }> {
  return Object.fromEntries(
    Array.from(table.columns(), ({ name, type }) => [
      name,
      { d: graphType(type) },
    ]),
  );
}

/** The properties of a row as CX2's types allow them. */
function values(
  table: PropertyTable,
  row: number,
): Record<string, PropertyValue> {
  const found: Record<string, PropertyValue> = {};
  for (const column of table.columns()) {
    const value = column.get(row);
    if (value === null) continue;
    found[column.name] =
      graphType(column.type) === 'string'
        ? graphText(value, column.type)
        : value;
  }
  return found;
}
