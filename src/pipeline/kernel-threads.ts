import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RanOn as ComputeRanOn } from '#compute/backend.ts';
import {
  ACTIVE,
  FAILED,
  provideThreads,
  STOPPED,
} from '#compute/wasm/thread-pool.ts';

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
  try {
    exports.serve(thread, session);
  } catch {
    const words = new Int32Array(memory.buffer, 0, 256);
    Atomics.store(words, ${STOPPED}, ${FAILED});
    Atomics.sub(words, ${ACTIVE}, 1);
    Atomics.notify(words, ${ACTIVE});
  }
});
`;

/** Gives the kernels up to `most` threads of this machine, the caller's included. */
export function useKernelThreads(most = availableParallelism()): void {
  provideThreads({ most, start: startKernelThread });
}

/**
 * A kernel thread that does not keep the process alive.
 * @param onEnd - Called when it has ended, whatever the reason.
 */
export function startKernelThread(onEnd: () => void): Worker {
  const worker = new Worker(PROGRAM, { eval: true, name: 'kernels' });
  worker.unref();
  // Its end tells enough; an error that nobody listens for would end the process too.
  worker.on('error', () => undefined);
  worker.once('exit', onEnd);
  return worker;
}
