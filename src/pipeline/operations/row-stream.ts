/**
 * A long list of a result, made row by row when it is written, so that a line
 * graph of millions of pairs is never an array of arrays in memory.
 */
export class RowStream<Row> implements Iterable<Row> {
  readonly length: number;
  readonly #row: (index: number) => Row;

  /**
   * @param length - Number of rows.
   * @param row - Makes row `index`, in [0, length).
   */
  constructor(length: number, row: (index: number) => Row) {
    this.length = length;
    this.#row = row;
  }

  *[Symbol.iterator](): Generator<Row> {
    for (let i = 0; i < this.length; i++) yield this.#row(i);
  }

  /** The first rows as an array; for people, and for short results. */
  take(most: number): Row[] {
    return Array.from({ length: Math.min(most, this.length) }, (_, i) =>
      this.#row(i),
    );
  }

  /** All rows, where `JSON.stringify` meets the stream. */
  toJSON(): Row[] {
    return [...this];
  }
}
