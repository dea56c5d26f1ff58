import { allocateUint32 } from '#numeric/allocate.ts';
import type { ComputeOptions } from '../backend.ts';
import { KernelMemory } from './kernel-memory.ts';
import { KERNELS_BASE64 } from './kernels-binary.ts';
import {
  attach,
  detach,
  mostThreads,
  replaceThreads,
  threadGeneration,
  ThreadLost,
} from './thread-pool.ts';

type Kernel = (...args: number[]) => number;

/** What `kernels.as.ts` exports; addresses and 32-bit integers in and out. */
export interface KernelExports {
  readonly workOn: Kernel;
  readonly transpose: Kernel;
  readonly rankColumns: Kernel;
  readonly rankRows: Kernel;
  readonly rankShortRows: Kernel;
  readonly buildPrefixLists: Kernel;
  readonly overlapCosts: Kernel;
  readonly cutByWedges: (
    rows: number,
    work: number,
    size: bigint,
    bounds: number,
  ) => number;
  readonly joinRuns: Kernel;
  readonly turnPairs: Kernel;
  readonly startsFromCounts: Kernel;
  readonly separateSets: Kernel;
  readonly mergeSets: Kernel;
  readonly numberSets: Kernel;
  readonly putLengths: Kernel;
  readonly buildLineGraph: Kernel;
  readonly startSearch: Kernel;
  readonly searchLevels: Kernel;
  readonly pairCores: Kernel;
  readonly pairWaves: Kernel;
  readonly wholeEdgeCores: Kernel;
  readonly wholeEdgeWaves: Kernel;
  readonly sizedCores: Kernel;
  readonly sizedWaves: Kernel;
  readonly listToplexes: Kernel;
  readonly dropContained: Kernel;
  readonly openHomology: Kernel;
  readonly classesOfPoints: Kernel;
  readonly startDimension: Kernel;
  readonly searchRows: Kernel;
  readonly setsVisited: Kernel;
  readonly codesTaken: Kernel;
  readonly startReduction: Kernel;
  readonly reduceColumns: Kernel;
  readonly endReduction: Kernel;
  readonly classesAt: Kernel;
  readonly countClasses: Kernel;
  readonly countKillers: Kernel;
  readonly listKillers: Kernel;
}

/** One instance of the kernels with its memory. */
export interface Kernels {
  readonly run: KernelExports;
  readonly memory: KernelMemory;
  /**
   * Threads to prepare a phase for that takes this thread about `nanoseconds`
   * alone: one where others would hardly be awake before it is over.
   */
  threadsFor(nanoseconds: number): number;
}

/** Memory beyond which an instance is let go after use: WebAssembly memory never shrinks. */
const KEPT_BYTES = 64 * 2 ** 20;

/** Phases shorter than this are run alone, ns. */
const WORTH_THREADS = 1_000_000;

interface Instance {
  readonly run: KernelExports;
  readonly memory: KernelMemory;
  readonly generation: number;
}

let compiled: WebAssembly.Module | undefined;
let idle: Instance | undefined;
let isAvailable: boolean | undefined;

/** Whether this host runs the kernels: it needs shared WebAssembly memory and SIMD. */
export function hasKernels(): boolean {
  if (isAvailable === undefined) {
    try {
      idle ??= instantiate();
      isAvailable = true;
    } catch {
      isAvailable = false;
    }
  }
  return isAvailable;
}

/**
 * Runs `use` with the kernels and gives their memory back afterwards; what it
 * returns must be copied out.
 * @param use - Called again, with other memory and no threads, if a thread is lost meanwhile.
 */
export function withKernels<Result>(
  options: ComputeOptions,
  use: (kernels: Kernels) => Result,
): Result {
  try {
    return useOnce(options, use);
  } catch (error) {
    if (!(error instanceof ThreadLost)) throw error;
    replaceThreads();
    return useOnce({ ...options, threads: 1 }, use);
  }
}

function useOnce<Result>(
  options: ComputeOptions,
  use: (kernels: Kernels) => Result,
): Result {
  const instance = takeIdle() ?? instantiate();
  const { memory } = instance;
  const top = memory.top;
  const kernels = new ThreadedKernels(instance, options.threads);
  let isSound = true;
  try {
    const result = use(kernels);
    options.onRan?.({ backend: 'wasm', threads: kernels.used });
    return result;
  } catch (error) {
    isSound = !(error instanceof ThreadLost);
    throw error;
  } finally {
    memory.release(top);
    if (isSound && memory.byteLength <= KEPT_BYTES) idle = instance;
    else detach(memory);
  }
}

/** The instance kept, unless threads have ended that it may still count among the active. */
function takeIdle(): Instance | undefined {
  const kept = idle;
  idle = undefined;
  return kept?.generation === threadGeneration() ? kept : undefined;
}

class ThreadedKernels implements Kernels {
  readonly run: KernelExports;
  readonly memory: KernelMemory;
  /** Most threads of a phase so far. */
  used = 1;
  readonly #most: number;
  readonly #worth: number;

  constructor({ run, memory }: Instance, threads: number | undefined) {
    this.run = run;
    this.memory = memory;
    this.#most = Math.max(1, Math.min(threads ?? Infinity, mostThreads()));
    // who asks for a number of threads gets it
    this.#worth = threads === undefined ? WORTH_THREADS : 0;
  }

  threadsFor(nanoseconds: number): number {
    if (this.#most === 1 || nanoseconds < this.#worth) return 1;
    attach(compileKernels(), this.memory, this.#most);
    this.used = this.#most;
    return this.#most;
  }
}

/** A copy of `length` Uint32 values, in shared memory where there is any. */
export function copyOut(
  { memory }: Kernels,
  address: number,
  length: number,
): Uint32Array {
  const copy = allocateUint32(length);
  copy.set(memory.uint32(address, length));
  return copy;
}

function instantiate(): Instance {
  const memory = new KernelMemory();
  const instance = new WebAssembly.Instance(compileKernels(), {
    env: { memory: memory.memory },
  });
  return {
    run: instance.exports as unknown as KernelExports,
    memory,
    generation: threadGeneration(),
  };
}

function compileKernels(): WebAssembly.Module {
  return (compiled ??= new WebAssembly.Module(decode(KERNELS_BASE64)));
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
