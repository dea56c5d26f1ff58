import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RanOn as ComputeRanOn } from '#compute/backend.ts';
import { provideThreads } from '#compute/wasm/thread-pool.ts';

/** What computed a result. */
export type RanOn = ComputeRanOn;

/**
 * The whole program of a kernel thread, the twin of `serveKernels`: what it runs
 * is in the WebAssembly module it is sent. As text, it needs no file of its own
 * and starts alike from sources, from the package and from a bundle.
 */
const PROGRAM = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ module, memory, thread, session }) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.serve(thread, session);
});
`;

/** Gives the kernels up to `most` threads of this machine, the caller's included. */
export function useKernelThreads(most = availableParallelism()): void {
  provideThreads({
    most,
    start() {
      const worker = new Worker(PROGRAM, { eval: true, name: 'kernels' });
      worker.unref();
      return worker;
    },
  });
}
