import { GrowableUint32 } from '#numeric/growable.ts';
import { IdTableBuilder } from '#hypergraph/id-table-builder.ts';
import {
  columnFromValues,
  dictionaryVector,
  numberVector,
  PropertyColumn,
  validityBitmap,
  type PropertyValue,
} from '#hypergraph/property-column.ts';
import { decimalNumber } from './text-bytes.ts';
import { formatIsoTime, parseIsoTime } from './time-text.ts';

/**
 * Collects the cells of a column that has text only, and settles at the end
 * what they are: numbers, booleans, times or JSON where every distinct text is
 * one and writes it in the usual way, else strings.
 * @remarks 4 B a row and each distinct text once.
 */
export class TextColumnBuilder {
  readonly name: string;
  readonly #words = new IdTableBuilder();
  /** Word + 1 of each row; 0 where the row has none. */
  readonly #codes = new GrowableUint32();

  constructor(name: string) {
    this.name = name;
  }

  /** Sets the cell of `row` to the UTF-8 text, unless it has one already. */
  setFirst(row: number, bytes: Uint8Array, start: number, end: number): void {
    const missing = row + 1 - this.#codes.length;
    if (missing > 0) this.#codes.fill(0, missing);
    if (this.#codes.at(row) !== 0) return;
    this.#codes.set(row, this.#words.internBytes(bytes, start, end) + 1);
  }

  /** The distinct texts, in order of appearance. */
  *words(): Generator<string> {
    for (let word = 0; word < this.#words.count; word++) {
      yield this.#words.textAt(word);
    }
  }

  /**
   * The column over `rows` rows.
   * @param asText - Keeps strings whatever they look like.
   */
  build(rows: number, asText = false): PropertyColumn {
    const missing = rows - this.#codes.length;
    if (missing > 0) this.#codes.fill(0, missing);
    const codes = this.#codes.view();
    const values = asText ? undefined : this.#typed();
    if (values?.type === 'number') return this.#numbers(values.values, codes);
    if (values) {
      const cells = Array.from(codes, (code) =>
        code === 0 ? null : (values.values[code - 1] ?? null),
      );
      return columnFromValues(this.name, values.type, cells);
    }
    const validity = validityBitmap(rows, (row) => codes[row] !== 0);
    const words = Int32Array.from(codes, (code) => Math.max(0, code - 1));
    const { ids } = this.#words.build();
    const vector = dictionaryVector(words, validity, ids);
    return new PropertyColumn(this.name, 'string', vector);
  }

  #numbers(words: readonly number[], codes: Uint32Array): PropertyColumn {
    const values = Float64Array.from(codes, (code) => words[code - 1] ?? NaN);
    const validity = validityBitmap(codes.length, (row) => codes[row] !== 0);
    const integers = words.every((word) => word === (word | 0));
    const type = integers ? 'integer' : 'number';
    return new PropertyColumn(this.name, type, numberVector(values, validity));
  }

  #typed():
    | { type: 'number'; values: number[] }
    | { type: 'boolean' | 'timestamp' | 'json'; values: PropertyValue[] }
    | undefined {
    const numbers = this.#all(plainNumber);
    if (numbers) return { type: 'number', values: numbers };
    const booleans = this.#all(plainBoolean);
    if (booleans) return { type: 'boolean', values: booleans };
    const times = this.#all(plainTime);
    if (times) return { type: 'timestamp', values: times };
    const json = this.#all(plainJson);
    return json ? { type: 'json', values: json } : undefined;
  }

  /** Every word read, or undefined as soon as one cannot be. */
  #all<V>(read: (word: string) => V | undefined): V[] | undefined {
    const values: V[] = [];
    for (const word of this.words()) {
      const value = read(word);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values.length === 0 ? undefined : values;
  }
}

/** Digits that a number would be written with: `007` and `+1` are names, not numbers. */
function plainNumber(word: string): number | undefined {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return undefined;
  const value = decimalNumber(word);
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return Number.isFinite(value) && (exact || /[.eE]/.test(word))
    ? value
    : undefined;
}

function plainBoolean(word: string): boolean | undefined {
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}

/** A date and time in UTC as the writers write it. */
function plainTime(word: string): number | undefined {
  const time = parseIsoTime(word);
  return formatIsoTime(time) === word ? time : undefined;
}

function plainJson(word: string): PropertyValue | undefined {
  if (!/^[[{]/.test(word)) return undefined;
  try {
    return JSON.parse(word) as PropertyValue;
  } catch {
    return undefined;
  }
}
