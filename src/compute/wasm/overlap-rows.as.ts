import { get, INDEX, LAST, set } from './memory.as';
import { findRoot } from './pair-index.as';
import { isStopped, takeBlock } from './threads.as';

/** Finding the earlier rows of each row, chunks of rows. */
@unmanaged
export class OverlapWork {
  s: u32;
  offsets: usize;
  ranked: usize;
  /** Pair index, or 0: u32[rows + 1] into `words`. */
  rowStarts: usize;
  /** Word addresses of the entries of each row in its groups. */
  words: usize;
  /** Counting, or 0: u32[columns + 1]; lists of rows of length ≥ s, ascending. */
  listOffsets: usize;
  listRows: usize;
  /** u32[incidences]: index of each incidence in its list. */
  ends: usize;
  /** u32[threads]: an `OverlapThread` each. */
  threads: usize;
  /** Pairs are stored: u32[rows] each, word addresses of a row's first and after its last. */
  starts: usize;
  stops: usize;
}

/** One thread's scratch and results. */
@unmanaged
export class OverlapThread {
  /** Pairs so far. */
  count: u64;
  /** Free part of the thread's block of pairs. */
  next: usize;
  limit: usize;
  /** u32[rows], disjoint sets to join instead; or 0. */
  parents: usize;
  /** u8[rows + 16], zero. */
  hits: usize;
  /** u8[columns], zero. */
  marks: usize;
  /** u32[rows + 1]. */
  touched: usize;
  /** u32[rows], zero; only for rows of more than 255 members. */
  wideHits: usize;
}

/** Bytes of a new block of pairs, unless a row may need more. */
const BLOCK: usize = 1 << 22;

export function overlapChunk(
  work: OverlapWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const own = changetype<OverlapThread>(<usize>get(work.threads, thread));
  if (work.rowStarts) overlapsByPairs(work, from, to, own);
  else overlapsByCounting(work, from, to, own);
}

/**
 * Rows that overlap each row of [from, to) in at least s ≥ 2 members, through
 * the groups it is in. With c members shared, the pair of rows meets in h
 * groups, and c ≥ s gives h ≥ s − 1 while c < s gives h ≤ (s − 1)(s − 2)/2, so
 * that only counts between the two are looked up.
 */
function overlapsByPairs(
  work: OverlapWork,
  from: u32,
  to: u32,
  own: OverlapThread,
): void {
  const hits = own.hits;
  const s = work.s;
  const least = min(s - 1, 255);
  // beyond what a byte counts, where every pair is looked up
  const bounded = min(s, 32);
  const enough = ((bounded - 1) * (bounded - 2)) / 2 + 1;
  for (let row = from; row < to; row++) {
    const first = get(work.rowStarts, row);
    const last = get(work.rowStarts, row + 1);
    let touched = own.touched;
    for (let w = first; w < last; w++) {
      let at = (<usize>get(work.words, w)) << 2;
      let entry: u32;
      do {
        at -= 4;
        entry = load<u32>(at);
        const counter = hits + <usize>(entry & INDEX);
        const count = <u32>load<u8>(counter);
        store<u8>(counter, count + u32(count != 255));
        store<u32>(touched, entry & INDEX);
        touched += (<usize>(count == 0)) << 2;
      } while ((entry & LAST) == 0);
    }
    if (!begin(work, row, touched, own)) return;
    if (enough <= least) emitCounted(row, least, touched, own);
    else emitVerified(work, row, least, enough, touched, own);
    finish(work, row, own);
  }
}

/** Makes room for the pairs of a row and notes where they start. */
function begin(
  work: OverlapWork,
  row: u32,
  touched: usize,
  own: OverlapThread,
): bool {
  if (work.starts == 0) return true;
  const bound = touched - own.touched + 4;
  if (own.next + bound > own.limit) {
    if (isStopped()) return false;
    const size = max(bound, BLOCK);
    const block = takeBlock(size);
    if (block == 0) return false;
    own.next = block;
    own.limit = block + size;
  }
  set(work.starts, row, <u32>(own.next >> 2));
  return true;
}

