import { allocateUint32 } from '#numeric/allocate.ts';
import { KernelMemory } from './kernel-memory.ts';
import { KERNELS_BASE64 } from './kernels-binary.ts';

type Kernel = (...args: number[]) => number;

/** What `kernels.as.ts` exports; addresses and 32-bit integers in and out. */
export interface KernelExports {
  readonly transpose: Kernel;
  readonly rankColumns: Kernel;
  readonly rankRows: Kernel;
  readonly rankShortRows: Kernel;
  readonly buildPrefixLists: Kernel;
  readonly overlapCosts: Kernel;
  readonly groupPairs: Kernel;
  readonly uniteByPairs: Kernel;
  readonly countLog: Kernel;
  readonly scatterLog: Kernel;
  readonly overlapsByPairs: Kernel;
  readonly overlapsByCounting: Kernel;
  readonly turnPairs: Kernel;
  readonly startsFromCounts: Kernel;
  readonly separateSets: Kernel;
  readonly uniteColumns: Kernel;
  readonly labelRowsByColumns: Kernel;
  readonly flattenSets: Kernel;
  readonly breadthFirst: Kernel;
  readonly pairCores: Kernel;
  readonly wholeEdgeCores: Kernel;
  readonly markToplexes: Kernel;
}

/** One instance of the kernels with its memory. */
export interface Kernels {
  readonly run: KernelExports;
  readonly memory: KernelMemory;
}

/** Memory beyond which an instance is let go after use: WebAssembly memory never shrinks. */
const KEPT_BYTES = 64 * 2 ** 20;

let compiled: WebAssembly.Module | undefined;
let idle: Kernels | undefined;

/** Whether this host runs the kernels: it needs shared memory and SIMD. */
export function hasKernels(): boolean {
  try {
    compiled ??= new WebAssembly.Module(decode(KERNELS_BASE64));
    return typeof SharedArrayBuffer === 'function';
  } catch {
    return false;
  }
}

/**
 * Runs `use` with the kernels and gives their memory back afterwards; what it
 * returns must be copied out.
 */
export function withKernels<Result>(use: (kernels: Kernels) => Result): Result {
  const kernels = idle ?? instantiate();
  idle = undefined;
  const top = kernels.memory.top;
  try {
    return use(kernels);
  } finally {
    kernels.memory.release(top);
    if (kernels.memory.byteLength <= KEPT_BYTES) idle = kernels;
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

function instantiate(): Kernels {
  compiled ??= new WebAssembly.Module(decode(KERNELS_BASE64));
  const memory = new KernelMemory();
  const instance = new WebAssembly.Instance(compiled, {
    env: { memory: memory.memory },
  });
  return { run: instance.exports as unknown as KernelExports, memory };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
