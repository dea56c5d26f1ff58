import { get, increment, NONE, set } from './memory.as';

// Strong collapse (Barmak and Minian 2012, doi:10.1007/s00454-011-9357-5; on the
// incidence matrix: Boissonnat, Pritam and Pareek 2018, doi:10.4230/LIPIcs.ESA.2018.67):
// rows inside other rows go, then columns whose rows are all rows of another
// column, and so on. Homology stays.

/** One direction of the matrix. */
@unmanaged
export class CollapseSide {
  count: u32;
  offsets: usize;
  members: usize;
  /** u32[count]: what each row was called at the start. */
  names: usize;
  /** u8[count]: 1 for rows that lost a member since they were last looked at. */
  isChanged: usize;
  /** Scratch: u8[count]. */
  isKept: usize;
  /** Scratch: u64[count]. */
  signatures: usize;
  /** Scratch: u32[count]. */
  order: usize;
  /** Scratch: u32[count]: where the list of each row, as a column of the other side, ends. */
  listEnds: usize;
  /** Scratch: u32[incidences]: kept rows of the other side by that list. */
  lists: usize;
  /** Scratch: u32[longest row + 2]. */
  counts: usize;
}

/**
 * Drops rows of `own` that lie in a kept one, of equal ones the later; looks only
 * at rows that changed.
 * @param inOrder - Whether a row may only lie in an earlier one.
 * @returns How many went.
 */
export function dropContained(
  own: CollapseSide,
  other: CollapseSide,
  inOrder: bool,
): u32 {
  if (!inOrder) orderBySize(own);
  memory.copy(other.listEnds, other.offsets, (<usize>other.count) << 2);
  let dropped: u32 = 0;
  for (let i: u32 = 0; i < own.count; i++) {
    const row = inOrder ? i : get(own.order, i);
    const start = get(own.offsets, row);
    const end = get(own.offsets, row + 1);
    let signature: u64 = 0;
    let shortest = NONE;
    let list: u32 = 0;
    for (let p = start; p < end; p++) {
      const u = get(own.members, p);
      const bit = <u64>((u * 0x9e3779b1) >> 26);
      signature |= (<u64>1) << bit;
      const length = get(other.listEnds, u) - get(other.offsets, u);
      if (length < shortest) {
        shortest = length;
        list = u;
      }
    }
    store<u64>(own.signatures + ((<usize>row) << 3), signature);
    const goes =
      start == end ||
      (load<u8>(own.isChanged + row) != 0 &&
        isContained(own, other, row, list, signature));
    store<u8>(own.isKept + row, goes ? 0 : 1);
    if (goes) {
      dropped++;
      continue;
    }
    for (let p = start; p < end; p++) {
      const u = get(own.members, p);
      const at = get(other.listEnds, u);
      set(other.lists, at, row);
      set(other.listEnds, u, at + 1);
    }
  }
  memory.fill(own.isChanged, 0, own.count);
  if (dropped > 0) removeDropped(own, other);
  return dropped;
}

function orderBySize(own: CollapseSide): void {
  let longest: u32 = 0;
  for (let row: u32 = 0; row < own.count; row++) {
    longest = max(longest, get(own.offsets, row + 1) - get(own.offsets, row));
  }
  memory.fill(own.counts, 0, (<usize>longest + 2) << 2);
  for (let row: u32 = 0; row < own.count; row++) {
    const size = get(own.offsets, row + 1) - get(own.offsets, row);
    increment(own.counts, longest - size + 1);
  }
  for (let k: u32 = 1; k <= longest; k++) {
    set(own.counts, k, get(own.counts, k) + get(own.counts, k - 1));
  }
  for (let row: u32 = 0; row < own.count; row++) {
    const slot = longest - (get(own.offsets, row + 1) - get(own.offsets, row));
    const at = get(own.counts, slot);
    set(own.order, at, row);
    set(own.counts, slot, at + 1);
  }
}

function isContained(
  own: CollapseSide,
  other: CollapseSide,
  row: u32,
  list: u32,
  signature: u64,
): bool {
  const start = get(own.offsets, row);
  const end = get(own.offsets, row + 1);
  const stop = get(other.listEnds, list);
  for (let q = get(other.offsets, list); q < stop; q++) {
    const larger = get(other.lists, q);
    if (signature & ~load<u64>(own.signatures + ((<usize>larger) << 3))) {
      continue;
    }
    const from = get(own.offsets, larger);
    const to = get(own.offsets, larger + 1);
    if (to - from < end - start) continue;
    if (holdsAll(own.members, start, end, from, to)) return true;
  }
  return false;
}

/** Whether members `from … to` hold members `start … end`; both ascending. */
function holdsAll(
  members: usize,
  start: u32,
  end: u32,
  from: u32,
  to: u32,
): bool {
  let x = from;
  if (to - from > 32 * (end - start)) {
    for (let p = start; p < end; p++) {
      const wanted = get(members, p);
      let high = to;
      while (x < high) {
        const middle = x + ((high - x) >> 1);
        if (get(members, middle) < wanted) x = middle + 1;
        else high = middle;
      }
      if (x == to || get(members, x) != wanted) return false;
    }
    return true;
  }
  let p = start;
  while (p < end && to - x >= end - p) {
    const mine = get(members, p);
    const theirs = get(members, x);
    if (theirs > mine) return false;
    p += u32(theirs == mine);
    x++;
  }
  return p == end;
}

/** Renumbers the rows left and takes the others out of both directions. */
function removeDropped(own: CollapseSide, other: CollapseSide): void {
  // order: the new number of each row
  let count: u32 = 0;
  let at: u32 = 0;
  let start: u32 = 0;
  for (let row: u32 = 0; row < own.count; row++) {
    const end = get(own.offsets, row + 1);
    const isKept = load<u8>(own.isKept + row) != 0;
    set(own.order, row, isKept ? count : NONE);
    for (let p = start; p < end; p++) {
      const u = get(own.members, p);
      if (isKept) set(own.members, at++, u);
      else store<u8>(other.isChanged + u, 1);
    }
    start = end;
    if (!isKept) continue;
    set(own.names, count, get(own.names, row));
    store<u8>(own.isChanged + count, load<u8>(own.isChanged + row));
    count++;
    set(own.offsets, count, at);
  }
  own.count = count;
  at = 0;
  start = 0;
  for (let u: u32 = 0; u < other.count; u++) {
    const end = get(other.offsets, u + 1);
    for (let p = start; p < end; p++) {
      const row = get(own.order, get(other.members, p));
      if (row != NONE) set(other.members, at++, row);
    }
    start = end;
    set(other.offsets, u + 1, at);
  }
}
