import { get, NONE, set } from './memory.as';

// Breadth-first search over incidences, from rows to columns and back. A step
// pushes from a queue while the frontier is small and pulls over a bitmap when
// it is large (Beamer et al. 2012, doi:10.1109/SC.2012.50).

/** One side of the matrix: its own lists and what the search keeps of it. */
@unmanaged
export class SearchSide {
  count: u32;
  offsets: usize;
  members: usize;
  /** Out, u32[count]: level, NONE where not reached. */
  levels: usize;
  /** u32[count + 1]. */
  queue: usize;
  /** Bitmaps of ⌈count / 32⌉ words: reached, and on the frontier. */
  reached: usize;
  frontier: usize;
}

/** Members of the frontier that the last step made, and how many incidences they have. */
let frontierLength: u32 = 0;
let frontierWork: u64 = 0;

function setBit(bitmap: usize, index: u32): void {
  const at = bitmap + ((<usize>(index >> 5)) << 2);
  store<u32>(at, load<u32>(at) | ((<u32>1) << (index & 31)));
}

function hasBit(bitmap: usize, index: u32): bool {
  const word = load<u32>(bitmap + ((<usize>(index >> 5)) << 2));
  return <bool>((word >> (index & 31)) & 1);
}

function words(count: u32): u32 {
  return (count + 31) >> 5;
}

function push(from: SearchSide, length: u32, to: SearchSide, level: u32): void {
  let end = to.queue;
  let work: u64 = 0;
  for (let q: u32 = 0; q < length; q++) {
    const element = get(from.queue, q);
    let at = from.members + ((<usize>get(from.offsets, element)) << 2);
    const stop = from.members + ((<usize>get(from.offsets, element + 1)) << 2);
    for (; at < stop; at += 4) {
      const other = load<u32>(at);
      const slot = to.reached + ((<usize>(other >> 5)) << 2);
      const bit = (<u32>1) << (other & 31);
      const word = load<u32>(slot);
      if (word & bit) continue;
      store<u32>(slot, word | bit);
      set(to.levels, other, level);
      store<u32>(end, other);
      end += 4;
      work += get(to.offsets, other + 1) - get(to.offsets, other);
    }
  }
  frontierLength = <u32>((end - to.queue) >> 2);
  frontierWork = work;
}

function pull(from: SearchSide, to: SearchSide, level: u32): void {
  let length: u32 = 0;
  let work: u64 = 0;
  for (let base: u32 = 0; base < to.count; base += 32) {
    const slot = to.reached + ((<usize>(base >> 5)) << 2);
    let open = ~load<u32>(slot);
    if (to.count - base < 32) open &= ((<u32>1) << (to.count - base)) - 1;
    let found: u32 = 0;
    while (open) {
      const bit = <u32>ctz(open);
      open &= open - 1;
      const element = base + bit;
      const start = get(to.offsets, element);
      const end = get(to.offsets, element + 1);
      for (let i = start; i < end; i++) {
        if (!hasBit(from.frontier, get(to.members, i))) continue;
        found |= (<u32>1) << bit;
        set(to.levels, element, level);
        length++;
        work += end - start;
        break;
      }
    }
    store<u32>(slot, load<u32>(slot) | found);
    set(to.frontier, base >> 5, found);
  }
  frontierLength = length;
  frontierWork = work;
}

function queueFromBitmap(side: SearchSide): void {
  let end = side.queue;
  for (let word: u32 = 0; word < words(side.count); word++) {
    let bits = get(side.frontier, word);
    while (bits) {
      store<u32>(end, (word << 5) + <u32>ctz(bits));
      end += 4;
      bits &= bits - 1;
    }
  }
}

function bitmapFromQueue(side: SearchSide, length: u32): void {
  memory.fill(side.frontier, 0, (<usize>words(side.count)) << 2);
  for (let q: u32 = 0; q < length; q++)
    setBit(side.frontier, get(side.queue, q));
}

function prepare(side: SearchSide): void {
  memory.fill(side.levels, 0xff, (<usize>side.count) << 2);
  memory.fill(side.reached, 0, (<usize>words(side.count)) << 2);
}

// What is left between two calls: levels are taken in parts, so that the host can stop.
let from: SearchSide = changetype<SearchSide>(0);
let to: SearchSide = changetype<SearchSide>(0);
let level: u32 = 0;
/** Incidences of elements not reached, on the side of the frontier and on the other. */
let leftFrom: u64 = 0;
let leftTo: u64 = 0;
let isBitmap = false;

/**
 * Begins a search for the levels of all elements from one element of `start`: even on its own
 * side, odd on the other; NONE where not reached.
 */
export function startSearch(
  start: SearchSide,
  other: SearchSide,
  source: u32,
): void {
  prepare(start);
  prepare(other);
  const incidences = <u64>get(start.offsets, start.count);
  set(start.levels, source, 0);
  setBit(start.reached, source);
  set(start.queue, 0, source);
  frontierLength = 1;
  frontierWork = get(start.offsets, source + 1) - get(start.offsets, source);
  from = start;
  to = other;
  level = 1;
  leftFrom = incidences - frontierWork;
  leftTo = incidences;
  isBitmap = false;
}

/**
 * Takes levels until about `most` incidences are passed.
 * @param pullFactor - Pulls where the frontier's incidences × this exceed those
 * of the elements not reached on the other side; 0 never pulls.
 * @returns Elements of the last level; 0 at the end.
 */
export function searchLevels(pullFactor: u32, most: u32): u32 {
  let work: u64 = 0;
  for (; frontierLength > 0 && work < <u64>most; level++) {
    work += max<u64>(frontierWork, 1);
    if (frontierWork * <u64>pullFactor > leftTo) {
      work += leftTo;
      if (!isBitmap) bitmapFromQueue(from, frontierLength);
      pull(from, to, level);
      isBitmap = true;
    } else {
      if (isBitmap) queueFromBitmap(from);
      push(from, frontierLength, to, level);
      isBitmap = false;
    }
    leftTo -= frontierWork;
    const side = from;
    from = to;
    to = side;
    const left = leftFrom;
    leftFrom = leftTo;
    leftTo = left;
  }
  return frontierLength;
}
