import type { Id } from '#hypergraph/id-table.ts';
import type { ColumnType, PropertyValue } from '#hypergraph/property-column.ts';

/** What a table says about one of its columns. */
export interface TableColumn {
  readonly name: string;
  /** What the format declares; undefined where every cell is text (CSV). */
  readonly type?: ColumnType;
}

/**
 * The row a table reader stands on. One object serves every row of a file, so
 * that a long table makes no object a row.
 */
export interface TableRow {
  /** After `select`: the UTF-8 text of the cell is `bytes[start … end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Points at the text of a cell; false where the cell is empty or missing. */
  select(column: number): boolean;
  /** The cell as text; '' where it is empty or missing. */
  text(column: number): string;
  /** The cell as a number; NaN where it is none. */
  number(column: number): number;
  /** The cell as its format holds it; null where it is missing. */
  value(column: number): PropertyValue;
  /** The items of a cell that holds a list; undefined where it holds none. */
  list?(column: number): readonly Id[] | undefined;
  /**
   * Where the element that a cell names may be kept, for cells that are words of
   * a dictionary: each word is then looked up once, not once a row.
   */
  known?(column: number, of: 'edges' | 'nodes'): KnownWord | undefined;
  /** Where a cell stands, for messages. */
  place(column: number): { readonly line?: number; readonly column?: number };
}

/** A word of a dictionary, and the elements that its words are known to name. */
export interface KnownWord {
  /** Index of the word; −1 where the cell is missing. */
  readonly code: number;
  /** Index + 1 of each word's element; 0 where it is not known yet. */
  readonly elements: Uint32Array;
}
