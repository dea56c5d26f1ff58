import { DataType, makeVector, type Data, type Vector } from 'apache-arrow';
import type { ColumnType } from '#hypergraph/property-column.ts';
import { CellDictionary, DictionaryCells, type Cell } from './columnar-row.ts';

/** What an Arrow column means; undefined where a cell of it is no single value. */
export function arrowColumnType(type: DataType): ColumnType | undefined {
  if (DataType.isDictionary(type)) {
    return arrowColumnType(type.dictionary as DataType);
  }
  if (DataType.isTimestamp(type) || DataType.isDate(type)) return 'timestamp';
  if (DataType.isInt(type)) return 'integer';
  if (DataType.isFloat(type)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  const isText =
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type) ||
    DataType.isUtf8View(type);
  return isText ? 'string' : undefined;
}

/**
 * The cells of a record batch's columns. The words of a dictionary are found
 * once and shared by all the rows and batches that name them.
 */
export class ArrowCells {
  readonly #dictionaries = new WeakMap<Vector, CellDictionary>();

  /** One cell a row; text is UTF-8 bytes where the column stores it so. */
  of(vector: Vector): ArrayLike<unknown> | DictionaryCells {
    const [data] = vector.data as readonly Data[];
    if (!data || vector.data.length > 1) return valuesOf(vector);
    if (DataType.isDictionary(data.type)) return this.#dictionary(data);
    if (DataType.isUtf8(data.type)) return utf8Cells(data);
    const plain =
      DataType.isFloat(data.type) ||
      (DataType.isInt(data.type) && data.type.bitWidth <= 32);
    const isHalf =
      DataType.isFloat(data.type) && data.type.ArrayType === Uint16Array;
    return plain && !isHalf && data.nullCount === 0
      ? (data.values as ArrayLike<number>)
      : valuesOf(vector);
  }

  #dictionary(data: Data): DictionaryCells {
    const values = data.values as ArrayLike<number | bigint>;
    const codes = new Int32Array(data.length);
    for (let row = 0; row < codes.length; row++) {
      codes[row] = data.getValid(row) ? Number(values[row]) : -1;
    }
    return new DictionaryCells(this.#wordsOf(data.dictionary as Vector), codes);
  }

  #wordsOf(vector: Vector): CellDictionary {
    const known = this.#dictionaries.get(vector);
    if (known) return known;
    const chunks = vector.data as readonly Data[];
    const words = chunks.flatMap((chunk) =>
      DataType.isUtf8(chunk.type)
        ? utf8Cells(chunk)
        : (valuesOf(makeVector(chunk)) as Cell[]),
    );
    const dictionary = new CellDictionary(words);
    this.#dictionaries.set(vector, dictionary);
    return dictionary;
  }
}

function valuesOf(vector: Vector): unknown[] {
  return Array.from({ length: vector.length }, (_, row): unknown =>
    vector.get(row),
  );
}

function utf8Cells(data: Data): Cell[] {
  const { length } = data;
  const valueOffsets = data.valueOffsets as Int32Array;
  const values = data.values as Uint8Array;
  const cells: Cell[] = [];
  for (let row = 0; row < length; row++) {
    const present = data.getValid(row);
    const [start, end] = [
      Number(valueOffsets[row]),
      Number(valueOffsets[row + 1]),
    ];
    cells.push(present ? values.subarray(start, end) : null);
  }
  return cells;
}
