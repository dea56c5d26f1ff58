import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Counts, for one row at a time, how many columns it shares with other rows, by
 * walking row → column → row (a wedge) and counting arrivals.
 *
 * After a call, the first `n` entries of `touched` are the rows met, each once,
 * and `counts[row]` their overlaps. The caller sets those counts back to zero.
 */
export class WedgeCounter {
  readonly counts: Uint32Array;
  readonly touched: Uint32Array;
  /** Wedges walked by the last call. */
  work = 0;
  readonly #rows: Incidence;
  readonly #lists: Incidence;
  readonly #s: number;
  /** Per column: end of the entries already passed by {@link countEarlier}. */
  readonly #passed: Uint32Array;

  /** @param s - Rows shorter than `s` meet nothing and are met by nothing. */
  constructor(rows: Incidence, columns: Incidence, s: number) {
    const count = rowCount(rows);
    this.counts = new Uint32Array(count);
    this.touched = new Uint32Array(count);
    this.#rows = rows;
    this.#s = s;
    this.#lists = withoutShortRows(rows, columns, s);
    this.#passed = this.#lists.offsets.slice(0, rowCount(columns));
  }

  /**
   * Overlaps of `row` with the rows before it. Rows must be given in ascending
   * order, each once; rows left out are never met.
   * @returns Number of rows met.
   */
  countEarlier(row: number): number {
    const { counts, touched } = this;
    const { offsets, members } = this.#rows;
    const lists = this.#lists.members;
    const starts = this.#lists.offsets;
    const passed = this.#passed;
    const begin = offsets[row]!;
    const end = offsets[row + 1]!;
    this.work = end - begin;
    if (end - begin < this.#s) return 0;
    let met = 0;
    for (let p = begin; p < end; p++) {
      const column = members[p]!;
      const start = starts[column]!;
      const stop = passed[column]!;
      for (let q = start; q < stop; q++) {
        const other = lists[q]!;
        const count = counts[other]!;
        counts[other] = count + 1;
        if (count === 0) touched[met++] = other;
      }
      // the entry at `stop` is `row` itself
      passed[column] = stop + 1;
      this.work += stop - start;
    }
    return met;
  }

  /**
   * Overlaps of `row` with all other rows, in any order of calls; not to be
   * mixed with {@link countEarlier}.
   * @returns Number of rows met.
   */
  countAll(row: number): number {
    const { counts, touched } = this;
    const { offsets, members } = this.#rows;
    const lists = this.#lists.members;
    const starts = this.#lists.offsets;
    const begin = offsets[row]!;
    const end = offsets[row + 1]!;
    this.work = end - begin;
    if (end - begin < this.#s) return 0;
    let met = 0;
    // a count above zero keeps the row itself out of `touched`
    counts[row] = 1;
    for (let p = begin; p < end; p++) {
      const column = members[p]!;
      const start = starts[column]!;
      const stop = starts[column + 1]!;
      for (let q = start; q < stop; q++) {
        const other = lists[q]!;
        const count = counts[other]!;
        counts[other] = count + 1;
        if (count === 0) touched[met++] = other;
      }
      this.work += stop - start;
    }
    counts[row] = 0;
    return met;
  }
}

/**
 * The column lists without the rows shorter than `s`.
 * @remarks O(incidences); returns `columns` itself where nothing is left out.
 */
export function withoutShortRows(
  rows: Incidence,
  columns: Incidence,
  s: number,
): Incidence {
  const total = rowCount(rows);
  const long = new Uint8Array(total);
  let shorter = 0;
  for (let row = 0; row < total; row++) {
    if (rowLength(rows, row) >= s) long[row] = 1;
    else shorter += rowLength(rows, row);
  }
  if (shorter === 0) return columns;
  const { offsets, members } = columns;
  const lengths = new Uint32Array(rowCount(columns));
  const kept = new Uint32Array(members.length - shorter);
  let at = 0;
  for (let column = 0; column < lengths.length; column++) {
    const before = at;
    const end = offsets[column + 1]!;
    for (let q = offsets[column]!; q < end; q++) {
      const row = members[q]!;
      if (long[row] === 1) kept[at++] = row;
    }
    lengths[column] = at - before;
  }
  return { offsets: exclusivePrefixSum(lengths), members: kept };
}
