import { get, INDEX, LAST, set } from './memory.as';
import { takeBlock } from './threads.as';

// Pairs (u, v) of members, u among the first length − s + 1 of a row and v
// anywhere later in it. Two rows that share at least s members share such a
// pair, so the rows of each pair held at least twice are all that can overlap.

/** A list of at most this many rows is copied once; a longer one is walked twice. */
const SHORT_LIST: u32 = 16;

/** Addresses of one thread's part of the index; the host fills it in this order. */
@unmanaged
export class PairIndex {
  /** u32[incidences]: rows as ranks, last member marked. */
  ranked: usize;
  listOffsets: usize;
  listRows: usize;
  listPositions: usize;
  /** u64[⌈columns / 32⌉], zero: low half seen, high half seen twice. */
  seen: usize;
  /** u32[columns], zero. */
  counts: usize;
  /** u32[columns]. */
  touched: usize;
  /** 8 B for each member of the longest tail sum: (column, row). */
  tails: usize;
  /** The same: entries whose column was seen twice. */
  kept: usize;
  /** 8 B a column, zero: (rank + 1, first row) of the pair last met; only to join few columns. */
  firsts: usize;
}

/** What one thread has grouped so far. */
@unmanaged
export class PairGroups {
  /** Pairs of rows within groups, one for each shared pair of members. */
  wedges: u64;
  /** Entries logged. */
  entries: u64;
  /** Free part of the thread's block: groups and logs of its chunks follow each other there. */
  next: usize;
  limit: usize;
  /** 8 B for each member of the tails of the largest chunk. */
  log: usize;
}

/** Building the groups, chunks of ranks. */
@unmanaged
export class GroupWork {
  columns: u32;
  /** u32[columns]: members in the tails of each rank. */
  tails: usize;
  /** u32[threads]: a `PairIndex` each. */
  indexes: usize;
  /** u32[threads]: a `PairGroups` each. */
  groups: usize;
  /** Out, u32[2 · chunks]: where the log of each chunk starts and ends. */
  logs: usize;
}

/** Sorting the logs by row, chunks of rows. */
@unmanaged
export class LogWork {
  logs: usize;
  /** Entries of `logs`, two a chunk. */
  length: u32;
  rows: u32;
  /** u32[rows + 2 + a spare one]: counts at [2 …], then starts at [1 …]. */
  rowStarts: usize;
  /** Out, u32[entries]; 0 while counting. */
  words: usize;
}

/** Bytes of a new block for groups, unless a chunk may need more. */
const BLOCK: usize = 1 << 24;

function markSeen(seen: usize, column: u32): void {
  const at = seen + ((<usize>(column >> 5)) << 3);
  const bit = (<u64>1) << (column & 31);
  const word = load<u64>(at);
  store<u64>(at, word | bit | ((word & bit) << 32));
}

function seenTwice(seen: usize, column: u32): usize {
  const high = load<u32>(seen + ((<usize>(column >> 5)) << 3), 4);
  return <usize>((high >> (column & 31)) & 1);
}

function clearSeen(seen: usize, column: u32): void {
  store<u64>(seen + ((<usize>(column >> 5)) << 3), 0);
}

/**
 * Collects (column, row) for every column that follows `rank` in two rows or more.
 * @param columns - Number of columns.
 * @returns End address of the entries, which start at `index.kept`.
 */
function collectTails(rank: u32, columns: u32, index: PairIndex): usize {
  const first = get(index.listOffsets, rank);
  const end = get(index.listOffsets, rank + 1);
  if (end - first < 2) return index.kept;
  return end - first <= SHORT_LIST
    ? collectShort(first, end, index)
    : collectLong(rank, first, end, columns, index);
}

function collectShort(first: u32, end: u32, index: PairIndex): usize {
  const seen = index.seen;
  let tail = index.tails;
  for (let q = first; q < end; q++) {
    const row = get(index.listRows, q);
    let at = index.ranked + ((<usize>get(index.listPositions, q)) << 2);
    let member: u32;
    do {
      at += 4;
      member = load<u32>(at);
      markSeen(seen, member & INDEX);
      store<u32>(tail, member & INDEX);
      store<u32>(tail, row, 4);
      tail += 8;
    } while ((member & LAST) == 0);
  }
  let kept = index.kept;
  for (let t = index.tails; t < tail; t += 8) {
    const entry = load<u64>(t);
    store<u64>(kept, entry);
    kept += seenTwice(seen, <u32>entry) << 3;
  }
  for (let t = index.tails; t < tail; t += 8) clearSeen(seen, load<u32>(t));
  return kept;
}

