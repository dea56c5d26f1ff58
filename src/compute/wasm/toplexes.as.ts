import { get, increment, NONE, set } from './memory.as';

/** Arrays of the search for maximal rows; the host fills it in this order. */
@unmanaged
export class ToplexArrays {
  rows: u32;
  columns: u32;
  offsets: usize;
  members: usize;
  /** Out, u32[rows]: rows from longest to shortest, ties by index. */
  order: usize;
  /** Scratch, u32[longest row + 2]. */
  counts: usize;
  /** u32[columns + 1]: where the list of each column starts. */
  listOffsets: usize;
  /** u32[columns]: where the list of each column ends so far. */
  listEnds: usize;
  /** 12 B an incidence: signature (u64) and index (u32) of the maximal rows on the lists. */
  lists: usize;
  /** Out, u8[rows]: 1 for maximal rows. */
  isMaximal: usize;
}

/** Bytes of an entry of a list. */
const ENTRY: usize = 12;

/** Orders the rows and empties the lists, before the first {@link markToplexes}. */
export function prepareToplexes(a: ToplexArrays): void {
  let longest: u32 = 0;
  for (let row: u32 = 0; row < a.rows; row++) {
    longest = max(longest, get(a.offsets, row + 1) - get(a.offsets, row));
  }
  memory.fill(a.counts, 0, (<usize>longest + 2) << 2);
  for (let row: u32 = 0; row < a.rows; row++) {
    const length = get(a.offsets, row + 1) - get(a.offsets, row);
    increment(a.counts, longest - length + 1);
  }
  for (let k: u32 = 1; k <= longest; k++) {
    set(a.counts, k, get(a.counts, k) + get(a.counts, k - 1));
  }
  for (let row: u32 = 0; row < a.rows; row++) {
    const slot = longest - (get(a.offsets, row + 1) - get(a.offsets, row));
    const at = get(a.counts, slot);
    set(a.order, at, row);
    set(a.counts, slot, at + 1);
  }
  memory.copy(a.listEnds, a.listOffsets, (<usize>a.columns) << 2);
  memory.fill(a.isMaximal, 0, a.rows);
}

/**
 * Marks the rows that no other row contains; of equal ones the first. A row can
 * be contained only in a maximal row on the list of each of its members, so the
 * shortest list is searched; signatures rule most of it out.
 * @param from - First position in the order to look at; positions ascend from call to call.
 * @returns Maximal rows found. An empty row is maximal only where all are empty.
 */
export function markToplexes(a: ToplexArrays, from: u32, to: u32): u32 {
  let found: u32 = 0;
  for (let i = from; i < to; i++) {
    const row = get(a.order, i);
    const start = get(a.offsets, row);
    const end = get(a.offsets, row + 1);
    if (start == end) {
      if (i == 0) {
        store<u8>(a.isMaximal + <usize>row, 1);
        found++;
      }
      break;
    }
    let signature: u64 = 0;
    let shortest = NONE;
    let list: u32 = 0;
    for (let p = start; p < end; p++) {
      const column = get(a.members, p);
      signature |= (<u64>1) << ((column * 0x9e3779b1) >> 26);
      const length = get(a.listEnds, column) - get(a.listOffsets, column);
      if (length < shortest) {
        shortest = length;
        list = column;
      }
    }
    if (isContained(a, start, end, list, signature)) continue;
    store<u8>(a.isMaximal + <usize>row, 1);
    found++;
    for (let p = start; p < end; p++) {
      const column = get(a.members, p);
      const at = get(a.listEnds, column);
      const entry = a.lists + <usize>at * ENTRY;
      store<u64>(entry, signature);
      store<u32>(entry, row, 8);
      set(a.listEnds, column, at + 1);
    }
  }
  return found;
}

function isContained(
  a: ToplexArrays,
  start: u32,
  end: u32,
  list: u32,
  signature: u64,
): bool {
  const stop = a.lists + <usize>get(a.listEnds, list) * ENTRY;
  let entry = a.lists + <usize>get(a.listOffsets, list) * ENTRY;
  for (; entry < stop; entry += ENTRY) {
    if (signature & ~load<u64>(entry)) continue;
    const other = load<u32>(entry, 8);
    let x = get(a.offsets, other);
    const otherEnd = get(a.offsets, other + 1);
    let p = start;
    while (p < end && otherEnd - x >= end - p) {
      const mine = get(a.members, p);
      const theirs = get(a.members, x);
      if (theirs > mine) break;
      p += u32(theirs == mine);
      x++;
    }
    if (p == end) return true;
  }
  return false;
}
