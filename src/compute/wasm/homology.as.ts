import {
  birthOf,
  codeOf,
  decode,
  isSame,
  none,
  setBits,
} from './homology-codes.as';
import {
  apparentFacet,
  cofacets,
  cofacetsAt,
  findCofacets,
  hasMore,
  openCoboundary,
  simplex,
} from './homology-coboundary.as';
import {
  critical,
  criticalCount,
  findCritical,
  openCritical,
  startCritical,
  visits,
} from './homology-critical.as';
import { allocate, grow, newRoom, Room } from './homology-memory.as';
import {
  columns,
  degree,
  FiltrationRows,
  firstRow,
  members,
  offsets,
  openRows,
  rows,
} from './homology-rows.as';
import { sumCodes } from './homology-sort.as';
import {
  addCoboundary,
  addCode,
  addCodes,
  clearColumn,
  openStreams,
  PIECE,
  remaining,
  taken,
  takeLeast,
  unfinished,
} from './homology-streams.as';
import {
  codeAt,
  enter,
  find,
  freeTable,
  newTable,
  Table,
} from './homology-table.as';
import { get, NONE, set } from './memory.as';

// Persistent cohomology over GF(2) of the closures of the first 1, 2, … rows.
// Nothing is listed but critical simplices, and no simplex above them: pairs that
// live for no row are known by a formula (apparent pairs: Bauer 2021,
// doi:10.1007/s41468-021-00071-5; clearing: Chen and Kerber 2011). The host calls
// openHomology, classesOfPoints, then for each dimension startDimension,
// searchRows until all are done, and reduceColumns until none is left.

let isWide: bool = false;
/** Simplices of the dimension at hand that kill a class of the one below. */
let cleared: usize = 0;
/** Simplices one dimension up by the column that they end. */
let pivots: usize = 0;

/** u32[]: birth, death and columns of the simplex of each class that lives. */
let classes: usize = 0;
let classCount: u32 = 0;

/** T[]: per reduced column the simplices whose coboundaries add up to it, its own apart. */
let chains: usize = 0;
let chainEnd: u32 = 0;
let chainStarts: usize = 0;
/** T[]: reduced columns themselves, where short. */
let kepts: usize = 0;
let keptEnd: u32 = 0;
let keptStarts: usize = 0;

let tested: usize = 0;
let left: u32 = 0;

/** @param bits - For a column's number. @param wide - Whether codes take two words. */
export function openHomology(
  given: FiltrationRows,
  bits: u32,
  wide: bool,
): void {
  openRows(given);
  setBits(bits);
  isWide = wide;
  openCoboundary();
  openCritical();
  openStreams();
  classes = changetype<usize>(newRoom(1 << 12));
  chains = changetype<usize>(newRoom(1 << 12));
  kepts = changetype<usize>(newRoom(1 << 12));
  chainStarts = changetype<usize>(newRoom(1 << 12));
  keptStarts = changetype<usize>(newRoom(1 << 12));
  tested = allocate(256);
}

export function classesAt(): usize {
  return changetype<Room>(classes).at;
}

/** Classes of the dimension done last that live for a row or more. */
export function countClasses(): u32 {
  return classCount;
}

/** Adds the class of the `k` columns at `at`. */
function addClass(birth: u32, death: u32, k: u32, at: usize): void {
  const room = changetype<Room>(classes);
  const width = k + 2;
  grow(room, (<usize>(classCount + 1) * width) << 2);
  const to = room.at + ((<usize>classCount * width) << 2);
  set(to, 0, birth);
  set(to, 1, death);
  memory.copy(to + 8, at, (<usize>k) << 2);
  classCount++;
}

/** Dimension 0: every row joins its hub with its other members, one by one. */
export function classesOfPoints(): void {
  if (isWide) joinPoints<v128>();
  else joinPoints<u64>();
}

