import { get, INDEX, LAST, set } from './memory.as';
import { findRoot } from './pair-index.as';

/** What to do with the overlapping pairs: address, or 0 for not wanted. */
@unmanaged
export class OverlapOutput {
  /** Pairs so far. */
  count: u64;
  /** Next free byte for the earlier rows j < i of each row i. */
  pairs: usize;
  /** End of the room for them; a row that might not fit is left for the next call. */
  limit: usize;
  /** u32[rows]: where the earlier rows of each row start, as word addresses. */
  starts: usize;
  /** u32[rows]: disjoint sets to join instead of storing. */
  parents: usize;
}

/** Whether the earlier rows of `row`, at most `row` of them, fit. */
function fits(out: OverlapOutput, row: u32): bool {
  return out.pairs == 0 || out.pairs + ((<usize>row) << 2) <= out.limit;
}

/** Arrays that one thread needs to go over rows. */
@unmanaged
export class OverlapScratch {
  /** u8[rows], zero. */
  hits: usize;
  /** u8[columns], zero. */
  marks: usize;
  /** u32[rows]. */
  touched: usize;
  /** u32[rows], zero; only for rows of more than 255 members. */
  wideHits: usize;
}

/** Sorts the log of row–group entries by row (counting sort, first half). */
export function countLog(log: usize, end: usize, rowStarts: usize): void {
  for (let at = log; at < end; at += 8) {
    const slot = rowStarts + ((<usize>load<u32>(at) + 2) << 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
}

/** Second half; `rowStarts` hold starts at [1 … rows]. */
export function scatterLog(
  log: usize,
  end: usize,
  rowStarts: usize,
  words: usize,
): void {
  for (let at = log; at < end; at += 8) {
    const slot = rowStarts + ((<usize>load<u32>(at) + 1) << 2);
    const next = load<u32>(slot);
    set(words, next, load<u32>(at, 4));
    store<u32>(slot, next + 1);
  }
}

/**
 * Rows that overlap each row of [from, to) in at least s ≥ 2 members, through
 * the groups it is in. With c members shared, the pair of rows meets in h
 * groups, and c ≥ s gives h ≥ s − 1 while c < s gives h ≤ (s − 1)(s − 2)/2, so
 * that only counts between the two are looked up.
 * @param rowStarts - u32[rows + 1] into `words`.
 * @param words - Word addresses of the entries of each row in its groups.
 * @returns The row to go on from: `to`, or the first whose pairs might not fit.
 */
export function overlapsByPairs(
  from: u32,
  to: u32,
  s: u32,
  offsets: usize,
  ranked: usize,
  rowStarts: usize,
  words: usize,
  scratch: OverlapScratch,
  out: OverlapOutput,
): u32 {
  const hits = scratch.hits;
  const least = min(s - 1, 255);
  const enough = ((s - 1) * (s - 2)) / 2 + 1;
  for (let row = from; row < to; row++) {
    if (!fits(out, row)) return row;
    if (out.starts) set(out.starts, row, <u32>(out.pairs >> 2));
    const first = get(rowStarts, row);
    const last = get(rowStarts, row + 1);
    if (first == last) continue;
    let touched = scratch.touched;
    for (let w = first; w < last; w++) {
      let at = (<usize>get(words, w)) << 2;
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
    emitVerified(row, least, enough, s, offsets, ranked, scratch, touched, out);
  }
  return to;
}

function emitVerified(
  row: u32,
  least: u32,
  enough: u32,
  s: u32,
  offsets: usize,
  ranked: usize,
  scratch: OverlapScratch,
  touchedEnd: usize,
  out: OverlapOutput,
): void {
  const start = get(offsets, row);
  const end = get(offsets, row + 1);
  const alwaysVerify = enough > 255;
  let marked = false;
  for (let t = scratch.touched; t < touchedEnd; t += 4) {
    const other = load<u32>(t);
    const counter = scratch.hits + <usize>other;
    const count = <u32>load<u8>(counter);
    store<u8>(counter, 0);
    if (count < least) continue;
    if (alwaysVerify || count < enough) {
      if (out.parents && sameSet(out.parents, row, other)) continue;
      if (!marked) {
        setMarks(ranked, start, end, scratch.marks, 1);
        marked = true;
      }
      if (!shareAtLeast(other, s, offsets, ranked, scratch.marks)) continue;
    }
    emit(row, other, out);
  }
  if (marked) setMarks(ranked, start, end, scratch.marks, 0);
}

function sameSet(parents: usize, a: u32, b: u32): bool {
  return findRoot(parents, a) == findRoot(parents, b);
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
function shareAtLeast(
  row: u32,
  s: u32,
  offsets: usize,
  ranked: usize,
  marks: usize,
): bool {
  let at = get(offsets, row);
  let left = get(offsets, row + 1) - at;
  let needed = s;
  while (needed <= left) {
    needed -= <u32>load<u8>(marks + <usize>(get(ranked, at) & INDEX));
    if (needed == 0) return true;
    at++;
    left--;
  }
  return false;
}

function emit(row: u32, other: u32, out: OverlapOutput): void {
  out.count++;
  if (out.parents) {
    const left = findRoot(out.parents, row);
    const right = findRoot(out.parents, other);
    set(out.parents, max(left, right), min(left, right));
  } else if (out.pairs) {
    store<u32>(out.pairs, other);
    out.pairs += 4;
  }
}

/**
 * The same by counting: every earlier row on the lists of this row's members.
 * @param listOffsets - u32[columns + 1]; lists of rows of length ≥ s, ascending.
 * @param ends - u32[incidences]: index of each incidence in its list.
 * @returns As for {@link overlapsByPairs}.
 */
export function overlapsByCounting(
  from: u32,
  to: u32,
  s: u32,
  offsets: usize,
  ranked: usize,
  listOffsets: usize,
  listRows: usize,
  ends: usize,
  scratch: OverlapScratch,
  out: OverlapOutput,
): u32 {
  for (let row = from; row < to; row++) {
    if (!fits(out, row)) return row;
    if (out.starts) set(out.starts, row, <u32>(out.pairs >> 2));
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    if (end - start < s) continue;
    let touched = scratch.touched;
    if (end - start <= 255) {
      // no earlier row can be met more than 255 times: a byte is enough
      for (let i = start; i < end; i++) {
        let at =
          listRows + ((<usize>get(listOffsets, get(ranked, i) & INDEX)) << 2);
        const stop = listRows + ((<usize>get(ends, i)) << 2);
        for (; at < stop; at += 4) {
          const other = load<u32>(at);
          const counter = scratch.hits + <usize>other;
          const count = load<u8>(counter);
          store<u8>(counter, count + 1);
          store<u32>(touched, other);
          touched += (<usize>(count == 0)) << 2;
        }
      }
      for (let t = scratch.touched; t < touched; t += 4) {
        const other = load<u32>(t);
        const counter = scratch.hits + <usize>other;
        if (<u32>load<u8>(counter) >= s) emit(row, other, out);
        store<u8>(counter, 0);
      }
    } else {
      for (let i = start; i < end; i++) {
        let at =
          listRows + ((<usize>get(listOffsets, get(ranked, i) & INDEX)) << 2);
        const stop = listRows + ((<usize>get(ends, i)) << 2);
        for (; at < stop; at += 4) {
          const other = load<u32>(at);
          const count = get(scratch.wideHits, other);
          set(scratch.wideHits, other, count + 1);
          store<u32>(touched, other);
          touched += (<usize>(count == 0)) << 2;
        }
      }
      for (let t = scratch.touched; t < touched; t += 4) {
        const other = load<u32>(t);
        if (get(scratch.wideHits, other) >= s) emit(row, other, out);
        set(scratch.wideHits, other, 0);
      }
    }
  }
  return to;
}

/**
 * Puts pairs (row, earlier) the other way round: for each row the later ones,
 * ascending, and how many members the two share.
 * @param starts - u32[rows + 1]: word addresses of each row's earlier rows.
 * @param laterOffsets - Out, u32[rows + 2]; the first rows + 1 are the offsets.
 * @param later - Out, u32[pairs].
 * @param shared - Out, u32[pairs]; 0 for not wanted.
 * @param marks - u8[columns], zero.
 */
export function turnPairs(
  rows: u32,
  starts: usize,
  offsets: usize,
  ranked: usize,
  laterOffsets: usize,
  later: usize,
  shared: usize,
  marks: usize,
): void {
  memory.fill(laterOffsets, 0, (<usize>rows + 2) << 2);
  const first = (<usize>get(starts, 0)) << 2;
  const last = (<usize>get(starts, rows)) << 2;
  for (let at = first; at < last; at += 4) {
    const slot = laterOffsets + ((<usize>load<u32>(at) + 2) << 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
  for (let row: u32 = 1; row <= rows; row++) {
    set(
      laterOffsets,
      row + 1,
      get(laterOffsets, row + 1) + get(laterOffsets, row),
    );
  }
  for (let row: u32 = 0; row < rows; row++) {
    const from = (<usize>get(starts, row)) << 2;
    const to = (<usize>get(starts, row + 1)) << 2;
    if (from == to) continue;
    const begin = get(offsets, row);
    const end = get(offsets, row + 1);
    if (shared) setMarks(ranked, begin, end, marks, 1);
    for (let at = from; at < to; at += 4) {
      const other = load<u32>(at);
      const slot = laterOffsets + ((<usize>other + 1) << 2);
      const next = load<u32>(slot);
      store<u32>(slot, next + 1);
      set(later, next, row);
      if (shared) set(shared, next, countMarked(other, offsets, ranked, marks));
    }
    if (shared) setMarks(ranked, begin, end, marks, 0);
  }
}

function countMarked(
  row: u32,
  offsets: usize,
  ranked: usize,
  marks: usize,
): u32 {
  const end = get(offsets, row + 1);
  let count: u32 = 0;
  for (let i = get(offsets, row); i < end; i++) {
    count += <u32>load<u8>(marks + <usize>(get(ranked, i) & INDEX));
  }
  return count;
}
