import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { lowerBound } from '#numeric/sorted-search.ts';
import {
  rowLength,
  rowMembers,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { MOTIF_CODES } from './motif-codes.ts';

/**
 * Triples of connected rows that follow each other within a span of time, by which parts
 * of their Venn diagram are not empty.
 * @param rows - In the order of time.
 * @param times - Of each row, ascending.
 * @param span - From the first of three to the last, at most; in the unit of `times`.
 * @returns How many triples have each code: bits a, b, c alone, ab, bc, ca without the
 * third, abc, for first, second and third row.
 * @throws PolyadError CANCELLED
 * @remarks Every triple is met at its last row. Time O(triples · size); memory O(rows in a
 * span). Lee and Shin 2021, doi:10.1109/ICDM51629.2021.00042.
 */
export function countTemporalMotifs(
  rows: Incidence,
  columnCount: number,
  times: Float64Array,
  { span, ...loop }: LoopOptions & { readonly span: number },
): Float64Array {
  const codes = new Float64Array(MOTIF_CODES);
  const total = times.length;
  const columns = transpose(rows, columnCount);
  const watch = new LoopWatch(total, loop);
  const triple = new Triple(rows, columnCount);
  let first = 0;
  for (let last = 0; last < total; last++) {
    while (times[last]! - times[first]! > span) first++;
    const near = meeting(rows, columns, last, { from: first, to: last });
    const seen = new Set(near);
    let work = 1 + near.length;
    triple.setLast(last);
    for (const [place, one] of near.entries()) {
      triple.setOther(one);
      for (let i = 0; i < place; i++) {
        codes[triple.code(near[i]!, one, last)]!++;
      }
      work += place * 8;
      // those that meet this one and not the last
      for (const far of meeting(rows, columns, one, {
        from: first,
        to: last,
      })) {
        if (seen.has(far)) continue;
        const [a, b] = far < one ? [far, one] : [one, far];
        codes[triple.code(a, b, last)]!++;
        work += 8;
      }
      triple.clearOther(one);
    }
    triple.clearLast(last);
    watch.step(last, work);
  }
  watch.finish();
  return codes;
}

/** Rows in `[from, to)` that share a column with `row`, itself left out; ascending. */
function meeting(
  rows: Incidence,
  columns: Incidence,
  row: number,
  { from, to }: { from: number; to: number },
): number[] {
  const found = new Set<number>();
  for (const column of rowMembers(rows, row)) {
    const list = rowMembers(columns, column);
    for (let i = lowerBound(list, from); i < list.length; i++) {
      if (list[i]! >= to) break;
      if (list[i] !== row) found.add(list[i]!);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Codes of triples of which two rows stay for a while. */
class Triple {
  readonly #rows: Incidence;
  /** Bit 0: in the last row; bit 1: in the other one. */
  readonly #marks: Uint8Array;
  /** Columns that both have. */
  #both = 0;
  #other = 0;

  constructor(rows: Incidence, columnCount: number) {
    this.#rows = rows;
    this.#marks = new Uint8Array(columnCount);
  }

  setLast(row: number): void {
    for (const column of rowMembers(this.#rows, row)) this.#marks[column] = 1;
  }

  setOther(row: number): void {
    this.#both = 0;
    for (const column of rowMembers(this.#rows, row)) {
      this.#both += this.#marks[column]!;
      this.#marks[column]! |= 2;
    }
    this.#other = row;
  }

  clearOther(row: number): void {
    for (const column of rowMembers(this.#rows, row)) this.#marks[column]! &= 1;
  }

  clearLast(row: number): void {
    for (const column of rowMembers(this.#rows, row)) this.#marks[column] = 0;
  }

  /** Of rows in the order of time, two of which are the last and the other set. */
  code(a: number, b: number, c: number): number {
    const third = a === this.#other ? b : a;
    const counts = [0, 0, 0, 0];
    for (const column of rowMembers(this.#rows, third)) {
      counts[this.#marks[column]!]!++;
    }
    const [alone, withLast, withOther, all] = counts as [
      number,
      number,
      number,
      number,
    ];
    const shared = this.#both - all;
    const otherAlone =
      rowLength(this.#rows, this.#other) - shared - withOther - all;
    const lastAlone = rowLength(this.#rows, c) - shared - withLast - all;
    const isFirst = third === a;
    const bits = [
      isFirst ? alone : otherAlone,
      isFirst ? otherAlone : alone,
      lastAlone,
      withOther,
      isFirst ? shared : withLast,
      isFirst ? withLast : shared,
      all,
    ];
    return bits.reduce(
      (code, count, bit) => code | (Number(count > 0) << bit),
      0,
    );
  }
}
