import { decode, isLess, isSame, none } from './homology-codes.as';
import {
  cofacets,
  cofacetsAt,
  findCofacets,
  hasMore,
  simplex,
} from './homology-coboundary.as';
import { allocate, grow, newRoom, release, Room } from './homology-memory.as';
import { get, set } from './memory.as';

// A column under reduction: the sum over GF(2) of sorted streams of codes. A heap
// holds the head of each stream; coboundaries are produced piece by piece, as far
// as they are read.

/** First piece of a coboundary, in codes; later ones reach four times as far. */
export const PIECE: u32 = 64;

/** T[streams] and u32[streams]: heads and whose they are, as a heap. */
let heads: usize = 0;
let owners: usize = 0;
let open: u32 = 0;
/** Per stream: place of its head and of its end in `codes`; its simplex; codes produced while unfinished, else 0. */
let nexts: usize = 0;
let ends: usize = 0;
let sources: usize = 0;
let produced: usize = 0;
let streams: u32 = 0;
/** T[]: the codes of all streams. */
let codes: usize = 0;
let used: u32 = 0;
let single: usize = 0;

/** Codes in the streams, the unproduced not counted. */
export let remaining: u32 = 0;
/** Streams that are not wholly produced. */
export let unfinished: u32 = 0;
/** Codes that all columns so far have taken in. */
export let taken: f64 = 0;

export function openStreams(): void {
  heads = changetype<usize>(newRoom(1 << 12));
  owners = changetype<usize>(newRoom(1 << 12));
  nexts = changetype<usize>(newRoom(1 << 12));
  ends = changetype<usize>(newRoom(1 << 12));
  sources = changetype<usize>(newRoom(1 << 12));
  produced = changetype<usize>(newRoom(1 << 12));
  codes = changetype<usize>(newRoom(1 << 8));
  single = changetype<usize>(newRoom(16));
  taken = 0;
}

function at(room: usize): usize {
  return changetype<Room>(room).at;
}

/** Starts an empty column. */
export function clearColumn(): void {
  open = 0;
  streams = 0;
  used = 0;
  remaining = 0;
  unfinished = 0;
}

/** Moves the codes not yet read together, where that makes room for half of them again. */
function compactCodes<T>(count: u32): void {
  const room = changetype<Room>(codes);
  const needed = <usize>(used + count) * sizeof<T>();
  if (needed <= room.bytes || remaining > used >> 1) return;
  const fresh = allocate(room.bytes);
  let to: u32 = 0;
  for (let stream: u32 = 0; stream < streams; stream++) {
    const next = get(at(nexts), stream);
    const end = get(at(ends), stream);
    memory.copy(
      fresh + <usize>to * sizeof<T>(),
      room.at + <usize>next * sizeof<T>(),
      <usize>(end - next) * sizeof<T>(),
    );
    set(at(nexts), stream, to);
    to += end - next;
    set(at(ends), stream, to);
  }
  release(room.at, room.bytes);
  room.at = fresh;
  used = to;
}

function takeCodes<T>(source: usize, count: u32): u32 {
  compactCodes<T>(count);
  const start = used;
  grow(changetype<Room>(codes), <usize>(used + count) * sizeof<T>());
  memory.copy(
    at(codes) + <usize>start * sizeof<T>(),
    source,
    <usize>count * sizeof<T>(),
  );
  used += count;
  remaining += count;
  taken += count;
  return start;
}

/** Adds `count` sorted codes: all of a column, or of `source`'s coboundary a first piece. */
export function addCodes<T>(
  from: usize,
  count: u32,
  source: T,
  isPiece: bool,
): void {
  if (count == 0) return;
  const start = takeCodes<T>(from, count);
  const stream = streams++;
  const bytes = (<usize>streams) << 2;
  grow(changetype<Room>(nexts), bytes);
  grow(changetype<Room>(ends), bytes);
  grow(changetype<Room>(produced), bytes);
  grow(changetype<Room>(sources), <usize>streams * sizeof<T>());
  set(at(nexts), stream, start);
  set(at(ends), stream, start + count);
  set(at(produced), stream, isPiece ? count : 0);
  store<T>(at(sources) + <usize>stream * sizeof<T>(), source);
  if (isPiece) unfinished++;
  pushHead<T>(load<T>(at(codes) + <usize>start * sizeof<T>()), stream);
}

