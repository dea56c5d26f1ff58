import { closeThreads, provideThreads } from './thread-pool.ts';

/** A `Worker` of a page, as far as kernels need it. */
export interface PageWorker {
  postMessage(message: unknown): void;
  terminate(): void;
}

/**
 * Gives the kernels up to `most` threads in a page, the caller's included. Only a page that is
 * cross-origin isolated can share memory with workers; elsewhere the caller computes alone, with
 * the same answers.
 * @param start - Starts a module worker that gives the data of each message to `serveKernels`.
 * @returns Whether there are threads now.
 * @remarks A page's own thread may not sleep: while others finish their last chunk it looks again
 * and again. Compute in a worker to keep the page at hand.
 */
export function usePageThreads(start: () => PageWorker, most: number): boolean {
  const { crossOriginIsolated } = globalThis as {
    crossOriginIsolated?: boolean;
  };
  if (crossOriginIsolated !== true || most < 2) {
    closeThreads();
    return false;
  }
  provideThreads({ most, start });
  return true;
}
