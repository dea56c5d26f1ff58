import { codeOf } from './homology-codes.as';
import { apparentFacet, hasApparentCofacet } from './homology-coboundary.as';
import { allocate, grow, newRoom, Room } from './homology-memory.as';
import {
  firstRow,
  holds,
  isHeavy,
  listAt,
  listLength,
  listPair,
  members,
  offsets,
  degree,
  rowsOf,
  rows,
} from './homology-rows.as';
import { sortCodes } from './homology-sort.as';
import { find, Table } from './homology-table.as';
import { get, NONE, set } from './memory.as';

// Of the simplices that appear with row e only those count that hold its hub h
// and whose rest appeared before: every other new simplex s without h is paired
// with s ∪ h, which appears and is killed at once. Found by extending the rest
// from rare columns to frequent ones with the earlier rows that hold it.

/** T[]: columns of the boundary matrix to reduce, in filtration order. */
export let critical: usize = 0;
export let criticalCount: u32 = 0;
/** Sets looked at in this dimension, and when to give up. */
export let visits: f64 = 0;
let mostVisits: f64 = 0;

let dimension: u32 = 0;
let row: u32 = 0;
let hub: u32 = 0;
let rest: usize = 0;
let tested: usize = 0;
/** u32[dimension · rows]: earlier rows that hold the rest so far, a list a level. */
let lists: usize = 0;

export function openCritical(): void {
  critical = changetype<usize>(newRoom(1 << 12));
  lists = changetype<usize>(newRoom(16));
  rest = allocate(256);
  tested = allocate(256);
}

export function startCritical(d: u32, most: f64): void {
  dimension = d;
  criticalCount = 0;
  visits = 0;
  mostVisits = most;
  grow(changetype<Room>(lists), ((<usize>rows + 1) * (d + 1)) << 2);
}

/** Goes through rows until about `work` sets were looked at. @returns The next row. */
export function findCritical<T>(from: u32, work: f64, cleared: Table): u32 {
  const until = visits + work;
  for (row = from; row < rows && visits < until; row++) {
    const start = get(offsets, row);
    const size = get(offsets, row + 1) - start;
    if (size <= dimension) {
      visits++;
      continue;
    }
    hub = get(members, start);
    const first = criticalCount;
    extend<T>(0, size - 1, changetype<Room>(lists).at, 0, cleared);
    sortCodes<T>(
      changetype<Room>(critical).at + <usize>first * sizeof<T>(),
      criticalCount - first,
    );
    if (visits > mostVisits) return rows;
  }
  return row;
}

/** Rows of the rest with one more column, from each source. */
let kept: u32 = 0;
/** Whether some of them lacks the hub. */
let lacksHub: bool = false;

/**
 * Extends the rest by a member of the row at places `last` … 1.
 * @param list - Earlier rows that hold the rest, or 0 where the pair index has them.
 */
function extend<T>(
  depth: u32,
  last: u32,
  list: usize,
  length: u32,
  cleared: Table,
): void {
  const start = get(offsets, row);
  const isLast = depth + 1 == dimension;
  for (let place = last; place + depth >= dimension && place > 0; place--) {
    const u = get(members, start + place);
    visits++;
    if (visits > mostVisits) return;
    let next = list + ((<usize>length) << 2);
    let possible: bool;
    if (depth == 0 && isHeavy(u)) {
      next = 0;
      possible = isLast ? isFirstPair(u) : firstRow(u) < row;
    } else if (depth == 0) {
      possible = narrow(rowsOf(u), degree(u), NONE, next, isLast);
    } else if (list == 0) {
      next = changetype<Room>(lists).at;
      listPair(get(rest, 0), u);
      possible = narrow(listAt, listLength, NONE, next, isLast);
    } else {
      possible = narrow(list, length, u, next, isLast);
    }
    if (!possible) continue;
    set(rest, depth, u);
    if (isLast) addCritical<T>(cleared);
    else extend<T>(depth + 1, place - 1, next, kept, cleared);
  }
}

/** Whether a heavy column appeared before this row, but never with the hub. */
function isFirstPair(u: u32): bool {
  if (firstRow(u) >= row) return false;
  listPair(u, hub);
  return listLength == 0 || get(listAt, 0) >= row;
}

/**
 * Writes to `next` the rows before this one that hold `u` (NONE: all do).
 * @returns Whether the rest may still be that of a critical simplex.
 */
function narrow(
  list: usize,
  length: u32,
  u: u32,
  next: usize,
  isLast: bool,
): bool {
  kept = 0;
  lacksHub = false;
  for (let x: u32 = 0; x < length; x++) {
    const j = get(list, x);
    if (j >= row) break;
    if (u != NONE && !holds(j, u)) continue;
    if (!holds(j, hub)) lacksHub = true;
    else if (isLast) return false;
    set(next, kept++, j);
  }
  return lacksHub;
}

/** Takes the hub and the rest, unless it dies at once or its dimension's clearing names it. */
function addCritical<T>(cleared: Table): void {
  const k = dimension + 1;
  set(tested, 0, hub);
  for (let t: u32 = 0; t < dimension; t++) {
    set(tested, t + 1, get(rest, dimension - 1 - t));
  }
  if (hasApparentCofacet(tested, k, row)) return;
  if (apparentFacet(tested, k, row) < k) return;
  const code = codeOf<T>(row, tested, k, k);
  if (find<T>(cleared, code) != NONE) return;
  const room = changetype<Room>(critical);
  grow(room, <usize>(criticalCount + 1) * sizeof<T>());
  store<T>(room.at + <usize>criticalCount * sizeof<T>(), code);
  criticalCount++;
}