function joinPoints<T>(): void {
  classCount = 0;
  const table = newTable<T>(1024);
  const parents = allocate((<usize>columns + 1) << 2);
  for (let u: u32 = 0; u < columns; u++) set(parents, u, u);
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    for (let a = start + 1; a < end; a++) {
      const hub = get(members, start);
      const u = get(members, a);
      let older = rootOf(parents, hub);
      let younger = rootOf(parents, u);
      if (older == younger) continue;
      const x = firstRow(older);
      const y = firstRow(younger);
      if (x > y || (x == y && older > younger)) {
        const swapped = older;
        older = younger;
        younger = swapped;
      }
      set(parents, younger, older);
      set(tested, 0, hub);
      set(tested, 1, u);
      enter<T>(table, codeOf<T>(row, tested, 2, 2), 0);
      const birth = firstRow(younger);
      if (birth == row) continue;
      set(tested, 0, younger);
      addClass(birth, row, 1, tested);
    }
  }
  for (let u: u32 = 0; u < columns; u++) {
    if (get(parents, u) != u || degree(u) == 0) continue;
    set(tested, 0, u);
    addClass(firstRow(u), rows, 1, tested);
  }
  cleared = changetype<usize>(table);
}

function rootOf(parents: usize, u: u32): u32 {
  let at = u;
  let parent = get(parents, at);
  while (parent != at) {
    const above = get(parents, parent);
    set(parents, at, above);
    at = above;
    parent = get(parents, at);
  }
  return at;
}

/** Prepares dimension `d` ≥ 1; `most` sets may be looked at. @returns Rows to search. */
export function startDimension(d: u32, most: f64): u32 {
  startCritical(d, most);
  return rows;
}

/** @returns The next row to search from. */
export function searchRows(from: u32, work: f64): u32 {
  const table = changetype<Table>(cleared);
  return isWide
    ? findCritical<v128>(from, work, table)
    : findCritical<u64>(from, work, table);
}

export function setsVisited(): f64 {
  return visits;
}

/** Prepares the reduction. @returns Columns to reduce. */
export function startReduction(): u32 {
  classCount = 0;
  chainEnd = 0;
  keptEnd = 0;
  left = criticalCount;
  const bytes = (<usize>criticalCount + 1) << 2;
  grow(changetype<Room>(chainStarts), bytes);
  grow(changetype<Room>(keptStarts), bytes);
  pivots = changetype<usize>(
    isWide ? newTable<v128>(1024) : newTable<u64>(1024),
  );
  return left;
}

/**
 * Reduces columns of dimension `d`, last first, until they have taken in `work`
 * codes or `count` of them are done.
 * @returns Columns left.
 */
export function reduceColumns(d: u32, count: u32, work: f64): u32 {
  const until = taken + work;
  for (let c: u32 = 0; c < count && left > 0 && taken < until; c++) {
    left--;
    const turn = criticalCount - 1 - left;
    set(changetype<Room>(chainStarts).at, turn, chainEnd);
    set(changetype<Room>(keptStarts).at, turn, keptEnd);
    if (isWide) reduceColumn<v128>(left, d + 1);
    else reduceColumn<u64>(left, d + 1);
    set(changetype<Room>(chainStarts).at, turn + 1, chainEnd);
    set(changetype<Room>(keptStarts).at, turn + 1, keptEnd);
  }
  return left;
}

/** Codes that columns have taken in since `openHomology`. */
export function codesTaken(): f64 {
  return taken;
}

/** Ends the dimension: what killed a class need not be reduced in the next. */
export function endReduction(): void {
  if (isWide) freeTable<v128>(changetype<Table>(cleared));
  else freeTable<u64>(changetype<Table>(cleared));
  cleared = pivots;
}

/** Simplices of the next dimension that kill a class of the one done last. */
export function countKillers(): u32 {
  return changetype<Table>(cleared).count;
}

/** Writes them, `k` columns each, to `to`. */
export function listKillers(k: u32, to: usize): void {
  if (isWide) writeKillers<v128>(k, to);
  else writeKillers<u64>(k, to);
}

function writeKillers<T>(k: u32, to: usize): void {
  const table = changetype<Table>(cleared);
  let at = to;
  for (let slot: u32 = 0; slot < table.capacity; slot++) {
    const code = codeAt<T>(table, slot);
    if (isSame<T>(code, none<T>())) continue;
    decode<T>(code, k, at);
    at += (<usize>k) << 2;
  }
}

function criticalAt<T>(c: u32): T {
  return load<T>(changetype<Room>(critical).at + <usize>c * sizeof<T>());
}

