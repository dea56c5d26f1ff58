import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { TableColumn, TableRow } from './table-row.ts';
import { TextRow } from './text-row.ts';

/** A cell of a record at hand; undefined where it has none. */
export type RecordCell = PropertyValue | undefined;

/** A record held in memory as the row of a table, for formats that are no tables themselves. */
export class RecordRow extends TextRow implements TableRow {
  readonly #columns: readonly TableColumn[];
  #cells: readonly RecordCell[] = [];
  #place: { readonly line?: number; readonly column?: number } = {};

  constructor(columns: readonly TableColumn[]) {
    super();
    this.#columns = columns;
  }

  /** Moves to a record with a cell for every column, in their order. */
  moveTo(cells: readonly RecordCell[], place: { line?: number } = {}): void {
    this.#cells = cells;
    this.#place = place;
  }

  text(column: number): string {
    const cell = this.#cells[column] ?? '';
    return typeof cell === 'string' ? cell : JSON.stringify(cell);
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
