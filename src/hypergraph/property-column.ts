import {
  Bool,
  Dictionary,
  Float64,
  Int32,
  makeData,
  makeVector,
  TimestampMillisecond,
  Utf8,
  type Vector,
  vectorFromArray,
  type DataType,
} from 'apache-arrow';

/** A JSON value. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What a property may hold; null where it is missing. */
export type PropertyValue = JsonValue;

/**
 * What a column means. `integer` and `number` are both JavaScript numbers;
 * `timestamp` is milliseconds since the Unix epoch; `json` is any JSON value.
 */
export type ColumnType =
  'number' | 'integer' | 'boolean' | 'timestamp' | 'string' | 'json';

/** Furthest time of a JavaScript date, milliseconds from the epoch. */
export const FURTHEST_TIME = 8.64e15;

/** One property of every row, as an Arrow vector with its meaning. */
export class PropertyColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly vector: Vector;
  #numbers: Float64Array | undefined;

  constructor(name: string, type: ColumnType, vector: Vector) {
    this.name = name;
    this.type = type;
    this.vector = vector;
  }

  get length(): number {
    return this.vector.length;
  }

  /** The value at `row`, or null where it is missing. */
  get(row: number): PropertyValue {
    const value = this.vector.get(row) as PropertyValue;
    if (value === null || this.type !== 'json') return value;
    return JSON.parse(value as string) as PropertyValue;
  }

  /**
   * All values as numbers, NaN where missing or not numeric; for kernels only.
   * Computed once, O(rows).
   */
  numbers(): Float64Array {
    if (this.#numbers) return this.#numbers;
    const numbers = new Float64Array(this.length);
    const numeric = this.type !== 'string' && this.type !== 'json';
    for (let row = 0; row < numbers.length; row++) {
      const value: unknown = numeric ? this.vector.get(row) : null;
      numbers[row] = value === null ? NaN : Number(value);
    }
    return (this.#numbers = numbers);
  }

  /**
   * The rows `indices`, in that order; O(indices).
   * @param indices - Row numbers; may repeat.
   */
  gather(indices: ArrayLike<number>): PropertyColumn {
    const vector = this.#gatherNumbers(indices) ?? this.#gatherWords(indices);
    if (vector) return new PropertyColumn(this.name, this.type, vector);
    const cells = Array.from(indices, (row) => this.vector.get(row) as unknown);
    return columnFromCells(this.name, this.type, cells);
  }

  #gatherNumbers(indices: ArrayLike<number>): Vector | undefined {
    if (!['number', 'integer', 'timestamp'].includes(this.type)) {
      return undefined;
    }
    const numbers = this.numbers();
    const values = Float64Array.from(indices, (row) => numbers[row]!);
    const validity = validityBitmap(
      values.length,
      (row) => !Number.isNaN(values[row]!),
    );
    return this.type === 'timestamp'
      ? timestampVector(values, validity)
      : numberVector(values, validity);
  }

  /** Dictionary strings by their codes; undefined where the column came in several chunks. */
  #gatherWords(indices: ArrayLike<number>): Vector | undefined {
    const [chunk, ...rest] = this.vector.data;
    if (!chunk || rest.length > 0 || !(chunk.type instanceof Dictionary)) {
      return undefined;
    }
    const codes = chunk.values as ArrayLike<number>;
    const validity = validityBitmap(indices.length, (row) =>
      chunk.getValid(indices[row]!),
    );
    return makeVector(
      makeData({
        type: chunk.type as Dictionary<Utf8, Int32>,
        length: indices.length,
        data: Int32Array.from(indices, (row) => codes[row]!),
        dictionary: chunk.dictionary as Vector<Utf8>,
        ...nulls(validity, indices.length),
      }),
    );
  }

  /** The same column under another name, sharing its values. */
  renamed(name: string): PropertyColumn {
    return new PropertyColumn(name, this.type, this.vector);
  }
}

