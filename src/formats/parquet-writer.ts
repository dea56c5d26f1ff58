import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { PropertyColumn } from '#hypergraph/property-column.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import type { FormatWriter } from './format.ts';
import { idBytes, idJson } from './id-bytes.ts';
import {
  IncidenceTable,
  propertyRow,
  type IdKind,
  type IncidenceBlock,
  type IncidenceTableColumn,
} from './incidence-table.ts';
import { schemaElement } from './parquet-schema.ts';
import { NOTE_KEY, writeTableNote } from './table-note.ts';

/** Rows a row group: what a reader holds in memory at a time. */
const GROUP_ROWS = 131_072;

/** Parquet: the table of {@link IncidenceTable}, Snappy, loses nothing. */
export const parquetWriter: FormatWriter = {
  name: 'parquet',
  title: 'Parquet',
  extensions: ['parquet', 'pq'],
  losses: () => [],
  async *write(hypergraph, { signal }) {
    const table = new IncidenceTable(hypergraph);
    const bytes = new ByteWriter();
    const writer = new ParquetWriter({
      writer: bytes,
      schema: schemaOf(table),
      statistics: false,
      kvMetadata: [{ key: NOTE_KEY, value: writeTableNote(table) }],
    });
    for (const block of table.blocks(GROUP_ROWS)) {
      throwIfStopped(signal);
      void writer.write({
        columnData: columnsOf(table, block),
        rowGroupSize: GROUP_ROWS,
      });
      yield taken(bytes);
    }
    void writer.finish();
    yield taken(bytes);
  },
};

/** The bytes written since the last call; the writer goes on counting from there. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function schemaOf(table: IncidenceTable): SchemaElement[] {
  const ids = (kind: IdKind, name: string): SchemaElement =>
    schemaElement(name, kind === 'integer' ? 'integer' : 'id', false);
  const columns = [
    ids(table.edgeIds, 'edge'),
    ids(table.nodeIds, 'node'),
    ...table.columns.map(({ name, property }) =>
      schemaElement(name, storedType(property), true),
    ),
  ];
  return [{ name: 'root', num_children: columns.length }, ...columns];
}

/** Integers beyond 32 bits are stored as doubles, which hold every one we have. */
function storedType(property: PropertyColumn): PropertyColumn['type'] {
  if (property.type !== 'integer') return property.type;
  const small = property
    .numbers()
    .every((value) => Number.isNaN(value) || value === (value | 0));
  return small ? 'integer' : 'number';
}

function columnsOf(
  table: IncidenceTable,
  block: IncidenceBlock,
): ColumnSource[] {
  const { edgeIds, nodeIds } = table.hypergraph;
  return [
    { name: 'edge', data: idCells(edgeIds, block.edges, table.edgeIds) },
    { name: 'node', data: idCells(nodeIds, block.nodes, table.nodeIds) },
    ...table.columns.map((column) => ({
      name: column.name,
      data: propertyCells(column, block),
      statistics: column.property.type === 'timestamp',
    })),
  ];
}

function idCells(
  ids: IdTable,
  indices: Int32Array,
  kind: IdKind,
): (Uint8Array | string | bigint | null)[] {
  const cells: (Uint8Array | string | bigint | null)[] = [];
  let last = -1;
  let cell: Uint8Array | string | bigint | null = null;
  for (const index of indices) {
    if (index !== last) {
      last = index;
      cell = index < 0 ? null : idCell(ids, index, kind);
    }
    cells.push(cell);
  }
  return cells;
}

function idCell(
  ids: IdTable,
  index: number,
  kind: IdKind,
): Uint8Array | string | bigint {
  if (kind === 'json') return idJson(ids, index);
  return kind === 'text' ? idBytes(ids, index) : BigInt(ids.textAt(index));
}

function propertyCells(
  column: IncidenceTableColumn,
  block: IncidenceBlock,
): unknown[] {
  const { vector, type } = column.property;
  const cells: unknown[] = [];
  for (let row = 0; row < block.edges.length; row++) {
    const at = propertyRow(column, block, row);
    const value: unknown = at < 0 ? null : vector.get(at);
    const isTime = type === 'timestamp' && value !== null;
    cells.push(isTime ? BigInt(value as number) : value);
  }
  return cells;
}
