import { get, set } from './memory.as';
import { isStopped, takeBlock } from './threads.as';

// h-motifs (Lee et al. 2020, doi:10.14778/3407790.3407823) of three connected
// rows. Pairs of neighbours of a row are counted by class from a histogram, not
// one by one; triangles are listed once each, from the row of lowest degree in
// the line graph, and corrected for by the host.

/** The matrix and what the phases leave for each other. Rows are all different. */
@unmanaged
export class MotifWork {
  offsets: usize;
  members: usize;
  columnOffsets: usize;
  columnMembers: usize;
  /** u32[rows]: neighbours of each row, from the first phase. */
  degrees: usize;
  /** u32[rows] each: word addresses of the neighbours of higher degree, from the second. */
  starts: usize;
  stops: usize;
  /** u32[threads]: a `MotifThread` each. */
  threads: usize;
}

/** One thread's scratch and results. */
@unmanaged
export class MotifThread {
  /** u32[rows], zero. */
  counts: usize;
  /** u32[rows + 1]. */
  touched: usize;
  /** u64[2 · (longest row + 1)], zero. */
  histogram: usize;
  /** u32[2 · (longest row + 1)]. */
  classes: usize;
  /** 16 B a row: mask (u64, zero) and, in the same cache line, length (u32). */
  masks: usize;
  /** u8[columns], zero. */
  marks: usize;
  /** Free part of the thread's block of neighbours. */
  next: usize;
  limit: usize;
  /** Out, u64[8]: pairs of neighbours by 4 · (centre has its own) + ends that have. */
  wedges: usize;
  /** Out, u64[2¹⁶]: triangles by the emptiness of their parts. */
  triangles: usize;
}

const BLOCK: usize = 1 << 22;

/** Rows of up to this many members have a bit for each. */
const MASK_BITS: u32 = 64;

function length(work: MotifWork, row: u32): u32 {
  return get(work.offsets, row + 1) - get(work.offsets, row);
}

/** Counts the members each row shares with `row`; `row` itself is listed too. */
function countShared(work: MotifWork, row: u32, own: MotifThread): usize {
  const counts = own.counts;
  let touched = own.touched;
  const end = get(work.offsets, row + 1);
  for (let i = get(work.offsets, row); i < end; i++) {
    const column = get(work.members, i);
    let at =
      work.columnMembers + ((<usize>get(work.columnOffsets, column)) << 2);
    const stop =
      work.columnMembers + ((<usize>get(work.columnOffsets, column + 1)) << 2);
    for (; at < stop; at += 4) {
      const other = load<u32>(at);
      const counter = counts + ((<usize>other) << 2);
      const count = load<u32>(counter);
      store<u32>(counter, count + 1);
      store<u32>(touched, other);
      touched += (<usize>(count == 0)) << 2;
    }
  }
  return touched;
}

/** Writes the length of every row beside its mask. */
export function putLengths(rows: u32, offsets: usize, masks: usize): void {
  for (let row: u32 = 0; row < rows; row++) {
    const record = masks + ((<usize>row) << 4);
    store<u64>(record, 0);
    store<u32>(record, get(offsets, row + 1) - get(offsets, row), 8);
  }
}

/** First phase: degrees, and pairs of neighbours by class. */
export function degreeChunk(
  work: MotifWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const own = changetype<MotifThread>(<usize>get(work.threads, thread));
  for (let row = from; row < to; row++) {
    const size = length(work, row);
    const touched = countShared(work, row, own);
    let classes: u32 = 0;
    let degree: u32 = 0;
    for (let t = own.touched; t < touched; t += 4) {
      const other = load<u32>(t);
      const counter = own.counts + ((<usize>other) << 2);
      const shared = load<u32>(counter);
      store<u32>(counter, 0);
      if (other == row) continue;
      degree++;
      const kind = 2 * shared + u32(length(work, other) > shared);
      const slot = own.histogram + ((<usize>kind) << 3);
      const count = load<u64>(slot);
      store<u64>(slot, count + 1);
      set(own.classes, classes, kind);
      classes += u32(count == 0);
    }
    set(work.degrees, row, degree);
    addWedges(size, classes, own);
  }
}