/**
 * A column from one value a row.
 * @param values - Numbers for `number`, `integer` and `timestamp`, booleans for
 * `boolean`, strings for `string`, any JSON value for `json`; null if missing.
 */
export function columnFromValues(
  name: string,
  type: ColumnType,
  values: readonly PropertyValue[],
): PropertyColumn {
  if (type !== 'json') return columnFromCells(name, type, values);
  const texts = values.map((value) =>
    value === null ? null : JSON.stringify(value),
  );
  return columnFromCells(name, type, texts);
}

/** A column from values as the Arrow vector holds them (JSON as its text). */
function columnFromCells(
  name: string,
  type: ColumnType,
  cells: readonly unknown[],
): PropertyColumn {
  return new PropertyColumn(
    name,
    type,
    vectorFromArray(cells, arrowType(type, cells)),
  );
}

/** The Arrow type that stores a column; integers beyond 32 bits become Float64. */
export function arrowType(
  type: ColumnType,
  cells: readonly unknown[] = [],
): DataType {
  switch (type) {
    case 'number':
      return new Float64();
    case 'integer':
      return cells.every(fitsInt32) ? new Int32() : new Float64();
    case 'boolean':
      return new Bool();
    case 'timestamp':
      return new TimestampMillisecond();
    case 'string':
      return new Dictionary(new Utf8(), new Int32());
    case 'json':
      return new Utf8();
  }
}

function fitsInt32(cell: unknown): boolean {
  return cell === null || (cell as number) === ((cell as number) | 0);
}

/** Float64 values with a validity bitmap (LSB first), as an Arrow vector without a copy. */
export function numberVector(
  values: Float64Array,
  validity: Uint8Array | null,
): Vector {
  return makeVector(
    makeData({
      type: new Float64(),
      length: values.length,
      data: values,
      ...nulls(validity, values.length),
    }),
  );
}

/** Milliseconds since the epoch with a validity bitmap, as an Arrow timestamp vector. */
export function timestampVector(
  values: Float64Array,
  validity: Uint8Array | null,
): Vector {
  const data = new BigInt64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isNaN(value)) data[row] = BigInt(Math.round(value));
  }
  return makeVector(
    makeData({
      type: new TimestampMillisecond(),
      length: values.length,
      data,
      ...nulls(validity, values.length),
    }),
  );
}

/**
 * Dictionary strings without a JS string a row.
 * @param codes - Dictionary index of each row; any value where the row is null.
 */
export function dictionaryVector(
  codes: Int32Array,
  validity: Uint8Array | null,
  dictionary: { readonly bytes: Uint8Array; readonly offsets: Uint32Array },
): Vector {
  const words = makeVector(
    makeData({
      type: new Utf8(),
      length: dictionary.offsets.length - 1,
      nullCount: 0,
      valueOffsets: Int32Array.from(dictionary.offsets),
      data: Uint8Array.from(dictionary.bytes),
    }),
  );
  return makeVector(
    makeData({
      type: new Dictionary(new Utf8(), new Int32()),
      length: codes.length,
      data: codes,
      dictionary: words,
      ...nulls(validity, codes.length),
    }),
  );
}

/** A bitmap (LSB first) with bit `row` set where `present`, or null where every row is. */
export function validityBitmap(
  rows: number,
  present: (row: number) => boolean,
): Uint8Array | null {
  const bitmap = new Uint8Array((rows + 7) >>> 3);
  let missing = false;
  for (let row = 0; row < rows; row++) {
    if (present(row)) bitmap[row >>> 3]! |= 1 << (row & 7);
    else missing = true;
  }
  return missing ? bitmap : null;
}

function nulls(
  validity: Uint8Array | null,
  length: number,
): { nullCount: number; nullBitmap?: Uint8Array } {
  if (!validity) return { nullCount: 0 };
  let present = 0;
  for (let row = 0; row < length; row++) {
    present += (validity[row >>> 3]! >>> (row & 7)) & 1;
  }
  return { nullCount: length - present, nullBitmap: validity };
}