function chainAt<T>(i: u32): T {
  return load<T>(changetype<Room>(chains).at + <usize>i * sizeof<T>());
}

function pushChain<T>(code: T): void {
  const room = changetype<Room>(chains);
  grow(room, <usize>(chainEnd + 1) * sizeof<T>());
  store<T>(room.at + <usize>chainEnd * sizeof<T>(), code);
  chainEnd++;
}

function pushKept<T>(code: T): void {
  const room = changetype<Room>(kepts);
  grow(room, <usize>(keptEnd + 1) * sizeof<T>());
  store<T>(room.at + <usize>keptEnd * sizeof<T>(), code);
  keptEnd++;
}

function addEssential<T>(code: T, k: u32): void {
  decode<T>(code, k, tested);
  addClass(birthOf<T>(code, k), rows, k, tested);
}

function reduceColumn<T>(c: u32, k: u32): void {
  const code = criticalAt<T>(c);
  const chainStart = chainEnd;
  decode<T>(code, k, simplex);
  findCofacets<T>(k, PIECE);
  if (cofacets == 0) {
    addEssential<T>(code, k);
    return;
  }
  const table = changetype<Table>(pivots);
  let pivot = load<T>(cofacetsAt());
  let isFresh = true;
  clearColumn();
  while (true) {
    const death = birthOf<T>(pivot, k + 1);
    const owner = find<T>(table, pivot);
    let facet = k + 1;
    if (owner == NONE) {
      decode<T>(pivot, k + 1, tested);
      facet = apparentFacet(tested, k + 1, death);
      if (facet == k + 1) {
        endColumn<T>(pivot, k, isFresh, chainStart);
        enter<T>(table, pivot, c);
        const birth = birthOf<T>(code, k);
        if (birth == death) return;
        decode<T>(code, k, tested);
        addClass(birth, death, k, tested);
        return;
      }
    }
    if (isFresh) addCodes<T>(cofacetsAt(), cofacets, code, hasMore);
    else addCode<T>(pivot);
    isFresh = false;
    if (owner == NONE) {
      const other = codeOf<T>(death, tested, k + 1, facet);
      addCoboundary<T>(other, k);
      pushChain<T>(other);
    } else {
      addReduced<T>(owner, k);
    }
    pivot = takeLeast<T>(k);
    if (isSame<T>(pivot, none<T>())) {
      chainEnd = chainStart;
      addEssential<T>(code, k);
      return;
    }
  }
}

/** Adds a column reduced before. */
function addReduced<T>(owner: u32, k: u32): void {
  const turn = criticalCount - 1 - owner;
  const code = criticalAt<T>(owner);
  const from = get(changetype<Room>(chainStarts).at, turn);
  const to = get(changetype<Room>(chainStarts).at, turn + 1);
  pushChain<T>(code);
  for (let i = from; i < to; i++) pushChain<T>(chainAt<T>(i));
  const first = get(changetype<Room>(keptStarts).at, turn);
  const last = get(changetype<Room>(keptStarts).at, turn + 1);
  if (last > first) {
    const at = changetype<Room>(kepts).at + <usize>first * sizeof<T>();
    addCodes<T>(at, last - first, code, false);
    return;
  }
  addCoboundary<T>(code, k);
  for (let i = from; i < to; i++) addCoboundary<T>(chainAt<T>(i), k);
}

/** Keeps what a reduced column is made of, and the column itself if that is short. */
function endColumn<T>(pivot: T, k: u32, isFresh: bool, chainStart: u32): void {
  const limit = ((chainEnd - chainStart) << 3) + 16;
  if (isFresh) {
    if (!hasMore && cofacets <= limit) {
      for (let i: u32 = 0; i < cofacets; i++) {
        pushKept<T>(load<T>(cofacetsAt() + <usize>i * sizeof<T>()));
      }
    }
  } else if (unfinished == 0 && remaining <= limit) {
    let code = pivot;
    while (!isSame<T>(code, none<T>())) {
      pushKept<T>(code);
      code = takeLeast<T>(k);
    }
  }
  const chain = changetype<Room>(chains).at + <usize>chainStart * sizeof<T>();
  chainEnd = chainStart + sumCodes<T>(chain, chainEnd - chainStart);
}
