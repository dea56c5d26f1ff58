import { PolyadError } from '#errors/polyad-error.ts';
import type { MonitoredRelation } from '#anomaly/monitor/alert.ts';
import { concatBytes } from '#formats/byte-source.ts';
import { DelimitedScanner } from '#formats/delimited-scanner.ts';
import { JsonFrameValues } from '#formats/json-frame-values.ts';
import { JsonRow } from '#formats/json-row.ts';
import { JsonLineParser } from '#formats/read-json-lines.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import { LineBlock } from '#formats/read-lines.ts';
import { byteOrderMarkLength } from '#formats/utf8.ts';
import { wrappedList, type RecordFormat } from './record-format.ts';
import { RowRelations, type RowRelationFacts } from './row-relations.ts';

const LINE_FEED = 0x0a;

/** Where a reader is. Plain JSON. */
export interface ReaderFacts {
  /** Bytes of the file that became rows. */
  readonly position: number;
  readonly rows: RowRelationFacts;
}

/** Bytes as they come into relations as they are complete, knowing how far it has come. */
export class RecordReader {
  readonly #file: string;
  readonly #format: RecordFormat;
  readonly #rows: RowRelations;
  #parser: RowParser;
  /** Bytes after the last line end. */
  #rest: Uint8Array = new Uint8Array();
  #pushed = 0;

  constructor(file: string, format: RecordFormat) {
    this.#file = file;
    this.#format = format;
    this.#rows = new RowRelations(format.plan);
    this.#parser = this.#newParser('first');
  }