function finish(work: OverlapWork, row: u32, own: OverlapThread): void {
  if (work.starts) set(work.stops, row, <u32>(own.next >> 2));
}

/** Rows met at least `least` times; clears their counts. */
function emitCounted(
  row: u32,
  least: u32,
  touchedEnd: usize,
  own: OverlapThread,
): void {
  const hits = own.hits;
  const parents = own.parents;
  if (parents) {
    for (let t = own.touched; t < touchedEnd; t += 4) {
      const other = load<u32>(t);
      const counter = hits + <usize>other;
      if (<u32>load<u8>(counter) >= least) unite(parents, row, other);
      store<u8>(counter, 0);
    }
    return;
  }
  const start = own.next;
  if (start) {
    let next = start;
    for (let t = own.touched; t < touchedEnd; t += 4) {
      const other = load<u32>(t);
      const counter = hits + <usize>other;
      store<u32>(next, other);
      next += (<usize>(<u32>load<u8>(counter) >= least)) << 2;
      store<u8>(counter, 0);
    }
    own.next = next;
    own.count += (next - start) >> 2;
    return;
  }
  let count: u32 = 0;
  for (let t = own.touched; t < touchedEnd; t += 4) {
    const counter = hits + <usize>load<u32>(t);
    count += u32(<u32>load<u8>(counter) >= least);
    store<u8>(counter, 0);
  }
  own.count += count;
}

function emitVerified(
  work: OverlapWork,
  row: u32,
  least: u32,
  enough: u32,
  touchedEnd: usize,
  own: OverlapThread,
): void {
  const start = get(work.offsets, row);
  const end = get(work.offsets, row + 1);
  const alwaysVerify = enough > 255;
  let marked = false;
  for (let t = own.touched; t < touchedEnd; t += 4) {
    const other = load<u32>(t);
    const counter = own.hits + <usize>other;
    const count = <u32>load<u8>(counter);
    store<u8>(counter, 0);
    if (count < least) continue;
    if (alwaysVerify || count < enough) {
      if (
        own.parents &&
        findRoot(own.parents, row) == findRoot(own.parents, other)
      )
        continue;
      if (!marked) {
        setMarks(work.ranked, start, end, own.marks, 1);
        marked = true;
      }
      if (!shareAtLeast(work, other, own.marks)) continue;
    }
    if (own.parents) unite(own.parents, row, other);
    else if (own.next) {
      store<u32>(own.next, other);
      own.next += 4;
      own.count++;
    } else own.count++;
  }
  if (marked) setMarks(work.ranked, start, end, own.marks, 0);
}

function unite(parents: usize, row: u32, other: u32): void {
  const left = findRoot(parents, row);
  const right = findRoot(parents, other);
  set(parents, max(left, right), min(left, right));
}

function setMarks(
  ranked: usize,
  start: u32,
  end: u32,
  marks: usize,
  value: u8,
): void {
  for (let i = start; i < end; i++) {
    store<u8>(marks + <usize>(get(ranked, i) & INDEX), value);
  }
}

/** Whether a row has s marked members; stops as soon as that is settled. */
function shareAtLeast(work: OverlapWork, row: u32, marks: usize): bool {
  let at = get(work.offsets, row);
  let left = get(work.offsets, row + 1) - at;
  let needed = work.s;
  while (needed <= left) {
    needed -= <u32>load<u8>(marks + <usize>(get(work.ranked, at) & INDEX));
    if (needed == 0) return true;
    at++;
    left--;
  }
  return false;
}

