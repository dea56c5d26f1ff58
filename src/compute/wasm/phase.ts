import {
  LoopWatch,
  throwIfStopped,
  type LoopOptions,
} from '#numeric/cancellation.ts';
import { outOfMemory } from './kernel-memory.ts';
import type { Kernels } from './kernels.ts';
import {
  ACTIVE,
  control,
  FAILED,
  STOPPED,
  ThreadLost,
  threadPatience,
} from './thread-pool.ts';

/** What threads can be given to do; numbered as in `tasks.as.ts`. */
export const TASKS = {
  group: 0,
  log: 1,
  overlap: 2,
  uniteMembers: 3,
  uniteByPairs: 4,
  degrees: 5,
  outward: 6,
  triangles: 7,
  betweenness: 8,
  note: 9,
  contain: 10,
} as const;

/** Work in numbered chunks, which threads take one after the other. */
export interface Phase {
  readonly task: keyof typeof TASKS;
  /** Address of the task's struct. */
  readonly work: number;
  /** Address of u32[chunks + 1]: first item of each chunk, and the end. */
  readonly bounds: number;
  readonly chunks: number;
  /** Threads that the struct is prepared for. */
  readonly threads: number;
}

/** Words of the control block of `threads.as.ts`. */
const PHASE = 128 / 4;
const IS_OPEN = 192 / 4;
const NEXT_CHUNK = 320 / 4;
const PARAMETERS = 512 / 4;

const BY_CALLER = 1;
const OUT_OF_MEMORY = 2;

/** What a chunk is worth to a {@link LoopWatch}: the signal is looked at after each. */
const CHUNK_WORK = 1 << 20;

/** The end of a phase is waited for at most so long before another look, ms. */
const PAUSE = 100;

/** The last chunk may take so many times what the phase took before it. */
const LONGEST_CHUNK = 4;

/**
 * Runs a phase on this thread and on all that join it.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @throws ThreadLost if a thread fails, or keeps its chunk for much longer than all others took.
 */
export function runPhase(
  kernels: Kernels,
  phase: Phase,
  options: LoopOptions = {},
): void {
  const { run, memory } = kernels;
  const { task, work, bounds, chunks, threads } = phase;
  const words = control(memory);
  const total = memory.uint32(bounds, chunks + 1)[chunks] ?? 0;
  const watch = new LoopWatch(total, options);
  words.set([TASKS[task], work, bounds, chunks, threads], PARAMETERS);
  const started = performance.now();
  Atomics.store(words, NEXT_CHUNK, 0);
  Atomics.store(words, STOPPED, 0);
  Atomics.store(words, IS_OPEN, 1);
  if (threads > 1) {
    Atomics.add(words, PHASE, 1);
    Atomics.notify(words, PHASE);
  }
  try {
    while (run.workOn(0) !== 0) {
      const next = Math.min(Atomics.load(words, NEXT_CHUNK), chunks);
      watch.step(memory.uint32(bounds, chunks + 1)[next] ?? 0, CHUNK_WORK);
    }
  } catch (error) {
    Atomics.store(words, STOPPED, BY_CALLER);
    throw error;
  } finally {
    Atomics.store(words, IS_OPEN, 0);
    waitUntilIdle(words, started);
    memory.refresh();
  }
  const stopped = Atomics.load(words, STOPPED);
  if (stopped === FAILED) throw new ThreadLost('A kernel thread failed.');
  if (stopped === OUT_OF_MEMORY) throw outOfMemory(memory.byteLength);
  // other threads may have done all chunks
  throwIfStopped(options.signal);
  watch.finish();
}

/**
 * No host tells a thread that waits that another has been ended, so one that keeps its last chunk
 * far longer than the whole phase took until then counts as ended.
 * @throws ThreadLost
 */
function waitUntilIdle(words: Int32Array, started: number): void {
  const since = performance.now();
  const patience = Math.max(
    threadPatience(),
    LONGEST_CHUNK * (since - started),
  );
  for (;;) {
    const active = Atomics.load(words, ACTIVE);
    if (active === 0) return;
    if (performance.now() - since > patience) {
      throw new ThreadLost(`${active} kernel threads do not answer.`);
    }
    wait(words, active);
  }
}

/** A page's own thread may not sleep; there it looks again and again, for one chunk at most. */
function wait(words: Int32Array, active: number): void {
  try {
    Atomics.wait(words, ACTIVE, active, PAUSE);
  } catch {
    // not allowed here
  }
}

/** Bounds of chunks of `size` items each. */
export function evenBounds(
  { memory }: Kernels,
  items: number,
  size: number,
): Pick<Phase, 'bounds' | 'chunks'> {
  const chunks = Math.ceil(items / size);
  const bounds = Uint32Array.from({ length: chunks + 1 }, (_, chunk) =>
    Math.min(items, chunk * size),
  );
  return { bounds: memory.put(bounds), chunks };
}

/** Bounds of chunks whose items cost about `size` together; at least one item each. */
export function boundsByCost(
  { memory }: Kernels,
  costs: Uint32Array,
  size: number,
): Pick<Phase, 'bounds' | 'chunks'> {
  const bounds = [0];
  let sum = 0;
  costs.forEach((cost, item) => {
    sum += cost;
    if (sum < size && item < costs.length - 1) return;
    bounds.push(item + 1);
    sum = 0;
  });
  return {
    bounds: memory.put(Uint32Array.from(bounds)),
    chunks: bounds.length - 1,
  };
}

/** Bounds of chunks of about `size` entries of compressed rows that start at `offsets`. */
export function boundsByLength(
  { memory }: Kernels,
  offsets: number,
  rows: number,
  size: number,
): Pick<Phase, 'bounds' | 'chunks'> {
  const starts = memory.uint32(offsets, rows + 1);
  const bounds = [0];
  let next = (starts[0] ?? 0) + size;
  for (let row = 1; row < rows; row++) {
    if ((starts[row] ?? 0) < next) continue;
    bounds.push(row);
    next = (starts[row] ?? 0) + size;
  }
  if (rows > 0) bounds.push(rows);
  return {
    bounds: memory.put(Uint32Array.from(bounds)),
    chunks: bounds.length - 1,
  };
}