  /** Rows so far, and how many of them could not be read. */
  get counts(): { readonly rows: number; readonly rejected: number } {
    return { rows: this.#rows.rows, rejected: this.#rows.rejected };
  }

  /** Bytes of the file taken, those of an unfinished last record included. */
  get taken(): number {
    return this.#pushed;
  }

  /** @throws PolyadError INVALID_DATA where a new file has other columns. */
  push(bytes: Uint8Array): MonitoredRelation[] {
    const isStart = this.#pushed === 0 && this.#rest.length === 0;
    this.#pushed += bytes.length;
    let all = concatBytes(
      this.#rest.length === 0 ? [bytes] : [this.#rest, bytes],
    );
    if (isStart) all = all.subarray(byteOrderMarkLength(all));
    const end = all.lastIndexOf(LINE_FEED) + 1;
    this.#rest = all.slice(end);
    if (this.#rest.length > defaultReadLimits.recordBytes)
      throw this.#tooLong();
    return end === 0 ? [] : this.#parser.push(all.subarray(0, end));
  }

  /** Ends the file: its last record may lack its line end. The next bytes are another file's. */
  endFile(): MonitoredRelation[] {
    const last = [
      ...(this.#rest.length > 0 ? this.#parser.push(this.#rest) : []),
      ...this.#parser.finish(),
      ...this.#rows.close(),
    ];
    this.#rest = new Uint8Array();
    this.#pushed = 0;
    this.#parser = this.#newParser('first');
    return last;
  }

  facts(): ReaderFacts {
    const pending = this.#rest.length + this.#parser.pending;
    return { position: this.#pushed - pending, rows: this.#rows.facts() };
  }

  /** @param isPipe - Whether the bytes to come may begin with the header or not. */
  resume({ position, rows }: ReaderFacts, isPipe = false): void {
    this.#rows.resume(rows);
    this.#pushed = position;
    const later = isPipe ? 'perhaps' : 'none';
    this.#parser = this.#newParser(position === 0 ? 'first' : later);
  }

  #newParser(header: Header): RowParser {
    const { kind } = this.#format;
    return kind === 'delimited'
      ? new DelimitedParser(this.#file, this.#format, this.#rows, header)
      : new JsonParser(this.#file, this.#format, this.#rows);
  }

  #tooLong(): PolyadError {
    const limit = defaultReadLimits.recordBytes;
    return new PolyadError(
      'INVALID_DATA',
      `${this.#file}: a line is longer than ${limit} bytes; expected records with line ends between them.`,
      { file: this.#file, limit },
    );
  }
}

/** Whether bytes begin with the names of columns. */
type Header = 'first' | 'perhaps' | 'none';

interface RowParser {
  /** Bytes taken that belong to no row yet. */
  readonly pending: number;
  push(lines: Uint8Array): MonitoredRelation[];
  finish(): MonitoredRelation[];
}

class DelimitedParser implements RowParser {
  readonly #file: string;
  readonly #scanner: DelimitedScanner;
  readonly #rows: RowRelations;
  readonly #names: readonly string[];
  #header: Header;

  constructor(
    file: string,
    { delimiter, plan }: RecordFormat,
    rows: RowRelations,
    header: Header,
  ) {
    this.#file = file;
    const limits = defaultReadLimits;
    this.#scanner = new DelimitedScanner({ file, delimiter, limits });
    this.#rows = rows;
    this.#names = plan.columns.map(({ name }) => name);
    this.#header = header;
  }

  get pending(): number {
    return this.#scanner.pending;
  }

  push(lines: Uint8Array): MonitoredRelation[] {
    this.#scanner.push(lines);
    return this.#drain();
  }

  finish(): MonitoredRelation[] {
    this.#scanner.finish();
    return this.#drain();
  }

  #drain(): MonitoredRelation[] {
    const scanner = this.#scanner;
    const relations: MonitoredRelation[] = [];
    while (scanner.next()) {
      if (this.#header !== 'none' && this.#takesHeader()) continue;
      const isSound =
        scanner.cellCount === this.#names.length &&
        scanner.fault === undefined &&
        scanner.isUtf8;
      if (isSound) relations.push(...this.#rows.add(scanner));
      else this.#rows.reject();
    }
    return relations;
  }

  /** Whether the first record is the header. */
  #takesHeader(): boolean {
    const scanner = this.#scanner;
    const found = Array.from({ length: scanner.cellCount }, (_, column) =>
      scanner.text(column).trim(),
    );
    const mayBeRow = this.#header === 'perhaps';
    this.#header = 'none';
    if (found.join('\n') === this.#names.join('\n')) return true;
    if (mayBeRow) return false;
    throw new PolyadError(
      'INVALID_DATA',
      `${this.#file}: the columns are now ${found.join(', ')}; they were ${this.#names.join(', ')}. Begin anew with --restart.`,
      { file: this.#file, line: 1, found, expected: this.#names },
    );
  }
}

class JsonParser implements RowParser {
  readonly pending = 0;
  readonly #file: string;
  readonly #parser: JsonLineParser;
  readonly #row: JsonRow;
  readonly #rows: RowRelations;

  constructor(file: string, { plan }: RecordFormat, rows: RowRelations) {
    this.#file = file;
    this.#parser = new JsonLineParser(file, defaultReadLimits);
    this.#row = new JsonRow(plan.columns.map(({ name }) => name));
    this.#rows = rows;
  }

  push(lines: Uint8Array): MonitoredRelation[] {
    const relations: MonitoredRelation[] = [];
    const block = new LineBlock(asObjects(lines), { file: this.#file });
    while (block.next()) {
      const line = this.#parser.parse(block);
      if (line === undefined) continue;
      if (line instanceof JsonFrameValues) {
        this.#row.moveTo(line);
        relations.push(...this.#rows.add(this.#row));
      } else this.#rows.reject();
    }
    return relations;
  }

  finish(): MonitoredRelation[] {
    return [];
  }
}

/** Lines that are lists as objects; the bytes themselves where there are none. */
function asObjects(lines: Uint8Array): Uint8Array {
  if (!lines.includes(0x5b)) return lines;
  const text = new TextDecoder().decode(lines);
  if (!/^\s*\[/m.test(text)) return lines;
  return new TextEncoder().encode(text.split('\n').map(wrappedList).join('\n'));
}
