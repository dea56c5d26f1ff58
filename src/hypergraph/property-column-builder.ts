import { GrowableFloat64, GrowableUint32 } from '#numeric/growable.ts';
import { IdTableBuilder } from './id-table-builder.ts';
import {
  columnFromValues,
  dictionaryVector,
  FURTHEST_TIME,
  numberVector,
  PropertyColumn,
  timestampVector,
  validityBitmap,
  type ColumnType,
  type PropertyValue,
} from './property-column.ts';

/**
 * Collects one property in any row order and settles its type at the end: the
 * declared one, or the narrowest that holds every value; values of different
 * kinds make a `json` column, and times beyond any date make numbers of all.
 * @remarks Numbers take 8 B a row, strings 4 B plus each distinct text once.
 */
export class PropertyColumnBuilder {
  readonly name: string;
  readonly #declared: ColumnType | undefined;
  readonly #words = new IdTableBuilder();
  readonly #numbers = new GrowableFloat64();
  /** Word code + 1 of each row; 0 where the row holds no word. */
  readonly #codes = new GrowableUint32();
  #mixed: PropertyValue[] | undefined;
  #kind: 'none' | 'number' | 'string' | 'other' = 'none';
  #allIntegers = true;

  constructor(name: string, declared?: ColumnType) {
    this.name = name;
    this.#declared = declared;
  }

  /** Sets the value of `row`; a later value replaces an earlier one, null changes nothing. */
  set(row: number, value: PropertyValue): void {
    if (value === null) return;
    const kind = kindOf(value);
    if (this.#kind === 'none') this.#kind = kind;
    if (this.#mixed) {
      this.#setMixed(row, value);
    } else if (kind !== this.#kind || kind === 'other') {
      this.#mix();
      this.#setMixed(row, value);
    } else if (kind === 'number') {
      this.#setNumber(row, value as number);
    } else {
      padTo(this.#codes, row, 0);
      this.#codes.set(row, this.#words.intern(value as string) + 1);
    }
  }

  /** The value set at `row`, or null. */
  get(row: number): PropertyValue {
    if (this.#mixed) return this.#mixed[row] ?? null;
    if (this.#kind === 'number') {
      const value = row < this.#numbers.length ? this.#numbers.at(row) : NaN;
      return Number.isNaN(value) ? null : value;
    }
    const code = row < this.#codes.length ? this.#codes.at(row) : 0;
    return code === 0 ? null : this.#words.textAt(code - 1);
  }

  /** The column over `rows` rows; rows never set are null. */
  build(rows: number): PropertyColumn {
    if (this.#mixed) return this.#buildMixed(this.#mixed, rows);
    if (this.#kind === 'number') return this.#buildNumbers(rows);
    if (this.#kind === 'string') return this.#buildStrings(rows);
    const values = new Array<null>(rows).fill(null);
    return columnFromValues(this.name, this.#declared ?? 'string', values);
  }

  #setNumber(row: number, value: number): void {
    padTo(this.#numbers, row, NaN);
    this.#numbers.set(row, value);
    this.#allIntegers &&= value === (value | 0);
  }

  #setMixed(row: number, value: PropertyValue): void {
    const mixed = this.#mixed!;
    while (mixed.length <= row) mixed.push(null);
    mixed[row] = value;
  }

  #mix(): void {
    const rows = Math.max(this.#numbers.length, this.#codes.length);
    const values: PropertyValue[] = [];
    for (let row = 0; row < rows; row++) values.push(this.get(row));
    this.#mixed = values;
  }

  #buildMixed(values: readonly PropertyValue[], rows: number): PropertyColumn {
    const padded = Array.from(
      { length: rows },
      (_, row) => values[row] ?? null,
    );
    const allBooleans = padded.every(
      (v) => v === null || typeof v === 'boolean',
    );
    return columnFromValues(
      this.name,
      allBooleans ? 'boolean' : 'json',
      padded,
    );
  }

  #buildNumbers(rows: number): PropertyColumn {
    padTo(this.#numbers, rows - 1, NaN);
    const values = this.#numbers.view().slice(0, rows);
    const validity = validityBitmap(rows, (row) => !Number.isNaN(values[row]!));
    const isTimes = this.#declared === 'timestamp' && values.every(mayBeTime);
    if (isTimes) {
      const vector = timestampVector(values, validity);
      return new PropertyColumn(this.name, 'timestamp', vector);
    }
    const declared = this.#declared === 'timestamp' ? 'number' : this.#declared;
    const type = declared ?? (this.#allIntegers ? 'integer' : 'number');
    return new PropertyColumn(this.name, type, numberVector(values, validity));
  }

  #buildStrings(rows: number): PropertyColumn {
    padTo(this.#codes, rows - 1, 0);
    const codes = Int32Array.from(this.#codes.view().subarray(0, rows));
    const validity = validityBitmap(rows, (row) => codes[row] !== 0);
    for (let row = 0; row < rows; row++)
      codes[row] = Math.max(0, codes[row]! - 1);
    const vector = dictionaryVector(codes, validity, this.#words.build().ids);
    return new PropertyColumn(this.name, 'string', vector);
  }
}

function mayBeTime(value: number): boolean {
  return Number.isNaN(value) || Math.abs(value) <= FURTHEST_TIME;
}

function kindOf(value: PropertyValue): 'number' | 'string' | 'other' {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'other';
}

function padTo(
  array: GrowableFloat64 | GrowableUint32,
  row: number,
  missing: number,
): void {
  if (array.length <= row) array.fill(missing, row + 1 - array.length);
}
