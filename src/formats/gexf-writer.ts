import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { encodeText } from './encode-text.ts';
import type { FormatWriter } from './format.ts';
import { graphText, graphType } from './graph-value.ts';
import { starIds, starLosses, STAR_MARK } from './star-graph.ts';
import { formatIsoTime } from './time-text.ts';
import { xmlAttributes } from './xml.ts';

/** GEXF 1.3 as a star expansion; hyperedges with times have spells, so that Gephi plays them. */
export const gexfWriter: FormatWriter = {
  name: 'gexf',
  title: 'GEXF, hyperedges as nodes',
  extensions: ['gexf'],
  losses: starLosses,
  write: (hypergraph, options) => encodeText(document(hypergraph), options),
};

function* document(hypergraph: Hypergraph): Generator<string> {
  const { nodeProperties, edgeProperties } = hypergraph;
  const incidences = hypergraph.incidencesByEdge();
  const ids = starIds(hypergraph);
  const mode = hypergraph.edgeTimes() === null ? 'static' : 'dynamic';
  const graph = { defaultedgetype: 'undirected', mode };
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n';
  yield `<graph${xmlAttributes(mode === 'dynamic' ? { ...graph, timeformat: 'datetime' } : graph)}>\n`;
  yield '<attributes class="node">\n';
  yield `<attribute id="sort" title="${STAR_MARK}" type="string"/>\n`;
  yield* titles('n', nodeProperties);
  yield* titles('h', edgeProperties);
  yield '</attributes>\n<attributes class="edge">\n';
  yield* titles('i', incidences);
  yield '</attributes>\n<nodes>\n';
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    const id = ids.node(node);
    const values = sort('node') + cells('n', nodeProperties, node);
    yield `<node${xmlAttributes({ id, label: id })}><attvalues>${values}</attvalues></node>\n`;
  }
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const id = ids.edge(edge);
    const values = sort('hyperedge') + cells('h', edgeProperties, edge);
    const spell = xmlAttributes(spellOf(edgeProperties, edge));
    yield `<node${xmlAttributes({ id, label: id })}${spell}><attvalues>${values}</attvalues></node>\n`;
  }
  yield '</nodes>\n<edges>\n';
  let at = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    for (const node of hypergraph.edgeMembers(edge)) {
      const id = `i${String(at)}`;
      const ends = { id, source: ids.edge(edge), target: ids.node(node) };
      const values = cells('i', incidences, at++);
      yield values === ''
        ? `<edge${xmlAttributes(ends)}/>\n`
        : `<edge${xmlAttributes(ends)}><attvalues>${values}</attvalues></edge>\n`;
    }
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

function sort(value: string): string {
  return `<attvalue for="sort" value="${value}"/>`;
}

function spellOf(
  table: PropertyTable,
  row: number,
): { start?: string; end?: string } {
  const time = table.column('time')?.get(row);
  const end = table.column('end')?.get(row);
  return {
    ...(typeof time === 'number' && { start: formatIsoTime(time) }),
    ...(typeof end === 'number' && { end: formatIsoTime(end) }),
  };
}

function* titles(prefix: string, table: PropertyTable): Generator<string> {
  for (const [at, column] of [...table.columns()].entries()) {
    const id = `${prefix}${String(at)}`;
    const type = graphType(column.type);
    yield `<attribute${xmlAttributes({ id, title: column.name, type })}/>\n`;
  }
}

function cells(prefix: string, table: PropertyTable, row: number): string {
  let text = '';
  for (const [at, column] of [...table.columns()].entries()) {
    const value = column.get(row);
    if (value === null) continue;
    const cell = {
      for: `${prefix}${String(at)}`,
      value: graphText(value, column.type),
    };
    text += `<attvalue${xmlAttributes(cell)}/>`;
  }
  return text;
}