/** The same by counting: every earlier row on the lists of this row's members. */
function overlapsByCounting(
  work: OverlapWork,
  from: u32,
  to: u32,
  own: OverlapThread,
): void {
  const s = work.s;
  const onlyCounts = work.starts == 0 && own.parents == 0;
  for (let row = from; row < to; row++) {
    const start = get(work.offsets, row);
    const end = get(work.offsets, row + 1);
    if (end - start < s) {
      if (!begin(work, row, own.touched, own)) return;
      finish(work, row, own);
    } else if (end - start > 255) {
      const touched = countWide(work, start, end, own);
      if (!begin(work, row, touched, own)) return;
      emitWide(row, s, touched, own);
      finish(work, row, own);
    } else if (onlyCounts && isDense(work, row, start, end)) {
      own.count += countDense(work, row, start, end, own.hits);
    } else {
      const touched = countNarrow(work, start, end, own);
      if (!begin(work, row, touched, own)) return;
      emitCounted(row, s, touched, own);
      finish(work, row, own);
    }
  }
}

/** First entry of the list of the column at incidence `i`. */
function listStart(work: OverlapWork, i: u32): u32 {
  return get(work.listOffsets, get(work.ranked, i) & INDEX);
}

/** No earlier row can be met more than 255 times: a byte is enough. */
function countNarrow(
  work: OverlapWork,
  start: u32,
  end: u32,
  own: OverlapThread,
): usize {
  const hits = own.hits;
  let touched = own.touched;
  for (let i = start; i < end; i++) {
    let at = work.listRows + ((<usize>listStart(work, i)) << 2);
    const stop = work.listRows + ((<usize>get(work.ends, i)) << 2);
    for (; at < stop; at += 4) {
      const other = load<u32>(at);
      const counter = hits + <usize>other;
      const count = load<u8>(counter);
      store<u8>(counter, count + 1);
      store<u32>(touched, other);
      touched += (<usize>(count == 0)) << 2;
    }
  }
  return touched;
}

function countWide(
  work: OverlapWork,
  start: u32,
  end: u32,
  own: OverlapThread,
): usize {
  let touched = own.touched;
  for (let i = start; i < end; i++) {
    const stop = get(work.ends, i);
    for (let q = listStart(work, i); q < stop; q++) {
      const other = get(work.listRows, q);
      const count = get(own.wideHits, other);
      set(own.wideHits, other, count + 1);
      store<u32>(touched, other);
      touched += (<usize>(count == 0)) << 2;
    }
  }
  return touched;
}

function emitWide(
  row: u32,
  s: u32,
  touchedEnd: usize,
  own: OverlapThread,
): void {
  for (let t = own.touched; t < touchedEnd; t += 4) {
    const other = load<u32>(t);
    const count = get(own.wideHits, other);
    set(own.wideHits, other, 0);
    if (count < s) continue;
    if (own.parents) unite(own.parents, row, other);
    else if (own.next) {
      store<u32>(own.next, other);
      own.next += 4;
      own.count++;
    } else own.count++;
  }
}

/** Whether so many wedges lead to earlier rows that looking at all of these is cheaper. */
function isDense(work: OverlapWork, row: u32, start: u32, end: u32): bool {
  let wedges: u64 = 0;
  for (let i = start; i < end; i++) {
    wedges += get(work.ends, i) - listStart(work, i);
  }
  return wedges << 4 >= <u64>row;
}

/** Counts without a list of rows met, then looks at 16 rows at a time. */
function countDense(
  work: OverlapWork,
  row: u32,
  start: u32,
  end: u32,
  hits: usize,
): u32 {
  for (let i = start; i < end; i++) {
    let at = work.listRows + ((<usize>listStart(work, i)) << 2);
    const stop = work.listRows + ((<usize>get(work.ends, i)) << 2);
    for (; at < stop; at += 4) {
      const counter = hits + <usize>load<u32>(at);
      store<u8>(counter, load<u8>(counter) + 1);
    }
  }
  const least = i8x16.splat(<i8>work.s);
  const zero = i8x16.splat(0);
  let count: u32 = 0;
  for (let at = hits; at < hits + <usize>row; at += 16) {
    const sixteen = v128.load(at);
    count += popcnt(<u32>i8x16.bitmask(i8x16.ge_u(sixteen, least)));
    v128.store(at, zero);
  }
  return count;
}

/**
 * Cuts rows into chunks of about `size` wedges.
 * @param bounds - Out, u32[wedges / size + 2]: first rows of the chunks, and `rows`.
 * @returns Chunks.
 */
