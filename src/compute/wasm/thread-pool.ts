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
  /** A worker that does not keep the process alive. */
  start(): KernelThread;
}

/** Words of the control block of `threads.as.ts` that the pool writes. */
const SESSION = 64 / 4;
const PHASE = 128 / 4;
const CONTROL_WORDS = 256;

let supply: ThreadSupply | undefined;
let threads: KernelThread[] = [];
let attached: { memory: KernelMemory; count: number } | undefined;

/** Makes threads available to all kernels of this process or page; they start when first used. */
export function provideThreads(provided: ThreadSupply): void {
  closeThreads();
  supply = provided;
}

/** Ends all threads. Later work is done by the caller alone. */
export function closeThreads(): void {
  detach();
  for (const thread of threads) thread.terminate();
  threads = [];
  supply = undefined;
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
  while (threads.length < count - 1) threads.push(supply.start());
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
  (exports['serve'] as (thread: number, session: number) => void)(
    thread,
    session,
  );
}
