import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { encodeText } from './encode-text.ts';
import type { FormatWriter } from './format.ts';
import { hifLayout } from './hif-layout.ts';
import {
  keepsName,
  recordsOfColumns,
  type Columns,
  type HifKind,
} from './hif-record.ts';

/** Hypergraph Interchange Format 0.1, JSON; what was read from HIF comes out again. */
export const hifWriter: FormatWriter = {
  name: 'hif',
  title: 'Hypergraph Interchange Format (HIF)',
  extensions: ['hif.json', 'hif', 'json'],
  losses: hifLosses,
  write: (hypergraph, options) => encodeText(documentText(hypergraph), options),
};

function* documentText(hypergraph: Hypergraph): Generator<string> {
  const { fields, metadata, nodes, edges } = hifLayout(hypergraph);
  const { networkType } = hypergraph;
  yield '{';
  if (fields.has('network-type')) yield `"network-type":"${networkType}",\n`;
  if (fields.has('metadata')) yield `"metadata":${JSON.stringify(metadata)},\n`;
  if (fields.has('nodes')) {
    const { nodeIds, nodeProperties } = hypergraph;
    const ids = (node: number): string => idText('node', nodeIds.idAt(node));
    yield* listText(
      'nodes',
      elementRecords('node', nodes, nodeProperties, ids),
    );
    yield ',\n';
  }
  if (fields.has('edges')) {
    const { edgeIds, edgeProperties } = hypergraph;
    const ids = (edge: number): string => idText('edge', edgeIds.idAt(edge));
    yield* listText(
      'edges',
      elementRecords('edge', edges, edgeProperties, ids),
    );
    yield ',\n';
  }
  yield* listText('incidences', incidenceRecords(hypergraph));
  yield '}\n';
}

function* listText(name: string, records: Iterable<string>): Generator<string> {
  yield `"${name}":[`;
  let separator = '\n';
  for (const record of records) {
    yield `${separator}{${record}}`;
    separator = ',\n';
  }
  yield ']';
}

function* elementRecords(
  kind: 'node' | 'edge',
  listed: Uint8Array,
  properties: PropertyTable,
  idOf: (index: number) => string,
): Generator<string> {
  const columns = [...properties.columns()];
  for (let index = 0; index < listed.length; index++) {
    if (listed[index] === 0) continue;
    const row: Columns = new Map();
    for (const column of columns) row.set(column.name, column.get(index));
    for (const record of recordsOfColumns(kind, row)) {
      yield joined(idOf(index), record);
    }
  }
}

function* incidenceRecords(hypergraph: Hypergraph): Generator<string> {
  const { edges, edgeIds, nodeIds } = hypergraph;
  const columns = [...hypergraph.incidencesByEdge().columns()];
  let position = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const end = edges.offsets[edge + 1] ?? 0;
    const edgeText = position < end ? idText('edge', edgeIds.idAt(edge)) : '';
    for (; position < end; position++) {
      const node = nodeIds.idAt(edges.members[position] ?? 0);
      const ids = `${edgeText},${idText('node', node)}`;
      if (columns.length === 0) {
        yield ids;
        continue;
      }
      const row: Columns = new Map();
      for (const column of columns) row.set(column.name, column.get(position));
      for (const record of recordsOfColumns('incidence', row)) {
        yield joined(ids, record);
      }
    }
  }
}

function idText(field: 'node' | 'edge', id: string | number): string {
  return `"${field}":${JSON.stringify(id)}`;
}

function joined(ids: string, rest: string): string {
  return rest === '' ? ids : `${ids},${rest}`;
}

/** Properties that come back under another name, because HIF gives theirs another meaning. */
function hifLosses(hypergraph: Hypergraph): string[] {
  const tables: readonly (readonly [HifKind, PropertyTable])[] = [
    ['node', hypergraph.nodeProperties],
    ['edge', hypergraph.edgeProperties],
    ['incidence', hypergraph.incidencesByEdge()],
  ];
  return tables.flatMap(([kind, table]) =>
    Array.from(table.columns())
      .filter(({ name, type }) => !keepsName(kind, name, type))
      .map(
        ({ name, type }) =>
          `The ${kind} property ${name} is of type ${type} and comes back as attrs.${name}.`,
      ),
  );
}
