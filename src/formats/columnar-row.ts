import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { KnownWord, TableColumn, TableRow } from './table-row.ts';
import { decimalNumber } from './text-bytes.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A cell of a column: UTF-8 bytes, or a value whose text is its usual one. */
export type Cell =
  Uint8Array | string | number | bigint | boolean | Date | null | undefined;

/** Cells that are words of a dictionary. */
export class DictionaryCells {
  readonly dictionary: CellDictionary;
  /** Word of each row; −1 where the row has none. */
  readonly codes: Int32Array;

  constructor(dictionary: CellDictionary, codes: Int32Array) {
    this.dictionary = dictionary;
    this.codes = codes;
  }
}

/** The words, and the elements that they are known to name. */
export class CellDictionary {
  readonly words: readonly Cell[];
  readonly edges: Uint32Array;
  readonly nodes: Uint32Array;

  constructor(words: readonly Cell[]) {
    this.words = words;
    this.edges = new Uint32Array(words.length);
    this.nodes = new Uint32Array(words.length);
  }
}

/** A row of a table that holds columns: set `columns`, then move `index`. */
export class ColumnarRow implements TableRow {
  bytes: Uint8Array = new Uint8Array(256);
  start = 0;
  end = 0;
  /** Cells by column, for the rows at hand. */
  columns: readonly (ArrayLike<unknown> | DictionaryCells)[] = [];
  /** The row, counted within `columns`. */
  index = 0;
  readonly #types: readonly TableColumn[];
  readonly #emptyIsMissing: boolean;
  #scratch = this.bytes;

  /** @param emptyIsMissing - Takes a text without characters for no cell. */
  constructor(types: readonly TableColumn[], emptyIsMissing: boolean) {
    this.#types = types;
    this.#emptyIsMissing = emptyIsMissing;
  }

  select(column: number): boolean {
    const cell = this.#cell(column);
    if (cell === null || cell === undefined) return false;
    if (cell instanceof Uint8Array) {
      this.bytes = cell;
      this.start = 0;
      this.end = cell.length;
    } else {
      this.#encode(cellText(cell));
    }
    return this.end > 0 || !this.#emptyIsMissing;
  }

  text(column: number): string {
    const cell = this.#cell(column);
    return cell === null || cell === undefined ? '' : cellText(cell);
  }

  number(column: number): number {
    const cell = this.#cell(column);
    if (typeof cell === 'number') return cell;
    if (typeof cell === 'bigint' || cell instanceof Date) return Number(cell);
    return decimalNumber(this.text(column));
  }

  value(column: number): PropertyValue {
    const cell = this.#cell(column);
    if (cell === null || cell === undefined) return null;
    switch (this.#types[column]?.type) {
      case 'boolean':
        return Boolean(cell);
      case 'number':
      case 'integer':
      case 'timestamp': {
        const number = this.number(column);
        return Number.isFinite(number) ? number : null;
      }
      case 'json':
        return JSON.parse(cellText(cell)) as PropertyValue;
      default:
        return cellText(cell);
    }
  }

  known(column: number, of: 'edges' | 'nodes'): KnownWord | undefined {
    const cells = this.columns[column];
    if (!(cells instanceof DictionaryCells)) return undefined;
    const code = cells.codes[this.index] ?? -1;
    return { code, elements: cells.dictionary[of] };
  }

  place(): Record<string, never> {
    return {};
  }

  #cell(column: number): Cell {
    const cells = this.columns[column];
    if (!(cells instanceof DictionaryCells)) return cells?.[this.index] as Cell;
    return cells.dictionary.words[cells.codes[this.index] ?? -1];
  }

  #encode(text: string): void {
    if (this.#scratch.length < text.length * 3) {
      this.#scratch = new Uint8Array(text.length * 6);
    }
    this.bytes = this.#scratch;
    this.start = 0;
    this.end = encoder.encodeInto(text, this.#scratch).written;
  }
}

/** A cell as text. */
export function cellText(cell: NonNullable<Cell>): string {
  if (cell instanceof Uint8Array) return decoder.decode(cell);
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