/** Adds one code. */
export function addCode<T>(code: T): void {
  store<T>(at(single), code);
  addCodes<T>(at(single), 1, code, false);
}

/** Adds the coboundary of the simplex of `k` columns. */
export function addCoboundary<T>(code: T, k: u32): void {
  decode<T>(code, k, simplex);
  findCofacets<T>(k, PIECE);
  addCodes<T>(cofacetsAt(), cofacets, code, hasMore);
}

function pushHead<T>(code: T, stream: u32): void {
  grow(changetype<Room>(heads), <usize>(open + 1) * sizeof<T>());
  grow(changetype<Room>(owners), (<usize>(open + 1)) << 2);
  const codeHeap = at(heads);
  const ownerHeap = at(owners);
  let slot = open++;
  while (slot > 0) {
    const parent = (slot - 1) >> 1;
    const above = load<T>(codeHeap + <usize>parent * sizeof<T>());
    if (!isLess<T>(code, above)) break;
    store<T>(codeHeap + <usize>slot * sizeof<T>(), above);
    set(ownerHeap, slot, get(ownerHeap, parent));
    slot = parent;
  }
  store<T>(codeHeap + <usize>slot * sizeof<T>(), code);
  set(ownerHeap, slot, stream);
}

/** Replaces the least head and restores the heap. */
function sinkHead<T>(code: T, stream: u32): void {
  const codeHeap = at(heads);
  const ownerHeap = at(owners);
  let slot: u32 = 0;
  while (true) {
    let child = (slot << 1) + 1;
    if (child >= open) break;
    let below = load<T>(codeHeap + <usize>child * sizeof<T>());
    if (child + 1 < open) {
      const other = load<T>(codeHeap + (<usize>child + 1) * sizeof<T>());
      if (isLess<T>(other, below)) {
        below = other;
        child++;
      }
    }
    if (!isLess<T>(below, code)) break;
    store<T>(codeHeap + <usize>slot * sizeof<T>(), below);
    set(ownerHeap, slot, get(ownerHeap, child));
    slot = child;
  }
  store<T>(codeHeap + <usize>slot * sizeof<T>(), code);
  set(ownerHeap, slot, stream);
}

/** Moves on the stream with the least head; `k`: columns of the sources. */
function advance<T>(k: u32): void {
  const stream = get(at(owners), 0);
  let next = get(at(nexts), stream) + 1;
  remaining--;
  if (next == get(at(ends), stream) && get(at(produced), stream) > 0) {
    next = produceMore<T>(stream, k, next);
  }
  if (next < get(at(ends), stream)) {
    set(at(nexts), stream, next);
    sinkHead<T>(load<T>(at(codes) + <usize>next * sizeof<T>()), stream);
    return;
  }
  set(at(nexts), stream, next);
  open--;
  if (open == 0) return;
  const last = load<T>(at(heads) + <usize>open * sizeof<T>());
  sinkHead<T>(last, get(at(owners), open));
}

/** Produces the next piece of a coboundary. @returns Where the stream goes on. */
function produceMore<T>(stream: u32, k: u32, next: u32): u32 {
  const done = get(at(produced), stream);
  const source = load<T>(at(sources) + <usize>stream * sizeof<T>());
  decode<T>(source, k, simplex);
  findCofacets<T>(k, done * 4);
  let start = next;
  const fresh = cofacets - done;
  if (fresh > 0) {
    start = takeCodes<T>(cofacetsAt() + <usize>done * sizeof<T>(), fresh);
    set(at(ends), stream, start + fresh);
  }
  if (hasMore) set(at(produced), stream, cofacets);
  else {
    set(at(produced), stream, 0);
    unfinished--;
  }
  return start;
}

/** Takes the least code that does not cancel; none where the column is empty. */
export function takeLeast<T>(k: u32): T {
  while (open > 0) {
    const code = load<T>(at(heads));
    advance<T>(k);
    if (open > 0 && isSame<T>(load<T>(at(heads)), code)) {
      advance<T>(k);
      continue;
    }
    return code;
  }
  return none<T>();
}
