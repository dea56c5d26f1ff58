import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

const FREE = -1;

/**
 * Takes rows in the order given while they share no column with one taken; empty
 * rows are passed over. O(incidences).
 * @returns For each column the row that took it, or -1.
 */
export function takeDisjoint(
  rows: Incidence,
  columnCount: number,
  order: Iterable<number>,
): Int32Array {
  const owner = new Int32Array(columnCount).fill(FREE);
  for (const row of order) {
    if (rowLength(rows, row) === 0) continue;
    if (isFree(rows, row, owner)) assign(rows, row, owner, row);
  }
  return owner;
}

function isFree(rows: Incidence, row: number, owner: Int32Array): boolean {
  for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
    if (owner[rows.members[q]!] !== FREE) return false;
  }
  return true;
}

function assign(
  rows: Incidence,
  row: number,
  owner: Int32Array,
  value: number,
): void {
  for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
    owner[rows.members[q]!] = value;
  }
}

/**
 * Gives one row up for two disjoint ones, until no such exchange is left.
 * @param owner - A maximal choice from {@link takeDisjoint}; changed in place.
 * @throws PolyadError CANCELLED
 * @remarks Time O(exchanges · Σ over taken rows of candidate pairs · size).
 */
export function exchangeForTwo(
  rows: Incidence,
  columns: Incidence,
  owner: Int32Array,
  options: LoopOptions = {},
): void {
  const waiting = [...new Set(owner)].filter((row) => row !== FREE);
  const watch = new LoopWatch(rowCount(rows), options);
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const taken = row;
    const first = rows.members[rows.offsets[taken]!]!;
    if (owner[first] !== taken) continue;
    const candidates = rivals(rows, columns, owner, taken);
    const pair = disjointPair(rows, candidates, watch);
    if (!pair) continue;
    assign(rows, taken, owner, FREE);
    for (const next of pair) assign(rows, next, owner, next);
    // Columns set free may let in others, or be the second half of an exchange.
    for (const next of meeting(rows, columns, taken)) {
      if (isFree(rows, next, owner)) {
        assign(rows, next, owner, next);
        waiting.push(next);
      }
    }
    waiting.push(...pair, ...neighboursOf(rows, columns, owner, taken));
  }
  watch.finish();
}

/** Rows that meet no taken row but `taken`. */
function rivals(
  rows: Incidence,
  columns: Incidence,
  owner: Int32Array,
  taken: number,
): number[] {
  return [...meeting(rows, columns, taken)].filter((row) => {
    if (row === taken) return false;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const by = owner[rows.members[q]!]!;
      if (by !== FREE && by !== taken) return false;
    }
    return true;
  });
}

/** Rows that share a column with `taken`. */
function meeting(
  rows: Incidence,
  columns: Incidence,
  taken: number,
): Set<number> {
  const found = new Set<number>();
  for (let q = rows.offsets[taken]!; q < rows.offsets[taken + 1]!; q++) {
    const column = rows.members[q]!;
    const end = columns.offsets[column + 1]!;
    for (let i = columns.offsets[column]!; i < end; i++) {
      found.add(columns.members[i]!);
    }
  }
  return found;
}

/** Taken rows that meet a row which meets `taken`: their rivals may be others now. */
function neighboursOf(
  rows: Incidence,
  columns: Incidence,
  owner: Int32Array,
  taken: number,
): Set<number> {
  const found = new Set<number>();
  for (const row of meeting(rows, columns, taken)) {
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const by = owner[rows.members[q]!]!;
      if (by !== FREE) found.add(by);
    }
  }
  return found;
}

function disjointPair(
  rows: Incidence,
  candidates: readonly number[],
  watch: LoopWatch,
): [number, number] | undefined {
  for (let i = 0; i < candidates.length; i++) {
    const a = candidates[i]!;
    const members = new Set(
      rows.members.subarray(rows.offsets[a], rows.offsets[a + 1]),
    );
    for (let j = i + 1; j < candidates.length; j++) {
      const b = candidates[j]!;
      const other = rows.members.subarray(rows.offsets[b], rows.offsets[b + 1]);
      watch.step(0, 4 + other.length);
      if (!other.some((column) => members.has(column))) return [a, b];
    }
  }
  return undefined;
}