function collectLong(
  rank: u32,
  first: u32,
  end: u32,
  columns: u32,
  index: PairIndex,
): usize {
  const seen = index.seen;
  let walked: usize = 0;
  for (let q = first; q < end; q++) {
    let at = index.ranked + ((<usize>get(index.listPositions, q)) << 2);
    const start = at;
    let member: u32;
    do {
      at += 4;
      member = load<u32>(at);
      markSeen(seen, member & INDEX);
    } while ((member & LAST) == 0);
    walked += at - start;
  }
  let kept = index.kept;
  for (let q = first; q < end; q++) {
    const row = get(index.listRows, q);
    let at = index.ranked + ((<usize>get(index.listPositions, q)) << 2);
    let member: u32;
    do {
      at += 4;
      member = load<u32>(at);
      store<u32>(kept, member & INDEX);
      store<u32>(kept, row, 4);
      kept += seenTwice(seen, member & INDEX) << 3;
    } while ((member & LAST) == 0);
  }
  // Tails hold only ranks above this one; wipe whichever is less.
  if (walked >> 2 > (<usize>(columns - rank)) >> 4) {
    const word = rank >> 5;
    const words = ((columns - 1) >> 5) - word + 1;
    memory.fill(seen + ((<usize>word) << 3), 0, (<usize>words) << 3);
  } else {
    for (let q = first; q < end; q++) {
      let at = index.ranked + ((<usize>get(index.listPositions, q)) << 2);
      let member: u32;
      do {
        at += 4;
        member = load<u32>(at);
        clearSeen(seen, member & INDEX);
      } while ((member & LAST) == 0);
    }
  }
  return kept;
}

/**
 * Builds the groups of the pairs that begin with ranks [from, to): the rows that
 * hold both members, ascending. Logs every row of a group but its first as (row,
 * word address of its entry).
 */
