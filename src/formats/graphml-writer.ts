import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { encodeText } from './encode-text.ts';
import type { FormatWriter } from './format.ts';
import { graphText, graphType } from './graph-value.ts';
import { starIds, starLosses, STAR_MARK } from './star-graph.ts';
import { structureLosses } from './structure-losses.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** GraphML with `<hyperedge>`s, as its specification has them. */
export const graphmlWriter: FormatWriter = {
  name: 'graphml',
  title: 'GraphML',
  extensions: ['graphml'],
  losses: (hypergraph) => [
    ...structureLosses(hypergraph, {
      edgeIds: 'text',
      nodeIds: 'text',
      emptyEdges: true,
      isolatedNodes: true,
      edgeProperties: hypergraph.edgeProperties.names,
      nodeProperties: hypergraph.nodeProperties.names,
      incidenceProperties: ['role'],
      directed: true,
    }),
    'Programs that know no hyperedges skip them; write graphml-star for those.',
  ],
  write: (hypergraph, options) => encodeText(document(hypergraph), options),
};

/** GraphML as a star expansion, which NetworkX, Gephi and Cytoscape read. */
export const graphmlStarWriter: FormatWriter = {
  name: 'graphml-star',
  title: 'GraphML, hyperedges as nodes',
  extensions: ['star.graphml'],
  losses: starLosses,
  write: (hypergraph, options) => encodeText(star(hypergraph), options),
};

function* document(hypergraph: Hypergraph): Generator<string> {
  const { nodeProperties, edgeProperties, nodeIds, edgeIds } = hypergraph;
  yield* begin();
  yield* keys('n', 'node', nodeProperties);
  yield* keys('h', 'hyperedge', edgeProperties);
  yield `<graph edgedefault="${hypergraph.networkType === 'directed' ? 'directed' : 'undirected'}">\n`;
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    const data = cells('n', nodeProperties, node);
    yield `<node${xmlAttributes({ id: nodeIds.textAt(node) })}>${data}</node>\n`;
  }
  const roles = hypergraph.incidencesByEdge().column('role');
  const { offsets } = hypergraph.edges;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    yield `<hyperedge${xmlAttributes({ id: edgeIds.textAt(edge) })}>`;
    yield cells('h', edgeProperties, edge);
    let at = offsets[edge] ?? 0;
    for (const node of hypergraph.edgeMembers(edge)) {
      const role = roles?.get(at++) ?? null;
      yield `<endpoint${xmlAttributes({ node: nodeIds.textAt(node), ...end(role) })}/>`;
    }
    yield '</hyperedge>\n';
  }
  yield '</graph>\n</graphml>\n';
}

/** How an endpoint says a role. */
function end(role: unknown): { type?: string; port?: string } {
  if (role === 'tail') return { type: 'in' };
  if (role === 'head') return { type: 'out' };
  return typeof role === 'string' ? { port: role } : {};
}

function* star(hypergraph: Hypergraph): Generator<string> {
  const { nodeProperties, edgeProperties } = hypergraph;
  const incidences = hypergraph.incidencesByEdge();
  const ids = starIds(hypergraph);
  yield* begin();
  yield `<key id="sort" for="node" attr.name="${STAR_MARK}" attr.type="string"/>\n`;
  yield* keys('n', 'node', nodeProperties);
  yield* keys('h', 'node', edgeProperties);
  yield* keys('i', 'edge', incidences);
  yield '<graph edgedefault="undirected">\n';
  const mark = (sort: string): string => `<data key="sort">${sort}</data>`;
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    const data = mark('node') + cells('n', nodeProperties, node);
    yield `<node${xmlAttributes({ id: ids.node(node) })}>${data}</node>\n`;
  }
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const data = mark('hyperedge') + cells('h', edgeProperties, edge);
    yield `<node${xmlAttributes({ id: ids.edge(edge) })}>${data}</node>\n`;
  }
  const { offsets } = hypergraph.edges;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    let at = offsets[edge] ?? 0;
    for (const node of hypergraph.edgeMembers(edge)) {
      const ends = { source: ids.edge(edge), target: ids.node(node) };
      yield `<edge${xmlAttributes(ends)}>${cells('i', incidences, at++)}</edge>\n`;
    }
  }
  yield '</graph>\n</graphml>\n';
}

function* begin(): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
}

function* keys(
  prefix: string,
  of: string,
  table: PropertyTable,
): Generator<string> {
  for (const [at, column] of [...table.columns()].entries()) {
    const attributes = {
      id: `${prefix}${String(at)}`,
      for: of,
      'attr.name': column.name,
      'attr.type': graphType(column.type),
    };
    yield `<key${xmlAttributes(attributes)}/>\n`;
  }
}

function cells(prefix: string, table: PropertyTable, row: number): string {
  let text = '';
  for (const [at, column] of [...table.columns()].entries()) {
    const value = column.get(row);
    if (value === null) continue;
    text += `<data key="${prefix}${String(at)}">${xmlText(graphText(value, column.type))}</data>`;
  }
  return text;
}