export function cutByWedges(
  rows: u32,
  work: OverlapWork,
  size: u64,
  bounds: usize,
): u32 {
  let chunks: u32 = 0;
  let wedges: u64 = 0;
  set(bounds, 0, 0);
  for (let row: u32 = 0; row < rows; row++) {
    const end = get(work.offsets, row + 1);
    const start = get(work.offsets, row);
    if (end - start >= work.s) {
      for (let i = start; i < end; i++) {
        wedges += get(work.ends, i) - listStart(work, i);
      }
    }
    if (wedges < size && row < rows - 1) continue;
    set(bounds, ++chunks, row + 1);
    wedges = 0;
  }
  return chunks;
}

/**
 * Offsets of the earlier rows of all rows, one after the other, and the runs of
 * memory they lie in.
 * @param offsets - Out, u32[rows + 1].
 * @param runs - Out, (word address, length) for each run; room for 2 · rows words.
 * @returns Runs.
 */
export function joinRuns(
  rows: u32,
  starts: usize,
  stops: usize,
  offsets: usize,
  runs: usize,
): u32 {
  let total: u32 = 0;
  let count: u32 = 0;
  let last: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(starts, row);
    const length = get(stops, row) - start;
    set(offsets, row, total);
    if (length == 0) continue;
    if (count > 0 && start == last) {
      const slot = runs + ((<usize>(2 * count - 1)) << 2);
      store<u32>(slot, load<u32>(slot) + length);
    } else {
      set(runs, 2 * count, start);
      set(runs, 2 * count + 1, length);
      count++;
    }
    total += length;
    last = start + length;
  }
  set(offsets, rows, total);
  return count;
}

/**
 * Puts pairs (row, earlier) the other way round: for each row the later ones,
 * ascending, and how many members the two share.
 * @param laterOffsets - Out, u32[rows + 2]; the first rows + 1 are the offsets.
 * @param later - Out, u32[pairs].
 * @param shared - Out, u32[pairs]; 0 for not wanted.
 * @param marks - u8[columns], zero.
 */
export function turnPairs(
  rows: u32,
  work: OverlapWork,
  laterOffsets: usize,
  later: usize,
  shared: usize,
  marks: usize,
): void {
  memory.fill(laterOffsets, 0, (<usize>rows + 2) << 2);
  for (let row: u32 = 0; row < rows; row++) {
    const to = (<usize>get(work.stops, row)) << 2;
    for (let at = (<usize>get(work.starts, row)) << 2; at < to; at += 4) {
      const slot = laterOffsets + ((<usize>load<u32>(at) + 2) << 2);
      store<u32>(slot, load<u32>(slot) + 1);
    }
  }
  for (let row: u32 = 1; row <= rows; row++) {
    set(
      laterOffsets,
      row + 1,
      get(laterOffsets, row + 1) + get(laterOffsets, row),
    );
  }
  for (let row: u32 = 0; row < rows; row++) {
    const from = (<usize>get(work.starts, row)) << 2;
    const to = (<usize>get(work.stops, row)) << 2;
    if (from == to) continue;
    const begin = get(work.offsets, row);
    const end = get(work.offsets, row + 1);
    if (shared) setMarks(work.ranked, begin, end, marks, 1);
    for (let at = from; at < to; at += 4) {
      const other = load<u32>(at);
      const slot = laterOffsets + ((<usize>other + 1) << 2);
      const next = load<u32>(slot);
      store<u32>(slot, next + 1);
      set(later, next, row);
      if (shared) set(shared, next, countMarked(work, other, marks));
    }
    if (shared) setMarks(work.ranked, begin, end, marks, 0);
  }
}

function countMarked(work: OverlapWork, row: u32, marks: usize): u32 {
  const end = get(work.offsets, row + 1);
  let count: u32 = 0;
  for (let i = get(work.offsets, row); i < end; i++) {
    count += <u32>load<u8>(marks + <usize>(get(work.ranked, i) & INDEX));
  }
  return count;
}
