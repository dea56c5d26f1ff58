import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** Rows that hold every column that any row holds. */
export interface GreedyCover {
  /** In the order taken. */
  readonly rows: number[];
  readonly cost: number;
  /** No cover costs less. */
  readonly lowerBound: number;
}

/**
 * Takes the row that costs least per column not yet held, ties by number, until
 * all are held. Each column is priced at what it then cost; prices divided by the
 * largest sum of prices in a row over its cost are a feasible dual, hence the bound.
 * @param costs - Of each row, above 0.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences · log rows). Chvátal 1979, doi:10.1287/moor.4.3.233.
 */
export function greedyCover(
  rows: Incidence,
  columns: Incidence,
  costs: Float64Array,
  options: LoopOptions = {},
): GreedyCover {
  const total = rowCount(rows);
  const open = Uint32Array.from({ length: total }, (_, row) =>
    rowLength(rows, row),
  );
  const prices = new Float64Array(rowCount(columns)).fill(-1);
  const heap = new RowHeap(
    Float64Array.from(costs, (cost, row) => cost / open[row]!),
    [...open.keys()].filter((row) => open[row]! > 0),
  );
  const watch = new LoopWatch(total, options);
  const taken: number[] = [];
  let spent = 0;
  for (let row = heap.pop(); row !== undefined; row = heap.pop()) {
    watch.step(total - heap.length, 32);
    if (open[row] === 0) continue;
    const price = costs[row]! / open[row]!;
    if (price > heap.keys[row]!) {
      // Others took columns of it since it was priced.
      heap.push(row, price);
      continue;
    }
    taken.push(row);
    spent += costs[row]!;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const column = rows.members[q]!;
      if (prices[column]! >= 0) continue;
      prices[column] = price;
      const end = columns.offsets[column + 1]!;
      for (let i = columns.offsets[column]!; i < end; i++) {
        open[columns.members[i]!]!--;
      }
      watch.step(total - heap.length, end - columns.offsets[column]!);
    }
  }
  watch.finish();
  const excess = largestExcess(rows, prices, costs);
  return { rows: taken, cost: spent, lowerBound: spent / excess };
}

/** Largest sum of prices in a row over its cost; 1 without rows. */
function largestExcess(
  rows: Incidence,
  prices: Float64Array,
  costs: Float64Array,
): number {
  let most = 1;
  for (let row = 0; row < rowCount(rows); row++) {
    let sum = 0;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      sum += prices[rows.members[q]!]!;
    }
    most = Math.max(most, sum / costs[row]!);
  }
  return most;
}

/** Binary heap of rows, least key first, ties by row. */
class RowHeap {
  readonly keys: Float64Array;
  readonly #rows: number[] = [];

  constructor(keys: Float64Array, rows: readonly number[]) {
    this.keys = keys;
    for (const row of rows) this.push(row, keys[row]!);
  }

  get length(): number {
    return this.#rows.length;
  }

  push(row: number, key: number): void {
    this.keys[row] = key;
    const rows = this.#rows;
    let at = rows.push(row) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#before(row, rows[parent]!)) break;
      rows[at] = rows[parent]!;
      at = parent;
    }
    rows[at] = row;
  }

  pop(): number | undefined {
    const rows = this.#rows;
    const first = rows[0];
    const last = rows.pop();
    if (first === undefined || last === undefined || rows.length === 0) {
      return first;
    }
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= rows.length) break;
      if (
        child + 1 < rows.length &&
        this.#before(rows[child + 1]!, rows[child]!)
      ) {
        child++;
      }
      if (!this.#before(rows[child]!, last)) break;
      rows[at] = rows[child]!;
      at = child;
    }
    rows[at] = last;
    return first;
  }

  #before(left: number, right: number): boolean {
    const difference = this.keys[left]! - this.keys[right]!;
    return difference < 0 || (difference === 0 && left < right);
  }
}
