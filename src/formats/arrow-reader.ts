import {
  CompressionType,
  compressionRegistry,
  RecordBatchReader,
  type DataType,
  type FileHandle,
  type RecordBatch,
  type Schema,
} from 'apache-arrow';
import { decompress } from 'fzstd';
import { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import { arrowColumnType, ArrowCells } from './arrow-cells.ts';
import { collectBytes, peekSource } from './byte-source.ts';
import { SAMPLE_ROWS, type TableSample } from './column-sample.ts';
import {
  cellText,
  ColumnarRow,
  type Cell,
  type DictionaryCells,
} from './columnar-row.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { planTable } from './plan-table.ts';
import { RejectionLog, rejectionError } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import {
  hintsOf,
  NOTE_KEY,
  readTableNote,
  withNote,
  type TableNote,
} from './table-note.ts';
import { usedColumns, type TablePlan } from './table-plan.ts';
import type { TableColumn } from './table-row.ts';

const MAGIC = Array.from('ARROW1', (letter) => letter.charCodeAt(0));

/** Arrow IPC, file or stream, a record batch at a time. */
export const arrowReader: FormatReader = {
  name: 'arrow',
  title: 'Arrow IPC',
  extensions: ['arrow', 'arrows', 'feather', 'ipc'],
  detect: (head) => (isFile(head) ? 1 : isStream(head) ? 0.9 : 0),
  async read(source, options) {
    try {
      return await readArrow(source, options);
    } catch (cause) {
      if (cause instanceof PolyadError) throw cause;
      throw damaged(source.name, cause);
    }
  },
};

function isFile(head: Uint8Array): boolean {
  return MAGIC.every((byte, i) => head[i] === byte);
}

/** A stream starts with the mark of a message and the length of its schema. */
function isStream(head: Uint8Array): boolean {
  if (head.length < 8) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const length = view.getInt32(4, true);
  return view.getInt32(0) === -1 && length > 0 && length < 1 << 28;
}

async function readArrow(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const { name: file } = source;
  compressionRegistry.set(CompressionType.ZSTD, { decode: decompress });
  const progress = { bytes: 0 };
  const { head, source: whole } = await peekSource(source, MAGIC.length);
  const reader = isFile(head)
    ? await openFile(whole, options, progress)
    : await RecordBatchReader.from(streamOf(whole, progress));
  await reader.open();
  // Cut short, a stream may open without a schema.
  if ((reader.schema as Schema | undefined) === undefined) {
    throw new Error('no schema');
  }
  const notes: string[] = [];
  const columns = columnsOf(reader.schema, notes);
  const note = readTableNote(reader.schema.metadata.get(NOTE_KEY));
  const rejected = new RejectionLog(options.strict);
  let assembly: ArrowAssembly | undefined;
  const begin = (batch?: RecordBatch): ArrowAssembly => {
    const mapping = options.mapping;
    const sample = sampleOf(columns, batch);
    const hints = hintsOf(note);
    const plan = planTable(sample, { file, mapping, hints, notes });
    return new ArrowAssembly(file, plan, rejected);
  };
  for await (const batch of reader as AsyncIterable<RecordBatch>) {
    throwIfStopped(options.signal);
    assembly ??= begin(batch);
    assembly.add(batch);
    options.onProgress?.({
      ...progress,
      ...(source.size === undefined ? {} : { totalBytes: source.size }),
      incidences: assembly.incidenceCount,
    });
  }
  assembly ??= begin();
  const hypergraph = assembly.finish(note);
  return { hypergraph, format: 'arrow', rejected, notes };
}

/** The columns that hold one value a row, under their position in the schema. */
function columnsOf(schema: Schema, notes: string[]): TableColumn[] {
  const nested: string[] = [];
  const columns = schema.fields.map((field) => {
    const type = arrowColumnType(field.type as DataType);
    if (type) return { name: field.name, type };
    nested.push(field.name);
    return { name: '' };
  });
  if (nested.length > 0) {
    notes.push(`Left out: the nested columns ${nested.join(', ')}.`);
  }
  return columns;
}

function sampleOf(
  columns: readonly TableColumn[],
  batch: RecordBatch | undefined,
): TableSample {
  const head = batch?.slice(0, SAMPLE_ROWS);
  const texts = columns.map(({ name }, at) => {
    const vector = name === '' ? null : head?.getChildAt(at);
    if (!vector) return [];
    return Array.from(vector as Iterable<Cell>)
      .filter((cell) => cell !== null && cell !== undefined)
      .map((cell) => cellText(cell as NonNullable<Cell>));
  });
  return { columns, texts };
}

/** Feeds record batches to the assembler. */
class ArrowAssembly {
  readonly #assembler: TableAssembler;
  readonly #used: readonly number[];
  readonly #row: ColumnarRow;
  readonly #cells = new ArrowCells();

  constructor(file: string, plan: TablePlan, rejected: RejectionLog) {
    this.#assembler = new TableAssembler({ file, plan, rejected });
    this.#used = usedColumns(plan);
    this.#row = new ColumnarRow(plan.columns, plan.shape !== 'incidences');
  }

  get incidenceCount(): number {
    return this.#assembler.incidenceCount;
  }

  add(batch: RecordBatch): void {
    const row = this.#row;
    const columns: (ArrayLike<unknown> | DictionaryCells)[] = [];
    for (const column of this.#used) {
      const vector = batch.getChildAt(column);
      columns[column] = vector ? this.#cells.of(vector) : [];
    }
    row.columns = columns;
    for (row.index = 0; row.index < batch.numRows; row.index++) {
      this.#assembler.add(row);
    }
  }

  finish(note: TableNote | undefined): ReadResult['hypergraph'] {
    return withNote(this.#assembler.finish(), note);
  }
}

/** What Arrow's reader needs of a file that can be sought in. */
interface ArrowFile {
  readonly fd: number;
  stat(): Promise<{ size: number }>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number; buffer: Uint8Array }>;
  close(): Promise<void>;
}

/** A file is read from its end: in pieces where the source can seek, else whole. */
async function openFile(
  source: ByteSource,
  options: ReadOptions,
  progress: { bytes: number },
): Promise<RecordBatchReader> {
  const { size } = source;
  const slice = source.slice?.bind(source);
  if (!slice || size === undefined) {
    return RecordBatchReader.from(await collectBytes(source, options));
  }
  const file: ArrowFile = {
    fd: -1,
    stat: async () => ({ size }),
    async read(buffer, offset, length, position) {
      const end = Math.min(size, position + length);
      const bytes = await slice(position, Math.max(position, end));
      buffer.set(bytes, offset);
      progress.bytes += bytes.length;
      return { bytesRead: bytes.length, buffer };
    },
    close: async () => undefined,
  };
  // Arrow's reader uses no more of a file handle than this.
  return RecordBatchReader.from(file as unknown as FileHandle);
}

async function* streamOf(
  source: ByteSource,
  progress: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open()) {
    progress.bytes += chunk.length;
    yield chunk;
  }
}

function damaged(file: string, cause: unknown): PolyadError {
  const text = cause instanceof Error ? ` (${cause.message})` : '';
  const lz4 = /codec|compress/i.test(text);
  return rejectionError(
    {
      file,
      reason: lz4
        ? `the Arrow data is packed in a way that is not read${text}`
        : `the Arrow data is damaged or incomplete${text}`,
      expected: 'whole Arrow IPC data, plain or packed with zstd',
    },
    { cause },
  );
}
