import { PolyadError } from '#errors/polyad-error.ts';
import { decodeText } from '#hypergraph/id-table.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { ReadLimits } from './format.ts';
import { isGuarded } from './formula-guard.ts';
import { rejectionError } from './rejection-log.ts';
import type { TableRow } from './table-row.ts';
import { TextPlace } from './text-place.ts';
import { decimalNumber, isAscii, isUtf8 } from './text-bytes.ts';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LF = 0x0a;
const CR = 0x0d;

export interface DelimitedScannerOptions {
  /** What errors call the source. */
  readonly file: string;
  /** One ASCII byte. */
  readonly delimiter: number;
  readonly limits: Pick<ReadLimits, 'recordBytes' | 'columns'>;
}

/**
 * Splits delimited text (RFC 4180) into records, over the bytes themselves: a
 * cell is a range of the buffer, and only what is asked for becomes a string.
 *
 * Push a chunk, call `next` until it answers false, push again; after the last
 * chunk call `finish` and drain once more. Records end with LF, CRLF or CR;
 * blank lines are skipped. A quote opens a quoted cell only as its first
 * character; elsewhere it is a character like any other.
 * @remarks O(bytes); memory is one chunk and the longest record.
 */
export class DelimitedScanner implements TableRow {
  bytes: Uint8Array = new Uint8Array(1 << 17);
  start = 0;
  end = 0;
  /** Cells of the current record. */
  cellCount = 0;
  /** Line on which the current record starts, from 1. */
  line = 1;
  /** What is wrong with the current record's quotes, and in which cell. */
  fault: { readonly cell: number; readonly reason: string } | undefined;

  /** Takes the quote that guards against formulas off cells, and counts them. */
  unguard = false;
  unguarded = 0;

  readonly #file: string;
  readonly #delimiter: number;
  readonly #limits: DelimitedScannerOptions['limits'];
  #starts = new Uint32Array(16);
  #ends = new Uint32Array(16);
  /** Doubled quotes inside each cell. */
  #escapes = new Uint32Array(16);
  #buffer = this.bytes;
  #length = 0;
  /** Start of the current record, and of the one after it. */
  #record = 0;
  #next = 0;
  #nextLine = 1;
  #finished = false;
  #ascii = true;
  /** Whether the current record has a quoted cell. */
  #quoted = false;
  /** Pending bytes to wait for before an unfinished record is scanned again. */
  #wanted = 0;
  #scratch = new Uint8Array(256);

  constructor(options: DelimitedScannerOptions) {
    this.#file = options.file;
    this.#delimiter = options.delimiter;
    this.#limits = options.limits;
  }

