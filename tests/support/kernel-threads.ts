import { afterAll, beforeAll } from 'vitest';
import { closeThreads } from '#compute/wasm/thread-pool.ts';
import { useKernelThreads } from '#pipeline/kernel-threads.ts';

/** Lets the kernels of a test file use up to `most` threads, and ends them after it. */
export function withKernelThreads(most: number): void {
  beforeAll(() => useKernelThreads(most));
  afterAll(closeThreads);
}
