import { Random } from '#numeric/random.ts';
import {
  rowCount,
  rowLength,
  rowMembers,
  type Incidence,
} from '#hypergraph/incidence.ts';

/** How many simplices a closure has in one dimension, without counting them. */
export interface ClosurePrice {
  /** Never fewer than there are. */
  readonly upper: number;
  /** Unbiased estimate; exact where rows do not overlap. */
  readonly estimate: number;
  /** Standard error of the estimate, relative to it. */
  readonly error: number;
}

export interface PriceOptions {
  /** Subsets drawn. Default 2000. */
  readonly samples?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
}

/** Beyond so many rows to search, a draw asks only whether its row is the first. */
const SHORT_LIST = 2048;

/**
 * Prices the sets of `width` columns that lie in some row: draws rows in
 * proportion to their subsets, a subset of each, and takes the mean of one over
 * the number of rows that hold it.
 * @param columns - The same matrix by column.
 * @remarks O(rows + samples · (width + rows searched)). Karp and Luby 1983,
 * doi:10.1109/SFCS.1983.35. The error is at most √(upper / (samples · estimate)).
 */
export function priceClosure(
  rows: Incidence,
  columns: Incidence,
  width: number,
  { samples = 2000, seed = 1 }: PriceOptions = {},
): ClosurePrice {
  if (width === 1) {
    const there = columns.offsets.filter(
      (start, column) => column > 0 && start > columns.offsets[column - 1]!,
    ).length;
    return { upper: there, estimate: there, error: 0 };
  }
  const upTo = new Float64Array(rowCount(rows) + 1);
  for (let row = 0; row < rowCount(rows); row++) {
    upTo[row + 1] = upTo[row]! + binomial(rowLength(rows, row), width);
  }
  const total = upTo[rowCount(rows)]!;
  if (total === 0) return { upper: 0, estimate: 0, error: 0 };
  const all = binomial(rowCount(columns), width);
  const upper = Math.min(total, all);
  if (!Number.isFinite(total)) return { upper, estimate: upper, error: 1 };
  const random = new Random(seed);
  let sum = 0;
  let squares = 0;
  for (let draw = 0; draw < samples; draw++) {
    const row = rowAt(upTo, random.float() * total);
    const subset = drawSubset(rowMembers(rows, row), width, random);
    const share = shareOf(rows, columns, row, subset);
    sum += share;
    squares += share * share;
  }
  const mean = sum / samples;
  const variance = Math.max(0, squares / samples - mean * mean);
  const error = mean === 0 ? 1 : Math.sqrt(variance / samples) / mean;
  return { upper, estimate: Math.min(upper, total * mean), error };
}

/** n over k, as a float; infinite beyond 1.8 · 10³⁰⁸. */
export function binomial(n: number, k: number): number {
  if (k > n) return 0;
  let result = 1;
  for (let i = 0; i < Math.min(k, n - k); i++) {
    result = (result * (n - i)) / (i + 1);
  }
  return result < 2 ** 53 ? Math.round(result) : result;
}

/** The row in whose part of the total `point` lies. */
function rowAt(upTo: Float64Array, point: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (upTo[middle]! <= point) low = middle;
    else high = middle;
  }
  return low;
}

/** Floyd's way: every subset equally likely, no rejection. */
function drawSubset(
  members: Uint32Array,
  width: number,
  random: Random,
): number[] {
  const places = new Set<number>();
  for (let last = members.length - width; last < members.length; last++) {
    const place = random.int(last + 1);
    places.add(places.has(place) ? last : place);
  }
  return Array.from(places, (place) => members[place]!);
}

/** Something whose mean over the rows that hold `subset` is 1 / their number. */
function shareOf(
  rows: Incidence,
  columns: Incidence,
  row: number,
  subset: readonly number[],
): number {
  let rarest = subset[0]!;
  for (const column of subset) {
    if (rowLength(columns, column) < rowLength(columns, rarest)) {
      rarest = column;
    }
  }
  const others = subset.filter((column) => column !== rarest);
  const list = rowMembers(columns, rarest);
  const isLong = list.length > SHORT_LIST;
  let holders = 0;
  for (const candidate of list) {
    if (isLong && candidate === row) return 1;
    const members = rowMembers(rows, candidate);
    if (!others.every((column) => includesSorted(members, column))) continue;
    if (isLong) return 0;
    holders++;
  }
  return 1 / holders;
}

/** Whether an ascending list has `value`; binary search. */
export function includesSorted(list: Uint32Array, value: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return list[low] === value;
}
