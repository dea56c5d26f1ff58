import { throwIfStopped } from '#numeric/cancellation.ts';
import { peekSource } from './byte-source.ts';
import type { TableSample } from './column-sample.ts';
import { sampleDelimited } from './delimited-sample.ts';
import { DelimitedScanner } from './delimited-scanner.ts';
import { detectDelimiter, fit, tab, type DelimiterFit } from './delimiter.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { planTable } from './plan-table.ts';
import { RejectionLog } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import type { TableMapping } from './table-mapping.ts';
import type { TableRow } from './table-row.ts';
import { byteOrderMarkLength, refuseUtf16 } from './utf8.ts';

/** First bytes from which delimiter, columns and times are told. */
const HEAD_BYTES = 1 << 18;

/** Comma-separated values, or any of `,` `;` tab `|`: whichever divides the text evenly. */
export const csvReader: FormatReader = {
  name: 'csv',
  title: 'CSV table',
  extensions: ['csv'],
  detect: (head, name) => confidence(head, name, /\.csv$/i, false),
  read: (source, options) => readDelimited(source, options, { format: 'csv' }),
};

/** Tab-separated values. */
export const tsvReader: FormatReader = {
  name: 'tsv',
  title: 'TSV table',
  extensions: ['tsv', 'tab'],
  detect: (head, name) => confidence(head, name, /\.(tsv|tab)$/i, true),
  read: (source, options) => readDelimited(source, options, { format: 'tsv' }),
};

/** How sure an even table of two columns or more is one; its name makes surer. */
function confidence(
  head: Uint8Array,
  name: string,
  ending: RegExp,
  tabs: boolean,
): number {
  const named = ending.test(name);
  if (head.includes(0)) return named ? 0.3 : 0;
  const found = detectDelimiter(head, head.length < HEAD_BYTES >> 2);
  if (tabs !== (found.byte === tab.byte)) return named ? 0.3 : 0;
  if (found.columns < 2) return named ? 0.8 : 0;
  if (named) return 0.95;
  return found.records > 1 && found.even > 0.9 ? 0.6 : 0.2;
}

/** A row that may be no record although its line is sound. */
interface CheckedRow extends TableRow {
  /** What is wrong with the row, and in which column of the file. */
  flaw?(): { cell: number; reason: string; expected: string } | undefined;
}

/** What a format adds to the table that its text is. */
export interface TableExtension {
  /** The sample with the columns that are added, after those of the file. */
  readonly sample: TableSample;
  readonly mapping: TableMapping;
  /** The scanner's record with the added columns. */
  readonly row?: (scanner: DelimitedScanner) => CheckedRow;
}

/** Which format is read, and how it differs from a plain table. */
export interface DelimitedFormat {
  readonly format: string;
  readonly extend?: (sample: TableSample, notes: string[]) => TableExtension;
}

/** Reads delimited text as a table; formats that are tables in text build on it. */
export async function readDelimited(
  input: ByteSource,
  options: ReadOptions,
  { format, extend }: DelimitedFormat,
): Promise<ReadResult> {
  const { head, source } = await peekSource(input, HEAD_BYTES);
  const { name: file } = source;
  refuseUtf16(head, file);
  const rejected = new RejectionLog(options.strict);
  const notes: string[] = [];
  const found = delimiterOf(head, format, notes);
  const sample = sampleDelimited({
    file,
    bytes: head,
    isWhole: head.length < HEAD_BYTES,
    delimiter: found.byte,
    limits: options.limits,
  });
  const table = extend?.(sample, notes) ?? { ...options, sample };
  const { mapping } = table;
  const plan = planTable(table.sample, { file, mapping, notes });
  const assembler = new TableAssembler({ file, plan, rejected });
  const scanner = new DelimitedScanner({
    file,
    delimiter: found.byte,
    limits: options.limits,
  });
  scanner.unguard = plan.shape === 'incidences';
  const rows = new RowLoop(scanner, assembler, {
    file,
    columns: sample.columns.length,
    row: extend === undefined ? scanner : (table.row?.(scanner) ?? scanner),
  });
  let bytes = 0;
  let mark = byteOrderMarkLength(head);
  for await (const chunk of source.open()) {
    throwIfStopped(options.signal);
    scanner.push(mark > 0 ? chunk.subarray(mark) : chunk);
    mark = Math.max(0, mark - chunk.length);
    rows.drain();
    bytes += chunk.length;
    options.onProgress?.({
      bytes,
      ...(source.size === undefined ? {} : { totalBytes: source.size }),
      incidences: assembler.incidenceCount,
    });
  }
  scanner.finish();
  rows.drain();
  if (scanner.unguarded > 0) {
    notes.push(
      `Took the quote that guards against formulas off ${scanner.unguarded} cells.`,
    );
  }
  return { hypergraph: assembler.finish(), format, rejected, notes };
}

function delimiterOf(
  head: Uint8Array,
  format: string,
  notes: string[],
): DelimiterFit {
  const whole = head.length < HEAD_BYTES;
  if (format === 'tsv') return fit(head, whole, tab);
  const found = detectDelimiter(head, whole);
  if (found.byte !== 0x2c) notes.push(`Delimiter: ${found.title}.`);
  return found;
}

/** Passes the scanner's records on: the header is skipped, faulty rows are rejected. */
class RowLoop {
  readonly #scanner: DelimitedScanner;
  readonly #assembler: TableAssembler;
  readonly #file: string;
  readonly #columns: number;
  readonly #row: CheckedRow;
  #headerSeen = false;

  constructor(
    scanner: DelimitedScanner,
    assembler: TableAssembler,
    { file, columns, row }: { file: string; columns: number; row: CheckedRow },
  ) {
    this.#row = row;
    this.#scanner = scanner;
    this.#assembler = assembler;
    this.#file = file;
    this.#columns = columns;
  }

  drain(): void {
    const scanner = this.#scanner;
    if (!this.#headerSeen) {
      if (!scanner.next()) return;
      this.#headerSeen = true;
    }
    while (scanner.next()) {
      const sound =
        scanner.cellCount === this.#columns &&
        scanner.fault === undefined &&
        scanner.isUtf8;
      if (!sound) this.#reject();
      else if (!this.#rejectFault()) this.#assembler.add(this.#row);
    }
  }

  #rejectFault(): boolean {
    const wrong = this.#row.flaw?.();
    if (wrong === undefined) return false;
    const { cell, ...words } = wrong;
    const place = this.#scanner.place(cell);
    this.#assembler.reject({ file: this.#file, ...place, ...words });
    return true;
  }

  #reject(): void {
    const { cellCount, fault } = this.#scanner;
    const file = this.#file;
    if (fault) {
      const place = this.#scanner.place(fault.cell);
      const expected = 'a delimiter or a line end after a closing quote';
      this.#assembler.reject({
        file,
        ...place,
        reason: fault.reason,
        expected,
      });
    } else if (cellCount !== this.#columns) {
      const few = cellCount < this.#columns;
      const place = few
        ? this.#scanner.endPlace()
        : this.#scanner.place(this.#columns);
      this.#assembler.reject({
        file,
        ...place,
        reason: `${cellCount} cells`,
        expected: `${this.#columns}, as in the header`,
      });
    } else {
      this.#assembler.reject({
        file,
        ...this.#scanner.place(0),
        reason: 'bytes that are not UTF-8',
        expected: 'text in UTF-8; save the file in that encoding',
      });
    }
  }
}
