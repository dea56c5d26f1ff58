import {
  Field,
  Float64,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Uint32,
  Utf8,
  RecordBatch,
  makeData,
  vectorFromArray,
  type DataType,
} from 'apache-arrow';
import { ArrowChunkSink } from '#formats/arrow-chunk-sink.ts';
import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';

/** What a column of a list holds. */
export type BulkType = 'text' | 'count' | 'number' | 'time';

/** Rows of a list that is read by position, and its columns in order. */
export interface BulkRows {
  readonly columns: Readonly<Record<string, BulkType>>;
  readonly from: number;
  readonly to: number;
  /** Rows `[from, to)`. */
  readonly rows: (from: number, to: number) => readonly object[];
}

/** Rows made at a time, so that other requests get their turn between. */
const BATCH_ROWS = 16_384;

const ARROW_TYPES: Readonly<Record<BulkType, () => DataType>> = {
  text: () => new Utf8(),
  count: () => new Uint32(),
  number: () => new Float64(),
  time: () => new TimestampMillisecond(),
};

/** Rows as a stream of Arrow record batches. */
export async function* arrowBytes(
  list: BulkRows,
  signal: StopSignal,
): AsyncGenerator<Uint8Array> {
  const fields = Object.entries(list.columns).map(
    ([name, type]) => new Field(name, ARROW_TYPES[type](), true),
  );
  const schema = new Schema(fields);
  const sink = new ArrowChunkSink();
  const writer = new RecordBatchStreamWriter();
  writer.reset(sink, schema);
  for (const rows of batches(list, signal)) {
    const children = fields.map(({ name, type }) => {
      const cells = rows.map((row) => (row as Record<string, unknown>)[name]);
      const [data] = vectorFromArray(cells, type).data;
      return data ?? makeData({ type, length: 0 });
    });
    const length = rows.length;
    writer.write(
      new RecordBatch(
        schema,
        makeData({ type: new Struct(fields), length, nullCount: 0, children }),
      ),
    );
    yield* sink.taken();
  }
  writer.finish();
  yield* sink.taken();
}

/** Rows as JSON, one a line. */
export async function* jsonLineBytes(
  list: BulkRows,
  signal: StopSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const rows of batches(list, signal)) {
    yield encoder.encode(
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
  }
}

function* batches(
  { from, to, rows }: BulkRows,
  signal: StopSignal,
): Generator<readonly object[]> {
  for (let start = from; start < to; start += BATCH_ROWS) {
    throwIfStopped(signal);
    yield rows(start, Math.min(to, start + BATCH_ROWS));
  }
}
