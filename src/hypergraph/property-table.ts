import { PolyadError } from '#errors/polyad-error.ts';
import { PropertyColumnBuilder } from './property-column-builder.ts';
import type {
  ColumnType,
  PropertyColumn,
  PropertyValue,
} from './property-column.ts';

/** Named columns over the same rows (nodes, edges or incidences). */
export class PropertyTable {
  readonly length: number;
  readonly #columns: ReadonlyMap<string, PropertyColumn>;

  /** @throws PolyadError INVALID_ARGUMENT if a column's length is not `length`. */
  constructor(length: number, columns: Iterable<PropertyColumn> = []) {
    this.length = length;
    const byName = new Map<string, PropertyColumn>();
    for (const column of columns) {
      if (column.length !== length) {
        throw new PolyadError(
          'INVALID_ARGUMENT',
          `Column ${column.name} has ${column.length} rows; the table has ${length}.`,
        );
      }
      byName.set(column.name, column);
    }
    this.#columns = byName;
  }

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  column(name: string): PropertyColumn | undefined {
    return this.#columns.get(name);
  }

  columns(): IterableIterator<PropertyColumn> {
    return this.#columns.values();
  }

  /** The value, or null where the row or the whole column is missing. */
  get(name: string, row: number): PropertyValue {
    return this.#columns.get(name)?.get(row) ?? null;
  }

  /** The present properties of one row. */
  row(row: number): Record<string, PropertyValue> {
    const values: Record<string, PropertyValue> = {};
    for (const column of this.#columns.values()) {
      const value = column.get(row);
      if (value !== null) {
        // defineProperty semantics: a property named __proto__ stays a property
        Object.defineProperty(values, column.name, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    }
    return values;
  }

  /** All columns at `indices`; O(columns × indices). */
  gather(indices: ArrayLike<number>): PropertyTable {
    const columns = [...this.#columns.values()];
    return new PropertyTable(
      indices.length,
      columns.map((column) => column.gather(indices)),
    );
  }

  /** With `column` added or replaced; the other columns are shared. */
  with(column: PropertyColumn): PropertyTable {
    const others = [...this.#columns.values()].filter(
      (other) => other.name !== column.name,
    );
    return new PropertyTable(this.length, [...others, column]);
  }

  /** Without the columns named. */
  without(...names: string[]): PropertyTable {
    const kept = [...this.#columns.values()].filter(
      (column) => !names.includes(column.name),
    );
    return new PropertyTable(this.length, kept);
  }
}

/** Collects named properties in any row order; a column starts with its first value. */
export class PropertyTableBuilder {
  readonly #columns = new Map<string, PropertyColumnBuilder>();
  readonly #declared: ReadonlyMap<string, ColumnType>;

  /** @param declared - Types that must not be guessed, by column name. */
  constructor(declared: Iterable<[string, ColumnType]> = []) {
    this.#declared = new Map(declared);
  }

  get isEmpty(): boolean {
    return this.#columns.size === 0;
  }

  columns(): IterableIterator<PropertyColumnBuilder> {
    return this.#columns.values();
  }

  set(row: number, name: string, value: PropertyValue): void {
    let column = this.#columns.get(name);
    if (!column) {
      column = new PropertyColumnBuilder(name, this.#declared.get(name));
      this.#columns.set(name, column);
    }
    column.set(row, value);
  }

  get(row: number, name: string): PropertyValue {
    return this.#columns.get(name)?.get(row) ?? null;
  }

  build(rows: number): PropertyTable {
    const columns = [...this.#columns.values()];
    return new PropertyTable(
      rows,
      columns.map((column) => column.build(rows)),
    );
  }
}
