import {
  Dictionary,
  Field,
  Int32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType,
  type Vector,
} from 'apache-arrow';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { IdTableBuilder } from '#hypergraph/id-table-builder.ts';
import { Utf8IdTable, type IdTable } from '#hypergraph/id-table.ts';
import { arrowType, validityBitmap } from '#hypergraph/property-column.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import { ArrowChunkSink } from './arrow-chunk-sink.ts';
import type { FormatWriter, WriteOptions } from './format.ts';
import { idJson } from './id-bytes.ts';
import {
  IncidenceTable,
  propertyRow,
  type IdKind,
  type IncidenceBlock,
  type IncidenceTableColumn,
} from './incidence-table.ts';
import { NOTE_KEY, writeTableNote } from './table-note.ts';

/** Rows a record batch: what a reader holds in memory at a time. */
const BATCH_ROWS = 131_072;

/** Arrow IPC file: the table of {@link IncidenceTable}, ids as dictionaries. */
export const arrowWriter: FormatWriter = {
  name: 'arrow',
  title: 'Arrow IPC file',
  extensions: ['arrow', 'feather', 'ipc'],
  losses: () => [],
  write: (hypergraph, options) =>
    writeArrow(hypergraph, new RecordBatchFileWriter(), options),
};

/** The same as an IPC stream, for readers that do not seek. */
export const arrowStreamWriter: FormatWriter = {
  name: 'arrows',
  title: 'Arrow IPC stream',
  extensions: ['arrows'],
  losses: () => [],
  write: (hypergraph, options) =>
    writeArrow(hypergraph, new RecordBatchStreamWriter(), options),
};

async function* writeArrow(
  hypergraph: Hypergraph,
  writer: RecordBatchFileWriter | RecordBatchStreamWriter,
  { signal }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const table = new IncidenceTable(hypergraph);
  const columns = [
    idColumn('edge', hypergraph.edgeIds, table.edgeIds),
    idColumn('node', hypergraph.nodeIds, table.nodeIds),
    ...table.columns.map(propertyColumn),
  ];
  const fields = columns.map(({ name, type }) => new Field(name, type, true));
  const note = new Map([[NOTE_KEY, writeTableNote(table)]]);
  const schema = new Schema(fields, note);
  const sink = new ArrowChunkSink();
  writer.reset(sink, schema);
  for (const block of table.blocks(BATCH_ROWS)) {
    throwIfStopped(signal);
    const length = block.edges.length;
    const children = columns.map((column) => column.cells(block));
    const data = makeData({
      type: new Struct(fields),
      length,
      nullCount: 0,
      children,
    });
    writer.write(new RecordBatch(schema, data));
    yield* sink.taken();
  }
  writer.finish();
  yield* sink.taken();
}

interface ArrowColumn {
  readonly name: string;
  readonly type: DataType;
  readonly cells: (block: IncidenceBlock) => Data;
}

function idColumn(
  name: 'edge' | 'node',
  ids: IdTable,
  kind: IdKind,
): ArrowColumn {
  const indices = (block: IncidenceBlock): Int32Array =>
    name === 'edge' ? block.edges : block.nodes;
  if (kind === 'integer') {
    const type = new Int64();
    const cell = (index: number): bigint => BigInt(ids.textAt(index));
    const cells = (block: IncidenceBlock): Data =>
      valuesData(indices(block), type, cell);
    return { name, type, cells };
  }
  if (kind === 'json') {
    const type = new Utf8();
    const cells = (block: IncidenceBlock): Data =>
      valuesData(indices(block), type, (index) => idJson(ids, index));
    return { name, type, cells };
  }
  const words = idWords(ids);
  const type = new Dictionary(new Utf8(), new Int32(), name === 'edge' ? 0 : 1);
  const cells = (block: IncidenceBlock): Data =>
    codesData(indices(block), type, words);
  return { name, type, cells };
}

/** One cell an index; −1 becomes null. */
function valuesData(
  indices: Int32Array,
  type: DataType,
  cell: (index: number) => unknown,
): Data {
  const cells = Array.from(indices, (index) =>
    index < 0 ? null : cell(index),
  );
  return chunkOf(vectorFromArray(cells, type));
}

/** The ids as the words of a dictionary, in their own order. */
function idWords(ids: IdTable): Vector<Utf8> {
  const { bytes, offsets } = utf8Table(ids).ids;
  return makeVector(
    makeData({
      type: new Utf8(),
      length: ids.count,
      nullCount: 0,
      valueOffsets: new Int32Array(offsets),
      data: new Uint8Array(bytes),
    }),
  );
}

function utf8Table(ids: IdTable): Utf8IdTable {
  if (ids instanceof Utf8IdTable) return ids;
  const builder = new IdTableBuilder();
  for (let index = 0; index < ids.count; index++) {
    builder.intern(ids.textAt(index));
  }
  return builder.build();
}

function codesData(
  indices: Int32Array,
  type: Dictionary<Utf8, Int32>,
  dictionary: Vector<Utf8>,
): Data {
  const validity = validityBitmap(
    indices.length,
    (row) => (indices[row] ?? -1) >= 0,
  );
  return makeData({
    type,
    length: indices.length,
    data: indices.map((index) => Math.max(0, index)),
    dictionary,
    nullBitmap: validity ?? undefined,
  });
}

function propertyColumn(
  column: IncidenceTableColumn,
  position: number,
): ArrowColumn {
  const { name, property } = column;
  const rows = (block: IncidenceBlock): Int32Array =>
    block.edges.map((_, row) => propertyRow(column, block, row));
  const words = sharedWords(property.vector);
  if (words) {
    // Dictionaries 0 and 1 are the ids.
    const type = new Dictionary(new Utf8(), new Int32(), position + 2);
    const cells = (block: IncidenceBlock): Data => {
      const codes = rows(block).map((row) => words.codeAt(row));
      return codesData(codes, type, words.dictionary);
    };
    return { name, type, cells };
  }
  const numbers = property.type === 'integer' ? property.numbers() : [];
  const present = Array.from(numbers, (n) => (Number.isNaN(n) ? null : n));
  const type =
    property.type === 'string' ? new Utf8() : arrowType(property.type, present);
  const cells = (block: IncidenceBlock): Data =>
    valuesData(rows(block), type, (row) => property.vector.get(row));
  return { name, type, cells };
}

/** The dictionary of a string column that is in one piece. */
function sharedWords(
  vector: Vector,
): { dictionary: Vector<Utf8>; codeAt: (row: number) => number } | undefined {
  const [data, ...rest] = vector.data;
  if (!data || rest.length > 0 || !(data.type instanceof Dictionary)) {
    return undefined;
  }
  const codes = data.values as ArrayLike<number>;
  return {
    dictionary: data.dictionary as Vector<Utf8>,
    codeAt: (row) => (row >= 0 && data.getValid(row) ? (codes[row] ?? -1) : -1),
  };
}

function chunkOf(vector: Vector): Data {
  const [data] = vector.data as readonly Data[];
  if (data && vector.data.length === 1) return data;
  throw new Error('a column of one batch is in one piece');
}
