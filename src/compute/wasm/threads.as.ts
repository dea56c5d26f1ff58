import { runChunk } from './tasks.as';

// Several threads, each with an instance of this module over the same memory.
// The host opens a phase of numbered chunks; every thread takes the next one
// until none is left. A thread that comes late finds the phase closed, so that
// nobody waits for it.

/** The control block: bytes below the first block of `kernel-memory.ts`, one cache line each. */
const SESSION: usize = 64;
const PHASE: usize = 128;
const IS_OPEN: usize = 192;
const ACTIVE: usize = 256;
const NEXT_CHUNK: usize = 320;
const STOPPED: usize = 384;
const TOP: usize = 448;
/** Written by the host while no phase is open. */
const TASK: usize = 512;
const WORK: usize = 516;
const BOUNDS: usize = 520;
const CHUNKS: usize = 524;
/** Threads the work was prepared for. */
const THREADS: usize = 528;

/** Values of STOPPED. */
const OUT_OF_MEMORY: u32 = 2;

/** Memory up to the last page: the end of the last one is not a 32-bit number. */
const MEMORY_END: u64 = 0xffff0000;

/**
 * A block of `bytes` bytes past all others, for whichever thread asks.
 * @returns Its address; 0 if there is no room, and then all threads stop.
 */
export function takeBlock(bytes: usize): usize {
  const size = (<u64>bytes + 15) & ~15;
  while (true) {
    const start = atomic.load<u32>(TOP);
    const end = <u64>start + size;
    if (end > MEMORY_END || !hasMemory(end)) {
      atomic.store<u32>(STOPPED, OUT_OF_MEMORY);
      return 0;
    }
    if (atomic.cmpxchg<u32>(TOP, start, <u32>end) == start) return start;
  }
}

function hasMemory(end: u64): bool {
  while (true) {
    const size = (<u64>memory.size()) << 16;
    if (size >= end) return true;
    const pages = <i32>((end - size + 0xffff) >> 16);
    // another thread may have grown it meanwhile, so that this one cannot
    if (memory.grow(pages) < 0 && (<u64>memory.size()) << 16 == size) {
      return false;
    }
  }
}

export function isStopped(): bool {
  return atomic.load<u32>(STOPPED) != 0;
}

/** Does one chunk of the open phase. @returns Whether there was one. */
export function workOn(thread: u32): bool {
  if (atomic.load<u32>(IS_OPEN) == 0 || isStopped()) return false;
  if (thread >= load<u32>(THREADS)) return false;
  const chunk = atomic.add<u32>(NEXT_CHUNK, 1);
  if (chunk >= load<u32>(CHUNKS)) return false;
  const bounds = load<u32>(BOUNDS) + ((<usize>chunk) << 2);
  const from = load<u32>(bounds);
  const to = load<u32>(bounds, 4);
  runChunk(load<u32>(TASK), load<u32>(WORK), chunk, from, to, thread);
  return true;
}

/** What a thread does from the time it is given this memory until the session ends. */
export function serve(thread: u32, session: u32): void {
  let seen: u32 = 0;
  while (atomic.load<u32>(SESSION) == session) {
    const phase = atomic.load<u32>(PHASE);
    if (phase == seen) {
      atomic.wait<i32>(PHASE, <i32>seen, -1);
      continue;
    }
    seen = phase;
    atomic.add<u32>(ACTIVE, 1);
    while (workOn(thread)) {}
    if (atomic.sub<u32>(ACTIVE, 1) == 1) atomic.notify(ACTIVE, 1);
  }
}
