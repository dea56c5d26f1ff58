import { allocate, release, startBlocks } from './homology-memory.as';
import { enter, find, newTable, Table } from './homology-table.as';
import { get, increment, NONE, set } from './memory.as';

// The rows of a filtration and quick answers to "does row j hold column u".
// Columns are numbered by falling degree, so that the first ones are the hubs and
// each row's first member is its hub.

/** What the host hands over. */
@unmanaged
export class FiltrationRows {
  rows: u32;
  columns: u32;
  /** In the order in which they appear; members ascending. */
  offsets: usize;
  members: usize;
  columnOffsets: usize;
  columnMembers: usize;
  /** Columns, from the first, that get a bit a row. */
  bitColumns: u32;
  /** Columns, from the first, of which pairs are indexed if that fits. */
  pairColumns: u32;
  /** Most entries of that index. */
  pairRoom: u32;
}

export let rows: u32 = 0;
export let columns: u32 = 0;
export let offsets: usize = 0;
export let members: usize = 0;
let columnOffsets: usize = 0;
let columnMembers: usize = 0;

let bitColumns: u32 = 0;
let wordsPerColumn: u32 = 0;
let bitWords: usize = 0;

let hasPairs: bool = false;
let pairColumns: u32 = 0;
let pairs: usize = 0;
let pairOffsets: usize = 0;
let pairRows: usize = 0;

export function openRows(given: FiltrationRows): void {
  startBlocks();
  rows = given.rows;
  columns = given.columns;
  offsets = given.offsets;
  members = given.members;
  columnOffsets = given.columnOffsets;
  columnMembers = given.columnMembers;
  setUpBits(given.bitColumns);
  hasPairs = indexPairs(given.pairColumns, given.pairRoom);
}

function setUpBits(count: u32): void {
  bitColumns = count;
  wordsPerColumn = (rows + 31) >> 5;
  const bytes = (<usize>count * wordsPerColumn) << 2;
  bitWords = allocate(bytes);
  memory.fill(bitWords, 0, bytes);
  for (let u: u32 = 0; u < count; u++) {
    const own = bitWords + ((<usize>u * wordsPerColumn) << 2);
    const end = get(columnOffsets, u + 1);
    for (let a = get(columnOffsets, u); a < end; a++) {
      const row = get(columnMembers, a);
      set(own, row >> 5, get(own, row >> 5) | (1 << (row & 31)));
    }
  }
}

export function degree(u: u32): u32 {
  return get(columnOffsets, u + 1) - get(columnOffsets, u);
}

/** Address of the rows of column `u`, ascending. */
export function rowsOf(u: u32): usize {
  return columnMembers + ((<usize>get(columnOffsets, u)) << 2);
}

/** First row that holds column `u`. */
export function firstRow(u: u32): u32 {
  return get(columnMembers, get(columnOffsets, u));
}

/** Whether row `j` holds column `u`. */
export function holds(j: u32, u: u32): bool {
  if (u < bitColumns) {
    const word = <usize>u * wordsPerColumn + (j >> 5);
    return <bool>((load<u32>(bitWords + (word << 2)) >> (j & 31)) & 1);
  }
  return searches(j, u);
}

/** The same by binary search in the shorter of the two lists. */
function searches(j: u32, u: u32): bool {
  let from = get(offsets, j);
  let to = get(offsets, j + 1);
  let list = members;
  let wanted = u;
  if (degree(u) < to - from) {
    from = get(columnOffsets, u);
    to = get(columnOffsets, u + 1);
    list = columnMembers;
    wanted = j;
  }
  const end = to;
  while (from < to) {
    const middle = from + ((to - from) >> 1);
    if (get(list, middle) < wanted) from = middle + 1;
    else to = middle;
  }
  return from < end && get(list, from) == wanted;
}

/** Whether pairs of `u` with other heavy columns are indexed. */
export function isHeavy(u: u32): bool {
  return hasPairs && u < pairColumns;
}

/** Rows that hold both of a pair, as an address and a length. */
export let listAt: usize = 0;
export let listLength: u32 = 0;

/** Finds the rows of two heavy columns, in either order. */
export function listPair(u: u32, w: u32): void {
  const number = find<u64>(
    changetype<Table>(pairs),
    u < w ? pairCode(u, w) : pairCode(w, u),
  );
  if (number == NONE) {
    listLength = 0;
    return;
  }
  const start = get(pairOffsets, number);
  listAt = pairRows + ((<usize>start) << 2);
  listLength = get(pairOffsets, number + 1) - start;
}

