import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { encodeText } from './encode-text.ts';
import type { FormatWriter } from './format.ts';

/** Keys of a line, or of a member in it, that are no properties. */
const taken = {
  hyperedge: ['edge', 'members'],
  node: ['node', 'members', 'nodes', 'edge'],
  incidence: ['node'],
} as const;

/**
 * JSON lines: `{"node": id, ...}` for each node that has properties or no
 * hyperedge, then `{"edge": id, "members": [...], ...}` for each hyperedge. A
 * member with properties is `{"node": id, ...}`. Times are ISO 8601 in UTC.
 */
export const jsonlWriter: FormatWriter = {
  name: 'jsonl',
  title: 'JSON lines',
  extensions: ['jsonl', 'ndjson'],
  losses,
  write: (hypergraph, options) => encodeText(lines(hypergraph), options),
};

function* lines(hypergraph: Hypergraph): Generator<string> {
  const { nodeIds, edgeIds, nodeProperties, edgeProperties } = hypergraph;
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    const rest = propertyText(nodeProperties, node, taken.node);
    if (rest === '' && hypergraph.nodeDegree(node) > 0) continue;
    yield `{"node":${JSON.stringify(nodeIds.idAt(node))}${rest}}\n`;
  }
  const incidences = hypergraph.incidencesByEdge();
  let position = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const members: string[] = [];
    for (const node of hypergraph.edgeMembers(edge)) {
      const id = JSON.stringify(nodeIds.idAt(node));
      const rest = propertyText(incidences, position++, taken.incidence);
      members.push(rest === '' ? id : `{"node":${id}${rest}}`);
    }
    const rest = propertyText(edgeProperties, edge, taken.hyperedge);
    const id = JSON.stringify(edgeIds.idAt(edge));
    yield `{"edge":${id},"members":[${members.join(',')}]${rest}}\n`;
  }
}

/** `,"name":value` for each property of a row. */
function propertyText(
  table: PropertyTable,
  row: number,
  leftOut: readonly string[],
): string {
  let text = '';
  for (const column of table.columns()) {
    const value = column.get(row);
    if (value === null || leftOut.includes(column.name)) continue;
    const time = column.type === 'timestamp' ? isoText(value) : value;
    text += `,${JSON.stringify(column.name)}:${JSON.stringify(time)}`;
  }
  return text;
}

function isoText(value: JsonValue): JsonValue {
  const date = new Date(value as number);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

function losses(hypergraph: Hypergraph): string[] {
  const found: string[] = [];
  const tables = {
    hyperedge: hypergraph.edgeProperties,
    node: hypergraph.nodeProperties,
    incidence: hypergraph.incidencesByEdge(),
  };
  for (const side of ['hyperedge', 'node', 'incidence'] as const) {
    const { names } = tables[side];
    const lost = names.filter((name) =>
      taken[side].some((key) => key === name),
    );
    if (lost.length > 0) {
      found.push(
        `The ${side} properties ${lost.join(', ')} are left out: their names mean something else there.`,
      );
    }
    for (const { name, type } of tables[side].columns()) {
      const reserved =
        side === 'hyperedge' && (name === 'time' || name === 'end');
      if (type === 'timestamp' && !reserved) {
        found.push(`The times in ${name} become text.`);
      }
    }
  }
  if (Object.keys(hypergraph.metadata).length > 0) {
    found.push('The metadata is left out.');
  }
  if (hypergraph.networkType !== 'undirected') {
    found.push(`That the network is ${hypergraph.networkType} is left out.`);
  }
  return found;
}
