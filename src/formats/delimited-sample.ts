import { SAMPLE_ROWS, type TableSample } from './column-sample.ts';
import { DelimitedScanner } from './delimited-scanner.ts';
import type { ReadLimits } from './format.ts';
import { rejectionError } from './rejection-log.ts';
import { byteOrderMarkLength } from './utf8.ts';

/** The beginning of a table in text. */
export interface DelimitedHead {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Whether they are all there is. */
  readonly isWhole: boolean;
  readonly delimiter: number;
  readonly limits: Pick<ReadLimits, 'recordBytes' | 'columns'>;
}

/**
 * The header and the first rows; rows of another width are left out.
 * @throws PolyadError INVALID_DATA without a header.
 */
export function sampleDelimited(head: DelimitedHead): TableSample {
  const { file, bytes, isWhole, delimiter, limits } = head;
  const scanner = new DelimitedScanner({ file, delimiter, limits });
  scanner.push(bytes.subarray(byteOrderMarkLength(bytes)));
  if (isWhole) scanner.finish();
  if (!scanner.next()) {
    throw rejectionError({
      file,
      line: 1,
      reason: isWhole
        ? 'no header line'
        : `the first line is longer than ${bytes.length} bytes`,
      expected: 'the names of the columns in the first line',
    });
  }
  const columns = Array.from({ length: scanner.cellCount }, (_, column) => ({
    name: scanner.text(column).trim(),
  }));
  const texts: string[][] = columns.map(() => []);
  for (let row = 0; row < SAMPLE_ROWS && scanner.next(); row++) {
    if (scanner.cellCount !== columns.length) continue;
    for (const [column, cells] of texts.entries()) {
      if (scanner.select(column)) cells.push(scanner.text(column));
    }
  }
  return { columns, texts };
}
