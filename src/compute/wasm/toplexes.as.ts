import { get, NONE, set } from './memory.as';

// A row that another one contains is found on the column list of its rarest
// column, where all rows that contain it are. The rows of a list are compared by
// what is noted of each, and only those that pass by their members.

/** The search for maximal rows, chunks of rows or of columns; the host fills it in this order. */
@unmanaged
export class ToplexWork {
  rows: u32;
  offsets: usize;
  members: usize;
  columnOffsets: usize;
  columnMembers: usize;
  /** A {@link NOTE} a row. */
  notes: usize;
  /** Lists are compared as many at once as have so many entries together. */
  entriesAtOnce: u32;
  /** Pairs of rows are tested so many at once. */
  pairsAtOnce: u32;
  /** u32[threads]: each a scratch of max(entriesAtOnce, longest column) notes. */
  entries: usize;
  /** u32[threads]: each a scratch of pairsAtOnce + 1 pairs. */
  pairs: usize;
}

/**
 * Bytes of a note: three sets of a row's members (u64 each) by different hashes, the first 0 for an
 * empty or contained row, and the rarest column (u32).
 */
const NOTE: usize = 32;
const SECOND: usize = 8;
const THIRD: usize = 16;
const RAREST: usize = 24;

/** Bytes of a pair: a row, and one that may contain it. */
const PAIR: usize = 8;

/** Makes the notes of rows. */
export function noteChunk(work: ToplexWork, from: u32, to: u32): void {
  let at = get(work.offsets, from);
  for (let row = from; row < to; row++) {
    const end = get(work.offsets, row + 1);
    let wide: u64 = 0;
    let second: u64 = 0;
    let third: u64 = 0;
    let least = NONE;
    let rarest = NONE;
    for (; at < end; at++) {
      const column = get(work.members, at);
      const mixed = column * 0x9e3779b1;
      wide |= (<u64>1) << (mixed >> 26);
      second |= (<u64>1) << ((mixed >> 20) & 63);
      third |= (<u64>1) << ((mixed >> 14) & 63);
      const degree =
        get(work.columnOffsets, column + 1) - get(work.columnOffsets, column);
      const isLess = degree < least;
      least = select(degree, least, isLess);
      rarest = select(column, rarest, isLess);
    }
    const note = work.notes + <usize>row * NOTE;
    store<u64>(note, wide);
    store<u64>(note, second, SECOND);
    store<u64>(note, third, THIRD);
    store<u32>(note, rarest, RAREST);
  }
}

/** Empties the first set of each row that another row contains, for the columns of a chunk. */
export function containChunk(
  work: ToplexWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const pairs = <usize>get(work.pairs, thread);
  const entries = <usize>get(work.entries, thread);
  let end = pairs;
  let column = from;
  while (column < to) {
    const first = get(work.columnOffsets, column);
    let until = column + 1;
    while (
      until < to &&
      get(work.columnOffsets, until + 1) - first <= work.entriesAtOnce
    ) {
      until++;
    }
    fetchNotes(work, first, get(work.columnOffsets, until), entries);
    for (; column < until; column++) {
      const start = get(work.columnOffsets, column);
      const length = get(work.columnOffsets, column + 1) - start;
      if (length < 2) continue;
      end = comparePairs(
        work,
        column,
        entries + <usize>(start - first) * NOTE,
        pairs,
        end,
      );
    }
  }
  testPairs(work, pairs, end);
}

/** Copies the notes of the rows listed from `first` on: one long loop, so that accesses overlap. */
function fetchNotes(
  work: ToplexWork,
  first: u32,
  end: u32,
  entries: usize,
): void {
  for (let q = first; q < end; q++, entries += NOTE) {
    const note = work.notes + <usize>get(work.columnMembers, q) * NOTE;
    v128.store(entries, v128.load(note));
    v128.store(entries, v128.load(note, 16), 16);
  }
}

/**
 * Collects pairs (row, other) of a column's list where the row is rarest here and the sets of the
 * other hold its own; tests those collected when there are many.
 * @returns Where the pairs end now.
 */
function comparePairs(
  work: ToplexWork,
  column: u32,
  entries: usize,
  pairs: usize,
  end: usize,
): usize {
  const start = get(work.columnOffsets, column);
  const stop =
    entries + <usize>(get(work.columnOffsets, column + 1) - start) * NOTE;
  const rows = work.columnMembers + ((<usize>start) << 2);
  const full = pairs + <usize>work.pairsAtOnce * PAIR;
  for (let mine = entries; mine < stop; mine += NOTE) {
    if (load<u32>(mine, RAREST) != column) continue;
    const wide = load<u64>(mine);
    const second = load<u64>(mine, SECOND);
    const third = load<u64>(mine, THIRD);
    const row = get(rows, <u32>((mine - entries) / NOTE));
    for (let entry = entries; entry < stop; entry += NOTE) {
      if (wide & ~load<u64>(entry)) continue;
      if (second & ~load<u64>(entry, SECOND)) continue;
      if (third & ~load<u64>(entry, THIRD)) continue;
      if (entry == mine) continue;
      store<u32>(end, row);
      store<u32>(end, get(rows, <u32>((entry - entries) / NOTE)), 4);
      end += PAIR;
      if (end >= full) {
        testPairs(work, pairs, end);
        end = pairs;
        // it may be known by now that the row is contained
        if (load<u64>(work.notes + <usize>row * NOTE) == 0) break;
      }
    }
  }
  return end;
}

/** Empties the first set of each row that is inside the other of its pair. */
function testPairs(work: ToplexWork, pairs: usize, end: usize): void {
  // The rows are far apart: asked for one after the other, they arrive together.
  let touched: u32 = 0;
  for (let pair = pairs; pair < end; pair += PAIR) {
    const at = get(work.offsets, load<u32>(pair, 4));
    touched ^= get(work.members, at) ^ get(work.offsets, load<u32>(pair));
  }
  store<u32>(end, touched);
  for (let pair = pairs; pair < end; pair += PAIR) {
    const row = load<u32>(pair);
    const note = work.notes + <usize>row * NOTE;
    if (load<u64>(note) == 0) continue;
    if (isInside(work, row, load<u32>(pair, 4))) store<u64>(note, 0);
  }
}

/** Whether a row is inside the other; of equal ones the first is not. */
function isInside(work: ToplexWork, row: u32, other: u32): bool {
  let at = get(work.offsets, row);
  const end = get(work.offsets, row + 1);
  let otherAt = get(work.offsets, other);
  const otherEnd = get(work.offsets, other + 1);
  if (otherEnd - otherAt == end - at && other > row) return false;
  while (at < end && otherEnd - otherAt >= end - at) {
    const member = get(work.members, at);
    const met = get(work.members, otherAt);
    if (met > member) return false;
    at += u32(met == member);
    otherAt++;
  }
  return at == end;
}

/**
 * Lists the rows that are neither empty nor contained, once all chunks are done.
 * @param found - Out, u32[rows + 1].
 * @returns How many there are.
 */
export function listToplexes(work: ToplexWork, found: usize): u32 {
  let count: u32 = 0;
  for (let row: u32 = 0; row < work.rows; row++) {
    set(found, count, row);
    count += u32(load<u64>(work.notes + <usize>row * NOTE) != 0);
  }
  return count;
}
