import { RowStream } from './row-stream.ts';

const CHUNK_LENGTH = 1 << 16;

/**
 * The JSON text of a result in chunks of about 64 KiB. Row streams among its
 * properties are written row by row; everything else as `JSON.stringify` does.
 */
export function* jsonChunks(result: object): Generator<string> {
  let pending = '{';
  let separator = '';
  for (const [name, value] of Object.entries(result)) {
    if (value === undefined) continue;
    pending += `${separator}${JSON.stringify(name)}:`;
    separator = ',';
    if (!(value instanceof RowStream)) {
      pending += JSON.stringify(value);
      continue;
    }
    for (const text of rowChunks(value as RowStream<unknown>)) {
      pending += text;
      if (pending.length >= CHUNK_LENGTH) {
        yield pending;
        pending = '';
      }
    }
  }
  yield `${pending}}`;
}

function* rowChunks(rows: RowStream<unknown>): Generator<string> {
  let separator = '[';
  for (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}