function addWedges(size: u32, classes: u32, own: MotifThread): void {
  for (let x: u32 = 0; x < classes; x++) {
    const a = get(own.classes, x);
    const many = load<u64>(own.histogram + ((<usize>a) << 3));
    for (let y = x; y < classes; y++) {
      const b = get(own.classes, y);
      const others = load<u64>(own.histogram + ((<usize>b) << 3));
      const pairs = x == y ? (many * (many - 1)) / 2 : many * others;
      const centre = u32(size > (a >> 1) + (b >> 1));
      const slot =
        own.wedges + ((<usize>(4 * centre + (a & 1) + (b & 1))) << 3);
      store<u64>(slot, load<u64>(slot) + pairs);
    }
  }
  for (let x: u32 = 0; x < classes; x++) {
    store<u64>(own.histogram + ((<usize>get(own.classes, x)) << 3), 0);
  }
}

/** Second phase: of each row, the neighbours of higher (degree, index), with what they share. */
export function outwardChunk(
  work: MotifWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const own = changetype<MotifThread>(<usize>get(work.threads, thread));
  for (let row = from; row < to; row++) {
    const touched = countShared(work, row, own);
    const bound = (touched - own.touched) * 2 + 8;
    if (own.next + bound > own.limit) {
      if (isStopped()) return;
      const size = max(bound, BLOCK);
      const block = takeBlock(size);
      if (block == 0) return;
      own.next = block;
      own.limit = block + size;
    }
    const degree = get(work.degrees, row);
    let next = own.next;
    set(work.starts, row, <u32>(next >> 2));
    for (let t = own.touched; t < touched; t += 4) {
      const other = load<u32>(t);
      const counter = own.counts + ((<usize>other) << 2);
      store<u32>(next, other);
      store<u32>(next, load<u32>(counter), 4);
      store<u32>(counter, 0);
      const theirs = get(work.degrees, other);
      const isHigher = theirs > degree || (theirs == degree && other > row);
      next += (<usize>isHigher) << 3;
    }
    set(work.stops, row, <u32>(next >> 2));
    own.next = next;
  }
}

/** Third phase: triangles. */
export function triangleChunk(
  work: MotifWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const own = changetype<MotifThread>(<usize>get(work.threads, thread));
  for (let row = from; row < to; row++) {
    // a triangle takes two neighbours of two words each
    if (get(work.stops, row) - get(work.starts, row) < 4) continue;
    if (length(work, row) <= MASK_BITS) listByMasks(work, row, own);
    else listByMarks(work, row, own);
  }
}

/**
 * Which of the seven parts of three rows hold something, and of the three pairs
 * of neighbours that the triangle also is: bits 0–6 a, b, c alone, ab, bc, ca,
 * abc; 7–9 centre a: a alone, b, c; 10–12 centre b: b alone, a, c; 13–15 centre
 * c: c alone, a, b.
 */
function triangleKey(
  a: u32,
  b: u32,
  c: u32,
  ab: u32,
  bc: u32,
  ca: u32,
  abc: u32,
): u32 {
  return (
    u32(a + abc > ab + ca) |
    (u32(b + abc > ab + bc) << 1) |
    (u32(c + abc > ca + bc) << 2) |
    (u32(ab > abc) << 3) |
    (u32(bc > abc) << 4) |
    (u32(ca > abc) << 5) |
    (u32(abc > 0) << 6) |
    (u32(a > ab + ca) << 7) |
    (u32(b > ab) << 8) |
    (u32(c > ca) << 9) |
    (u32(b > ab + bc) << 10) |
    (u32(a > ab) << 11) |
    (u32(c > bc) << 12) |
    (u32(c > ca + bc) << 13) |
    (u32(a > ca) << 14) |
    (u32(b > bc) << 15)
  );
}

function addTriangle(key: u32, own: MotifThread): void {
  const slot = own.triangles + ((<usize>key) << 3);
  store<u64>(slot, load<u64>(slot) + 1);
}