  /**
   * Takes the next bytes; everything `next` gave out before is void.
   * @throws PolyadError INVALID_DATA if they hold a NUL byte.
   */
  push(chunk: Uint8Array): void {
    const pending = this.#length - this.#next;
    this.#buffer.copyWithin(0, this.#next, this.#length);
    if (pending + chunk.length > this.#buffer.length) {
      const grown = new Uint8Array((pending + chunk.length) * 2);
      grown.set(this.#buffer.subarray(0, pending));
      this.#buffer = grown;
    }
    this.#buffer.set(chunk, pending);
    this.#record = 0;
    this.#next = 0;
    this.#length = pending + chunk.length;
    this.#refuseNul(chunk, pending);
    this.#ascii = (pending === 0 || this.#ascii) && isAscii(chunk);
  }

  /** Bytes pushed that belong to no record given out yet. */
  get pending(): number {
    return this.#length - this.#next;
  }

  /** Says that no bytes follow, so that the last record may lack its line end. */
  finish(): void {
    this.#finished = true;
    this.#wanted = 0;
  }

  /**
   * Moves to the next record; false where more bytes are needed, or none are left.
   * @throws PolyadError INVALID_DATA for a record above the limit or a quote
   * that is never closed; LIMIT_EXCEEDED for too many columns.
   */
  next(): boolean {
    while (this.#next < this.#length) {
      const pending = this.#length - this.#next;
      if (pending < this.#wanted) return false;
      this.#record = this.#next;
      this.line = this.#nextLine;
      this.fault = undefined;
      this.#quoted = false;
      if (!this.#scan()) {
        // Waiting for twice as much keeps rescans linear in the record's length.
        this.#wanted = Math.min(pending * 2, this.#limits.recordBytes);
        this.#checkLength(pending);
        return false;
      }
      this.#wanted = 0;
      this.#checkLength(this.#next - this.#record);
      if (!this.#isBlank()) return true;
    }
    return false;
  }

  /** Whether the current record is UTF-8 throughout. */
  get isUtf8(): boolean {
    return (
      this.#ascii || isUtf8(this.#buffer.subarray(this.#record, this.#next))
    );
  }

  select(column: number): boolean {
    const start = this.#starts[column] ?? 0;
    const end = this.#ends[column] ?? 0;
    if (column >= this.cellCount || start === end) return false;
    if (this.#escapes[column] !== 0) return this.#unescape(start, end);
    this.bytes = this.#buffer;
    this.start = start;
    this.end = end;
    if (this.unguard && this.bytes[start] === APOSTROPHE) this.#unguard();
    return true;
  }

  text(column: number): string {
    return this.select(column)
      ? decodeText(this.bytes, this.start, this.end)
      : '';
  }

  number(column: number): number {
    return decimalNumber(this.text(column));
  }

  value(column: number): PropertyValue {
    return this.select(column) ? this.text(column) : null;
  }

  place(column: number): { line: number; column: number } {
    const cell = Math.min(column, this.cellCount - 1);
    const at = this.#starts[cell] ?? this.#record;
    const quoted = at > this.#record && this.#buffer[at - 1] === QUOTE;
    return this.#placeOf(quoted ? at - 1 : at);
  }

  /** Place just after the last cell. */
  endPlace(): { line: number; column: number } {
    const at = this.#ends[this.cellCount - 1] ?? this.#record;
    return this.#placeOf(at);
  }

  /** Place of byte `at` of the current record. */
  #placeOf(at: number): { line: number; column: number } {
    const place = new TextPlace(this.line);
    const { line, column } = place.advance(this.#buffer, this.#record, at);
    return { line, column };
  }

  #isBlank(): boolean {
    return (
      this.cellCount === 1 &&
      this.#starts[0] === this.#ends[0] &&
      this.#buffer[this.#record] !== QUOTE
    );
  }

  /** Finds the cells of the record at `#next`; false where its end is not here yet. */
  #scan(): boolean {
    const buffer = this.#buffer;
    const length = this.#length;
    const delimiter = this.#delimiter;
    let at = this.#next;
    let cell = at;
    let count = 0;
    for (;;) {
      if (at === length) return this.#endOfInput(count, cell, at);
      const byte = buffer[at];
      if (byte === QUOTE && at === cell) {
        at = this.#scanQuoted(count, at);
        if (at < 0) return this.#unclosed(count);
        count++;
        if (at === length) return this.#finishRecord(count, at, at);
        if (buffer[at] !== delimiter) return this.#endOfLine(count, at);
        cell = ++at;
        continue;
      }
      if (byte === delimiter) {
        this.#setCell(count++, cell, at, 0);
        cell = ++at;
      } else if (byte === LF || byte === CR) {
        this.#setCell(count++, cell, at, 0);
        return this.#endOfLine(count, at);
      } else {
        at++;
      }
    }
  }

  /**
   * Reads the quoted cell that starts at `from`, with any text wrongly behind it.
   * @returns Where the delimiter or line end after it stands, or −1 if not here yet.
   */
  #scanQuoted(cell: number, from: number): number {
    const buffer = this.#buffer;
    let escapes = 0;
    let close = buffer.indexOf(QUOTE, from + 1);
    while (
      close >= 0 &&
      close + 1 < this.#length &&
      buffer[close + 1] === QUOTE
    ) {
      escapes++;
      close = buffer.indexOf(QUOTE, close + 2);
    }
    if (close < 0 || close >= this.#length) return -1;
    if (close + 1 === this.#length && !this.#finished) return -1;
    this.#setCell(cell, from + 1, close, escapes);
    this.#quoted = true;
    let at = close + 1;
    while (at < this.#length && !this.#endsCell(at)) at++;
    if (at === this.#length && !this.#finished) return -1;
    if (at > close + 1) {
      this.fault ??= { cell, reason: 'text follows a closing quote' };
    }
    return at;
  }

  #endsCell(at: number): boolean {
    const byte = this.#buffer[at];
    return byte === this.#delimiter || byte === LF || byte === CR;
  }

  #endOfLine(count: number, at: number): boolean {
    if (this.#buffer[at] === LF) return this.#finishRecord(count, at, at + 1);
    if (at + 1 === this.#length && !this.#finished) return false;
    const wide = at + 1 < this.#length && this.#buffer[at + 1] === LF;
    return this.#finishRecord(count, at, at + (wide ? 2 : 1));
  }

  #endOfInput(count: number, cell: number, at: number): boolean {
    if (!this.#finished) return false;
    this.#setCell(count, cell, at, 0);
    return this.#finishRecord(count + 1, at, at);
  }

  #finishRecord(count: number, end: number, next: number): boolean {
    this.cellCount = count;
    this.#nextLine = this.line + 1;
    if (this.#quoted) this.#nextLine += this.#quotedLines(count, end);
    this.#next = next;
    return true;
  }

  /** Line ends inside quoted cells: the only ones before the end of the record. */
  #quotedLines(count: number, end: number): number {
    const buffer = this.#buffer;
    let lines = 0;
    for (let cell = 0; cell < count; cell++) {
      const start = this.#starts[cell] ?? end;
      if (start === 0 || buffer[start - 1] !== QUOTE) continue;
      for (let at = start; at < (this.#ends[cell] ?? end); at++) {
        if (buffer[at] === LF || (buffer[at] === CR && buffer[at + 1] !== LF)) {
          lines++;
        }
      }
    }
    return lines;
  }

  #setCell(cell: number, start: number, end: number, escapes: number): void {
    if (cell >= this.#starts.length) this.#growCells(cell);
    this.#starts[cell] = start;
    this.#ends[cell] = end;
    this.#escapes[cell] = escapes;
  }

  #growCells(cell: number): void {
    const { columns } = this.#limits;
    if (cell >= columns) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${this.#file}:${this.line}: more than ${columns} columns. Check the delimiter, or keep fewer columns.`,
        { file: this.#file, line: this.line, limit: columns },
      );
    }
    const grow = (cells: Uint32Array): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(cells.length * 2);
      grown.set(cells);
      return grown;
    };
    this.#starts = grow(this.#starts);
    this.#ends = grow(this.#ends);
    this.#escapes = grow(this.#escapes);
  }

  #unclosed(cells: number): boolean {
    if (!this.#finished) return false;
    const opening = this.#buffer.slice(this.#record, this.#length);
    const text = new TextDecoder().decode(opening.subarray(0, 60));
    throw rejectionError({
      file: this.#file,
      line: this.line,
      reason: `the quote that opens cell ${cells + 1} of the record "${text.split(/[\r\n]/, 1)[0] ?? ''}" is never closed`,
      expected:
        'a closing quote; a quote inside a quoted cell is written twice',
    });
  }

  #checkLength(length: number): void {
    const { recordBytes } = this.#limits;
    if (length <= recordBytes) return;
    throw rejectionError({
      file: this.#file,
      line: this.line,
      reason: `the record that starts here is longer than ${recordBytes} bytes`,
      expected: 'records with line ends between them, and every quote closed',
    });
  }

  #refuseNul(chunk: Uint8Array, pending: number): void {
    const nul = chunk.indexOf(0);
    if (nul < 0) return;
    const place = new TextPlace(this.#nextLine);
    const { line, column } = place.advance(this.#buffer, 0, pending + nul);
    throw rejectionError({
      file: this.#file,
      line,
      column,
      reason: 'a NUL byte',
      expected: 'text in UTF-8. The file is binary or damaged',
    });
  }

  #unescape(start: number, end: number): true {
    if (this.#scratch.length < end - start) {
      this.#scratch = new Uint8Array((end - start) * 2);
    }
    let length = 0;
    for (let at = start; at < end; at++) {
      this.#scratch[length++] = this.#buffer[at] ?? 0;
      if (this.#buffer[at] === QUOTE) at++;
    }
    this.bytes = this.#scratch;
    this.start = 0;
    this.end = length;
    if (this.unguard && this.bytes[0] === APOSTROPHE) this.#unguard();
    return true;
  }

  #unguard(): void {
    if (!isGuarded(this.bytes, this.start, this.end)) return;
    this.start++;
    this.unguarded++;
  }
}