function pairCode(u: u32, w: u32): u64 {
  return <u64>u * pairColumns + w;
}

/** Members of a row among the heavy columns: they come first. */
function heavyEnd(row: u32): u32 {
  let at = get(offsets, row);
  const end = get(offsets, row + 1);
  while (at < end && get(members, at) < pairColumns) at++;
  return at;
}

function indexPairs(count: u32, room: u32): bool {
  pairColumns = count;
  if (count < 2) return false;
  let total: u64 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const heavy = <u64>(heavyEnd(row) - get(offsets, row));
    total += (heavy * (heavy - 1)) >> 1;
  }
  if (heavyPairsExceed(total, room)) return false;
  const table = newTable<u64>(1 << 12);
  pairs = changetype<usize>(table);
  const numbers = allocate((<usize>total) << 2);
  let at: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const end = heavyEnd(row);
    for (let a = get(offsets, row); a < end; a++) {
      for (let b = a + 1; b < end; b++) {
        const code = pairCode(get(members, a), get(members, b));
        let number = find<u64>(table, code);
        if (number == NONE) {
          number = table.count;
          enter<u64>(table, code, number);
        }
        set(numbers, at++, number);
      }
    }
  }
  fillPairs(table.count, numbers, at);
  release(numbers, (<usize>total) << 2);
  return true;
}

function heavyPairsExceed(total: u64, room: u32): bool {
  return total == 0 || total > <u64>room;
}

function fillPairs(count: u32, numbers: usize, total: u32): void {
  const bytes = (<usize>count + 2) << 2;
  pairOffsets = allocate(bytes);
  memory.fill(pairOffsets, 0, bytes);
  for (let a: u32 = 0; a < total; a++) {
    increment(pairOffsets, get(numbers, a) + 2);
  }
  for (let x: u32 = 2; x <= count + 1; x++) {
    set(pairOffsets, x, get(pairOffsets, x) + get(pairOffsets, x - 1));
  }
  pairRows = allocate((<usize>total) << 2);
  let at: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const heavy = heavyEnd(row) - get(offsets, row);
    const own = (heavy * (heavy - 1)) >> 1;
    for (const end = at + own; at < end; at++) {
      const number = get(numbers, at) + 1;
      const to = get(pairOffsets, number);
      set(pairRows, to, row);
      set(pairOffsets, number, to + 1);
    }
  }
}

/** Places of a simplex whose rows {@link pickList} lists; they need no test. */
export let listedA: u32 = 0;
export let listedB: u32 = 0;

/** Finds a short list of rows that holds all rows of the simplex without place `skip` (`k` for none). */
export function pickList(simplex: usize, k: u32, skip: u32): void {
  let best: u32 = NONE;
  let rarest: u32 = 0;
  for (let t: u32 = 0; t < k; t++) {
    if (t == skip) continue;
    const own = degree(get(simplex, t));
    if (own < best) {
      best = own;
      rarest = t;
    }
  }
  const u = get(simplex, rarest);
  listedA = rarest;
  listedB = rarest;
  let at = rowsOf(u);
  if (isHeavy(u)) {
    for (let t: u32 = 0; t < k; t++) {
      if (t == skip || t == rarest) continue;
      // every other is at least as frequent, so it is heavy too
      listPair(u, get(simplex, t));
      if (listLength >= best) continue;
      best = listLength;
      at = listAt;
      listedB = t;
      if (best == 0) break;
    }
  }
  listAt = at;
  listLength = best;
}

/** Whether row `j` of the picked list holds the simplex without place `skip`. */
export function listedHolds(
  j: u32,
  simplex: usize,
  k: u32,
  skip: u32,
  a: u32,
  b: u32,
): bool {
  for (let t: u32 = 0; t < k; t++) {
    if (t == skip || t == a || t == b) continue;
    if (!holds(j, get(simplex, t))) return false;
  }
  return true;
}

/** Whether a row before `row` holds the simplex without place `skip`. */
export function isOld(simplex: usize, k: u32, skip: u32, row: u32): bool {
  pickList(simplex, k, skip);
  const list = listAt;
  const length = listLength;
  const a = listedA;
  const b = listedB;
  for (let x: u32 = 0; x < length; x++) {
    const j = get(list, x);
    if (j >= row) return false;
    if (listedHolds(j, simplex, k, skip, a, b)) return true;
  }
  return false;
}
