import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { TableColumn, TableRow } from './table-row.ts';
import { decimalNumber } from './text-bytes.ts';

const encoder = new TextEncoder();

/** A cell of a record at hand; undefined where it has none. */
export type RecordCell = PropertyValue | undefined;

/** A record held in memory as the row of a table, for formats that are no tables themselves. */
export class RecordRow implements TableRow {
  bytes: Uint8Array = new Uint8Array(256);
  readonly start = 0;
  end = 0;
  readonly #columns: readonly TableColumn[];
  #cells: readonly RecordCell[] = [];
  #place: { readonly line?: number; readonly column?: number } = {};

  constructor(columns: readonly TableColumn[]) {
    this.#columns = columns;
  }

  /** Moves to a record with a cell for every column, in their order. */
  moveTo(cells: readonly RecordCell[], place: { line?: number } = {}): void {
    this.#cells = cells;
    this.#place = place;
  }

  select(column: number): boolean {
    const text = this.text(column);
    if (text === '') return false;
    if (this.bytes.length < text.length * 3) {
      this.bytes = new Uint8Array(text.length * 6);
    }
    this.end = encoder.encodeInto(text, this.bytes).written;
    return true;
  }

  text(column: number): string {
    const cell = this.#cells[column] ?? '';
    return typeof cell === 'string' ? cell : JSON.stringify(cell);
  }

  number(column: number): number {
    return decimalNumber(this.text(column));
  }

  value(column: number): PropertyValue {
    const cell = this.#cells[column] ?? null;
    const { type } = this.#columns[column] ?? {};
    if (type === undefined || type === 'string') {
      return cell === null || cell === '' ? null : this.text(column);
    }
    return cell;
  }

  list(column: number): readonly string[] | undefined {
    const cell = this.#cells[column];
    if (!Array.isArray(cell)) return undefined;
    return (cell as readonly unknown[]).map((item) =>
      typeof item === 'string' ? item : JSON.stringify(item),
    );
  }

  place(): { readonly line?: number; readonly column?: number } {
    return this.#place;
  }
}