export function groupChunk(
  work: GroupWork,
  chunk: u32,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const index = changetype<PairIndex>(<usize>get(work.indexes, thread));
  const out = changetype<PairGroups>(<usize>get(work.groups, thread));
  let members: usize = 0;
  for (let rank = from; rank < to; rank++) members += get(work.tails, rank);
  const bound = members * 12;
  if (out.next + bound > out.limit) {
    const size = max(bound, BLOCK);
    const block = takeBlock(size);
    if (block == 0) return;
    out.next = block;
    out.limit = block + size;
  }
  const counts = index.counts;
  let groups = out.next;
  let log = out.log;
  let wedges: u64 = 0;
  for (let rank = from; rank < to; rank++) {
    const end = collectTails(rank, work.columns, index);
    if (end == index.kept) continue;
    for (let t = index.kept; t < end; t += 8) {
      const at = counts + ((<usize>load<u32>(t)) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    let touched = index.touched;
    for (let t = index.kept; t < end; t += 8) {
      const column = load<u32>(t);
      const row = load<u32>(t, 4);
      const at = counts + ((<usize>column) << 2);
      const count = load<u32>(at);
      if (count & LAST) {
        // the group is open: its count has become the word of its next entry
        const word = count & INDEX;
        store<u32>((<usize>word) << 2, row);
        store<u32>(at, count + 1);
        store<u32>(log, row);
        store<u32>(log, word, 4);
        log += 8;
      } else {
        store<u32>(groups, row | LAST);
        store<u32>(at, (<u32>(groups >> 2) + 1) | LAST);
        groups += (<usize>count) << 2;
        wedges += (<u64>count * <u64>(count - 1)) / 2;
        store<u32>(touched, column);
        touched += 4;
      }
    }
    for (let t = index.touched; t < touched; t += 4) {
      set(counts, load<u32>(t), 0);
    }
  }
  const length = log - out.log;
  memory.copy(groups, out.log, length);
  set(work.logs, 2 * chunk, <u32>groups);
  set(work.logs, 2 * chunk + 1, <u32>(groups + length));
  out.next = groups + length;
  out.wedges += wedges;
  out.entries += length >> 3;
}

/**
 * Counting sort of the logs by row, for rows [from, to) only: each thread reads
 * all logs and writes its own rows, in the order of chunks whoever made them.
 */
export function logChunk(work: LogWork, from: u32, to: u32): void {
  const isWhole = from == 0 && to == work.rows;
  for (let i: u32 = 0; i < work.length; i += 2) {
    const start = <usize>get(work.logs, i);
    const end = <usize>get(work.logs, i + 1);
    if (work.words == 0) countLog(work, start, end, from, to, isWhole);
    else scatterLog(work, start, end, from, to, isWhole);
  }
}

function countLog(
  work: LogWork,
  start: usize,
  end: usize,
  from: u32,
  to: u32,
  isWhole: bool,
): void {
  const counts = work.rowStarts + 8;
  if (isWhole) {
    for (let at = start; at < end; at += 8) {
      const slot = counts + ((<usize>load<u32>(at)) << 2);
      store<u32>(slot, load<u32>(slot) + 1);
    }
    return;
  }
  for (let at = start; at < end; at += 8) {
    const row = load<u32>(at);
    if (row - from >= to - from) continue;
    const slot = counts + ((<usize>row) << 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
}

function scatterLog(
  work: LogWork,
  start: usize,
  end: usize,
  from: u32,
  to: u32,
  isWhole: bool,
): void {
  const starts = work.rowStarts + 4;
  for (let at = start; at < end; at += 8) {
    const row = load<u32>(at);
    if (!isWhole && row - from >= to - from) continue;
    const slot = starts + ((<usize>row) << 2);
    const next = load<u32>(slot);
    set(work.words, next, load<u32>(at, 4));
    store<u32>(slot, next + 1);
  }
}

/** So many first rows stay in a cache, and need no bitmap before them; beyond, it pays for itself. */
const FEW_COLUMNS: u32 = 1 << 20;

/** Joins each row with the first that holds the same pair, which stands beside the rank it is for. */
function uniteDirectly(
  from: u32,
  to: u32,
  index: PairIndex,
  parents: usize,
): void {
  const firsts = index.firsts;
  for (let rank = from; rank < to; rank++) {
    const first = get(index.listOffsets, rank);
    const end = get(index.listOffsets, rank + 1);
    if (end - first < 2) continue;
    for (let q = first; q < end; q++) {
      const row = get(index.listRows, q);
      let root = findRoot(parents, row);
      let at = index.ranked + ((<usize>get(index.listPositions, q)) << 2);
      let member: u32;
      do {
        at += 4;
        member = load<u32>(at);
        const slot = firsts + ((<usize>(member & INDEX)) << 3);
        if (load<u32>(slot) == rank + 1) {
          root = unite(parents, root, load<u32>(slot, 4));
        } else {
          store<u32>(slot, rank + 1);
          store<u32>(slot, row, 4);
        }
      } while ((member & LAST) == 0);
    }
  }
}

/**
 * Joins the rows of every pair that begins with ranks [from, to), which for
 * s = 2 are the s-components; nothing is stored.
 * @param parents - u32[rows]: disjoint sets, smaller index on top.
 */
export function uniteByPairs(
  from: u32,
  to: u32,
  columns: u32,
  index: PairIndex,
  parents: usize,
): void {
  if (columns <= FEW_COLUMNS) {
    uniteDirectly(from, to, index, parents);
    return;
  }
  const firstRow = index.counts;
  for (let rank = from; rank < to; rank++) {
    const end = collectTails(rank, columns, index);
    for (let t = index.kept; t < end; t += 8) {
      const column = load<u32>(t);
      const row = load<u32>(t, 4);
      const known = get(firstRow, column);
      if (known == 0) set(firstRow, column, row + 1);
      else unite(parents, known - 1, row);
    }
    for (let t = index.kept; t < end; t += 8) set(firstRow, load<u32>(t), 0);
  }
}

/** Root of an element, halving the path on the way. */
export function findRoot(parents: usize, element: u32): u32 {
  let at = element;
  let parent = get(parents, at);
  while (parent != at) {
    const above = get(parents, parent);
    set(parents, at, above);
    at = above;
    parent = get(parents, at);
  }
  return at;
}

/** Joins two sets; the smaller root stays on top. @returns The root. */
export function unite(parents: usize, a: u32, b: u32): u32 {
  const left = findRoot(parents, a);
  const right = findRoot(parents, b);
  const root = min(left, right);
  set(parents, max(left, right), root);
  return root;
}
