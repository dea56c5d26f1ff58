import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { JobFlags } from './job-flags.ts';
import type { ThreadOutcome, ThreadTask } from './job-thread.ts';
import { ThreadPool } from './thread-pool.ts';

/** Computes jobs, several at a time. */
export interface JobHost {
  /** Jobs at a time. */
  readonly concurrency: number;
  /**
   * @param signal - Asks the job to stop; one that does not look is broken off.
   * @throws PolyadError as {@link ThreadPool.run}
   */
  run(
    task: Omit<ThreadTask, 'flags' | 'threads'> & { readonly threads?: number },
    flags: JobFlags,
    signal: AbortSignal,
  ): Promise<ThreadOutcome>;
  close(): Promise<void>;
}

/** The built file of a thread; the same from `src` in tests. */
const THREAD_FILE = fileURLToPath(
  new URL('../../../dist/pipeline/jobs/job-thread.js', import.meta.url),
);

/** Threads that jobs run in where nothing else was said. */
export function usualConcurrency(): number {
  return Math.min(4, Math.max(2, availableParallelism() - 1));
}

/**
 * Jobs in threads of their own, so that the thread that answers requests never
 * waits for them.
 * @param concurrency - Jobs at a time.
 * @param threads - Most threads that all kernels of all jobs use.
 */
export function threadHost(
  concurrency: number,
  threads = availableParallelism(),
): JobHost {
  const pool = new ThreadPool<ThreadTask, ThreadOutcome>({
    file: THREAD_FILE,
    name: 'runJob',
    threads: concurrency,
  });
  const share = Math.max(1, Math.floor(threads / concurrency));
  return {
    concurrency,
    run: (task, flags, signal) => {
      const most = Math.min(task.threads ?? share, threads);
      const sent = { ...task, threads: most, flags: flags.memory };
      return pool.run(sent, flags, signal);
    },
    close: () => pool.close(),
  };
}

/** Jobs in the caller's thread, one at a time: for tests and tools. */
export function inlineHost(): JobHost {
  return {
    concurrency: 1,
    run: async (task, flags, signal) => {
      const { runJob } = await import('./job-thread.ts');
      if (signal.aborted) flags.stop();
      signal.addEventListener('abort', () => flags.stop(), { once: true });
      const threads = task.threads ?? 1;
      return runJob({ ...task, threads, flags: flags.memory });
    },
    close: async () => undefined,
  };
}
