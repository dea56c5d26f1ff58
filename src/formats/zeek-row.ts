import type { PropertyValue } from '#hypergraph/property-column.ts';
import type { TableRow } from './table-row.ts';
import { decimalNumber } from './text-bytes.ts';
import { TextRow } from './text-row.ts';
import {
  unescapeZeek,
  type ZeekColumn,
  type ZeekHeader,
} from './zeek-header.ts';

/** A line of a Zeek log as the row of a table. */
export class ZeekRow extends TextRow implements TableRow {
  readonly #header: ZeekHeader;
  readonly #columns: readonly ZeekColumn[];
  #cells: readonly string[] = [];
  #line = 0;

  constructor(header: ZeekHeader, columns: readonly ZeekColumn[]) {
    super();
    this.#header = header;
    this.#columns = columns;
  }

  /** Moves to a line that was cut at the separators. */
  moveTo(cells: readonly string[], line: number): void {
    this.#cells = cells;
    this.#line = line;
  }

  text(column: number): string {
    const cell = this.#cells[column] ?? '';
    const { unset, empty } = this.#header;
    return cell === unset || cell === empty ? '' : unescapeZeek(cell);
  }

  value(column: number): PropertyValue {
    const { holds, several } = this.#columns[column] ?? { holds: 'text' };
    if (several) return this.#items(column)?.map((i) => held(i, holds)) ?? null;
    const text = this.text(column);
    return text === '' ? null : held(text, holds);
  }

  list(column: number): readonly string[] | undefined {
    return this.#columns[column]?.several
      ? (this.#items(column) ?? [])
      : undefined;
  }

  place(column: number): { line: number; column: number } {
    const { separator } = this.#header;
    const before = this.#cells.slice(0, column);
    const letters = before.map((cell) => Array.from(cell).length);
    const wide = letters.reduce((sum, count) => sum + count, 0);
    return { line: this.#line, column: wide + column * separator.length + 1 };
  }

  /** The values of a set or vector; undefined where it is not set. */
  #items(column: number): string[] | undefined {
    const cell = this.#cells[column] ?? '';
    const { unset, empty, setSeparator } = this.#header;
    if (cell === unset || cell === '') return undefined;
    if (cell === empty) return [];
    return cell
      .split(setSeparator)
      .filter((item) => item !== unset && item !== empty && item !== '')
      .map(unescapeZeek);
  }
}

function held(
  text: string,
  holds: ZeekColumn['holds'],
): string | number | boolean | null {
  if (holds === 'text') return text;
  if (holds === 'boolean')
    return text === 'T' ? true : text === 'F' ? false : null;
  const number = decimalNumber(text);
  return Number.isFinite(number) ? number : null;
}