/** Every row has a mask of the members of `row` it holds: |a∩b∩c| is one population count. */
function listByMasks(work: MotifWork, row: u32, own: MotifThread): void {
  const masks = own.masks;
  const start = get(work.offsets, row);
  const end = get(work.offsets, row + 1);
  let bit: u64 = 1;
  for (let i = start; i < end; i++) {
    const column = get(work.members, i);
    const stop = get(work.columnOffsets, column + 1);
    for (let q = get(work.columnOffsets, column); q < stop; q++) {
      const at = masks + ((<usize>get(work.columnMembers, q)) << 4);
      store<u64>(at, load<u64>(at) | bit);
    }
    bit <<= 1;
  }
  const a = end - start;
  const last = (<usize>get(work.stops, row)) << 2;
  for (let x = (<usize>get(work.starts, row)) << 2; x < last; x += 8) {
    const other = load<u32>(x);
    const ab = load<u32>(x, 4);
    const record = masks + ((<usize>other) << 4);
    const mask = load<u64>(record);
    const b = load<u32>(record, 8);
    const stop = (<usize>get(work.stops, other)) << 2;
    for (let y = (<usize>get(work.starts, other)) << 2; y < stop; y += 8) {
      const theirRecord = masks + ((<usize>load<u32>(y)) << 4);
      const theirs = load<u64>(theirRecord);
      if (theirs == 0) continue;
      const bc = load<u32>(y, 4);
      const ca = <u32>popcnt(theirs);
      const abc = <u32>popcnt(theirs & mask);
      const c = load<u32>(theirRecord, 8);
      addTriangle(triangleKey(a, b, c, ab, bc, ca, abc), own);
    }
  }
  for (let i = start; i < end; i++) {
    const column = get(work.members, i);
    const stop = get(work.columnOffsets, column + 1);
    for (let q = get(work.columnOffsets, column); q < stop; q++) {
      store<u64>(masks + ((<usize>get(work.columnMembers, q)) << 4), 0);
    }
  }
}

/** For long rows: members of a and of a∩b are marked, and those of c looked up. */
function listByMarks(work: MotifWork, row: u32, own: MotifThread): void {
  const touched = countShared(work, row, own);
  markMembers(work, row, own.marks, 0, 1);
  const a = length(work, row);
  const last = (<usize>get(work.stops, row)) << 2;
  for (let x = (<usize>get(work.starts, row)) << 2; x < last; x += 8) {
    const other = load<u32>(x);
    const ab = load<u32>(x, 4);
    const b = length(work, other);
    markMembers(work, other, own.marks, 1, 3);
    const stop = (<usize>get(work.stops, other)) << 2;
    for (let y = (<usize>get(work.starts, other)) << 2; y < stop; y += 8) {
      const third = load<u32>(y);
      const ca = get(own.counts, third);
      if (ca == 0) continue;
      const bc = load<u32>(y, 4);
      const c = length(work, third);
      const abc = countMarked(work, third, own.marks);
      addTriangle(triangleKey(a, b, c, ab, bc, ca, abc), own);
    }
    markMembers(work, other, own.marks, 3, 1);
  }
  markMembers(work, row, own.marks, 1, 0);
  for (let t = own.touched; t < touched; t += 4) {
    set(own.counts, load<u32>(t), 0);
  }
}

function markMembers(
  work: MotifWork,
  row: u32,
  marks: usize,
  before: u8,
  after: u8,
): void {
  const end = get(work.offsets, row + 1);
  for (let i = get(work.offsets, row); i < end; i++) {
    const mark = marks + <usize>get(work.members, i);
    if (load<u8>(mark) == before) store<u8>(mark, after);
  }
}

function countMarked(work: MotifWork, row: u32, marks: usize): u32 {
  const end = get(work.offsets, row + 1);
  let count: u32 = 0;
  for (let i = get(work.offsets, row); i < end; i++) {
    count += u32(load<u8>(marks + <usize>get(work.members, i)) == 3);
  }
  return count;
}
