import {
  parquetMetadataAsync,
  parquetScan,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import { collectBytes } from './byte-source.ts';
import { SAMPLE_ROWS, type TableSample } from './column-sample.ts';
import { cellText, ColumnarRow, type Cell } from './columnar-row.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { columnTypeOf } from './parquet-schema.ts';
import { planTable } from './plan-table.ts';
import { RejectionLog, rejectionError } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import { hintsOf, NOTE_KEY, readTableNote, withNote } from './table-note.ts';
import { usedColumns, type TablePlan } from './table-plan.ts';
import type { TableColumn } from './table-row.ts';

const MAGIC = [0x50, 0x41, 0x52, 0x31];

/** Parquet, row group by row group and only the columns that the mapping uses. */
export const parquetReader: FormatReader = {
  name: 'parquet',
  title: 'Parquet',
  extensions: ['parquet', 'pq'],
  detect: (head) => (MAGIC.every((byte, i) => head[i] === byte) ? 1 : 0),
  async read(source, options) {
    const file = await bufferOf(source, options);
    try {
      return await readParquet(source.name, file, options);
    } catch (cause) {
      if (cause instanceof PolyadError) throw cause;
      throw damaged(source.name, cause);
    }
  },
};

async function readParquet(
  file: string,
  buffer: AsyncBuffer,
  options: ReadOptions,
): Promise<ReadResult> {
  const metadata = await parquetMetadataAsync(buffer, { parsers });
  const notes: string[] = [];
  const table = { file, buffer, metadata, columns: columnsOf(metadata, notes) };
  const note = readTableNote(
    metadata.key_value_metadata?.find(({ key }) => key === NOTE_KEY)?.value,
  );
  const plan = planTable(await sampleOf(table), {
    file,
    mapping: options.mapping,
    hints: hintsOf(note),
    notes,
  });
  const rejected = new RejectionLog(options.strict);
  const assembler = new TableAssembler({ file, plan, rejected });
  await assembleGroups(table, plan, assembler, options);
  const hypergraph = withNote(assembler.finish(), note);
  return { hypergraph, format: 'parquet', rejected, notes };
}

interface ParquetTable {
  readonly file: string;
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly TableColumn[];
}

/** Cells come as they are stored: text as bytes, times as milliseconds. */
const parsers = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint) => Number(micros) / 1000,
  timestampFromNanoseconds: (nanos: bigint) => Number(nanos / 1000n) / 1000,
  dateFromDays: (days: number) => days * 86_400_000,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
};

/** Top-level columns that hold one value a row; nested ones are noted and left out. */
function columnsOf({ schema }: FileMetaData, notes: string[]): TableColumn[] {
  const columns: TableColumn[] = [];
  const nested: string[] = [];
  let at = 1;
  for (let child = 0; child < (schema[0]?.num_children ?? 0); child++) {
    const element = schema[at];
    if (!element) break;
    const type = columnTypeOf(element);
    if (type) columns.push({ name: element.name, type });
    else nested.push(element.name);
    at = afterSubtree(schema, at);
  }
  if (nested.length > 0) {
    notes.push(`Left out: the nested columns ${nested.join(', ')}.`);
  }
  return columns;
}

function afterSubtree(schema: FileMetaData['schema'], at: number): number {
  let next = at + 1;
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) {
    next = afterSubtree(schema, next);
  }
  return next;
}

async function sampleOf(table: ParquetTable): Promise<TableSample> {
  const { metadata, columns } = table;
  const rows = Math.min(SAMPLE_ROWS, Number(metadata.num_rows));
  const names = columns.map(({ name }) => name);
  const cells = await readColumns(table, names, 0, rows);
  const texts = cells.map((column) =>
    Array.from(column as ArrayLike<Cell>)
      .filter((cell) => cell !== null && cell !== undefined)
      .map((cell) => cellText(cell as NonNullable<Cell>)),
  );
  return { columns, texts };
}

async function assembleGroups(
  table: ParquetTable,
  plan: TablePlan,
  assembler: TableAssembler,
  { signal, onProgress }: ReadOptions,
): Promise<void> {
  const { columns, metadata, buffer } = table;
  const used = usedColumns(plan);
  const names = used.map((column) => columns[column]?.name ?? '');
  const row = new ColumnarRow(plan.columns, plan.shape !== 'incidences');
  let start = 0;
  for (const group of metadata.row_groups) {
    throwIfStopped(signal);
    const rows = Number(group.num_rows);
    const cells = await readColumns(table, names, start, start + rows);
    const all: ArrayLike<unknown>[] = columns.map(() => []);
    for (const [at, column] of used.entries()) all[column] = cells[at] ?? [];
    row.columns = all;
    for (row.index = 0; row.index < rows; row.index++) assembler.add(row);
    start += rows;
    onProgress?.({
      bytes: Math.round(
        (buffer.byteLength * start) / Number(metadata.num_rows),
      ),
      totalBytes: buffer.byteLength,
      incidences: assembler.incidenceCount,
    });
  }
}

/** The cells of some columns in the rows `[start, end)`, which lie in one row group. */
async function readColumns(
  { buffer, metadata }: ParquetTable,
  names: string[],
  start: number,
  end: number,
): Promise<ArrayLike<unknown>[]> {
  if (start >= end || names.length === 0) return names.map(() => []);
  const scan = await parquetScan({
    file: buffer,
    metadata,
    columns: names,
    rowStart: start,
    rowEnd: end,
    compressors,
    parsers,
  });
  const read: ArrayLike<unknown>[] = names.map(() => []);
  const columns = scan.ranges.map(({ rowStart, rowEnd }) =>
    Promise.all(
      names.map((column) => scan.readColumn({ column, rowStart, rowEnd })),
    ),
  );
  const parts = await Promise.all(columns);
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return read.map((_, at) =>
    parts.flatMap((part) => Array.from(part[at] as ArrayLike<unknown>)),
  );
}

async function bufferOf(
  source: ByteSource,
  options: ReadOptions,
): Promise<AsyncBuffer> {
  const { size, name } = source;
  const slice = source.slice?.bind(source);
  if (slice && size !== undefined) {
    return {
      byteLength: size,
      slice: async (start, end = size) => {
        throwIfStopped(options.signal);
        return exactBuffer(await slice(start, end));
      },
    };
  }
  const bytes = await collectBytes(source, options);
  if (bytes.length < 12) throw damaged(name, undefined);
  return {
    byteLength: bytes.length,
    slice: (start, end) => exactBuffer(bytes.subarray(start, end)),
  };
}

/** The bytes as a buffer of their own length, copied only where they are a part of one. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  const whole = byteOffset === 0 && byteLength === buffer.byteLength;
  return whole && buffer instanceof ArrayBuffer
    ? buffer
    : new Uint8Array(bytes).buffer;
}

function damaged(file: string, cause: unknown): PolyadError {
  const text = cause instanceof Error ? ` (${cause.message})` : '';
  return rejectionError(
    {
      file,
      reason: `the Parquet file is damaged or incomplete${text}`,
      expected: 'a whole Parquet file. Copy or write it again',
    },
    { cause },
  );
}
