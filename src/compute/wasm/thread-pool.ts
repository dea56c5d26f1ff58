import type { KernelMemory } from './kernel-memory.ts';

/** What a kernel thread is sent: the memory to work on, and as whom. */
export interface KernelThreadMessage {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1; the caller's own thread is 0. */
  readonly thread: number;
  readonly session: number;
}

/** A worker whose program gives every message to {@link serveKernels}. */
export interface KernelThread {
  postMessage(message: KernelThreadMessage): void;
  terminate(): unknown;
}

/** Starts workers; how differs between Node and a page. */
export interface ThreadSupply {
  /** Threads that may work at once, the caller's included. */
  readonly most: number;
  /**
   * A worker that does not keep the process alive.
   * @param onEnd - Called when it has ended, whatever the reason, where the host tells that.
   */
  start(onEnd: () => void): KernelThread;
  /** How long the last chunks of a phase are waited for, ms; 10,000 where not given. */
  readonly patience?: number;
}

/**
 * A thread took work and did not finish it, so that what it left in the memory is not known. Never
 * leaves this folder: the work is done again, in other memory.
 */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

/** Words of the control block of `threads.as.ts` that the pool writes. */
const SESSION = 64 / 4;
const PHASE = 128 / 4;
/** Words that a thread writes when its kernel fails. */
export const ACTIVE = 256 / 4;
export const STOPPED = 384 / 4;
const CONTROL_WORDS = 256;

/** Value of `STOPPED`: a kernel failed on one of the threads. */
export const FAILED = 3;

const PATIENCE = 10_000;

/** After so many losses threads are of no use here. */
const MOST_LOSSES = 3;

let supply: ThreadSupply | undefined;
let threads: KernelThread[] = [];
let attached: { memory: KernelMemory; count: number } | undefined;
let losses = 0;
let generation = 0;

/** Makes threads available to all kernels of this process or page; they start when first used. */
export function provideThreads(provided: ThreadSupply): void {
  closeThreads();
  supply = provided;
  losses = 0;
}

/** Ends all threads. Later work is done by the caller alone. */
export function closeThreads(): void {
  endThreads();
  supply = undefined;
}

/** Ends all threads after one was lost; others start when next needed, unless that keeps happening. */
export function replaceThreads(): void {
  losses++;
  if (losses < MOST_LOSSES) endThreads();
  else closeThreads();
}

/**
 * Changes when threads have ended: a memory of before may still count one of them among the active.
 */
export function threadGeneration(): number {
  return generation;
}

/** How long the last chunks of a phase are waited for, ms. */
export function threadPatience(): number {
  return supply?.patience ?? PATIENCE;
}

function endThreads(): void {
  if (threads.length > 0) generation++;
  detach();
  for (const thread of threads) thread.terminate();
  threads = [];
}

function startThread(from: ThreadSupply): KernelThread {
  const thread = from.start(() => {
    if (!threads.includes(thread)) return;
    threads = threads.filter((other) => other !== thread);
    generation++;
    // Those that are left are numbered anew with the next memory.
    detach();
  });
  return thread;
}

/** Threads that may work at once, the caller's included. */
export function mostThreads(): number {
  return supply?.most ?? 1;
}

/** Has `count` − 1 threads serve `memory`, and no other. */
export function attach(
  module: WebAssembly.Module,
  memory: KernelMemory,
  count: number,
): void {
  if (!supply || (attached?.memory === memory && attached.count >= count)) {
    return;
  }
  detach();
  while (threads.length < count - 1) threads.push(startThread(supply));
  const session = Atomics.load(control(memory), SESSION);
  threads.slice(0, count - 1).forEach((thread, index) => {
    thread.postMessage({
      module,
      memory: memory.memory,
      thread: index + 1,
      session,
    });
  });
  attached = { memory, count };
}

/** Has the threads leave `memory`, or whichever they serve, so that it can be collected. */
export function detach(memory = attached?.memory): void {
  if (!memory || attached?.memory !== memory) return;
  attached = undefined;
  const words = control(memory);
  Atomics.add(words, SESSION, 1);
  Atomics.add(words, PHASE, 1);
  Atomics.notify(words, PHASE);
}

/** The control block, as words on which threads can wait. */
export function control({ memory }: KernelMemory): Int32Array {
  return new Int32Array(memory.buffer, 0, CONTROL_WORDS);
}

/** The whole program of a kernel thread: works for whoever opens phases in the memory it was sent. */
export function serveKernels({
  module,
  memory,
  thread,
  session,
}: KernelThreadMessage): void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  try {
    (exports['serve'] as (thread: number, session: number) => void)(
      thread,
      session,
    );
  } catch {
    // A kernel fails within a chunk only: the caller must not wait for this thread.
    const words = new Int32Array(memory.buffer, 0, CONTROL_WORDS);
    Atomics.store(words, STOPPED, FAILED);
    Atomics.sub(words, ACTIVE, 1);
    Atomics.notify(words, ACTIVE);
  }
}
