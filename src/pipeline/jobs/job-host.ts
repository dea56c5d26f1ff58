import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { PolyadError } from '#errors/polyad-error.ts';
import { type JobFlags } from './job-flags.ts';
import type { ThreadOutcome, ThreadTask } from './job-thread.ts';

/** Computes jobs, several at a time. */
export interface JobHost {
  /** Jobs at a time. */
  readonly concurrency: number;
  /**
   * @param signal - Asks the job to stop; one that does not look is broken off.
   * @throws PolyadError LIMIT_EXCEEDED where the thread ran out of memory,
   * CANCELLED where it was broken off, INTERNAL where it died
   */
  run(
    task: Omit<ThreadTask, 'flags' | 'threads'> & { readonly threads?: number },
    flags: JobFlags,
    signal: AbortSignal,
  ): Promise<ThreadOutcome>;
  close(): Promise<void>;
}

/**
 * The built file of a thread; the same from `src` in tests, because Node's threads
 * run no TypeScript.
 */
const THREAD_FILE = fileURLToPath(
  new URL('../../../dist/pipeline/jobs/job-thread.js', import.meta.url),
);

/** How long a job may take to notice that it must stop, milliseconds. */
const GRACE_MILLISECONDS = 5_000;

/** How long an idle thread keeps what it has loaded, milliseconds. */
const IDLE_MILLISECONDS = 120_000;

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
  const pool = new Piscina<ThreadTask, ThreadOutcome>({
    filename: THREAD_FILE,
    name: 'runJob',
    minThreads: 0,
    maxThreads: concurrency,
    concurrentTasksPerWorker: 1,
    idleTimeout: IDLE_MILLISECONDS,
    // Whoever asks for health is answered first.
    niceIncrement: 5,
    // Flags of the process, such as a loader, are not for the built files.
    execArgv: [],
  });
  const share = Math.max(1, Math.floor(threads / concurrency));
  return {
    concurrency,
    run: async (task, flags, signal) => {
      const breakOff = new AbortController();
      let grace: NodeJS.Timeout | undefined;
      const stop = (): void => {
        flags.stop();
        grace = setTimeout(() => breakOff.abort(), GRACE_MILLISECONDS);
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await pool.run(
          {
            ...task,
            threads: Math.min(task.threads ?? share, threads),
            flags: flags.memory,
          },
          { signal: breakOff.signal },
        );
      } catch (cause) {
        throw threadError(cause, signal.aborted);
      } finally {
        clearTimeout(grace);
        signal.removeEventListener('abort', stop);
      }
    },
    close: () => pool.destroy(),
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
      return runJob({
        ...task,
        threads: task.threads ?? 1,
        flags: flags.memory,
      });
    },
    close: async () => undefined,
  };
}

function threadError(cause: unknown, wasStopped: boolean): PolyadError {
  const options = { cause };
  if (wasStopped) {
    return new PolyadError('CANCELLED', 'The job was broken off.', {}, options);
  }
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new PolyadError(
      'LIMIT_EXCEEDED',
      'The job needed more memory than a thread may take. Ask a smaller question, or start Node with a larger --max-old-space-size.',
      {},
      options,
    );
  }
  return new PolyadError(
    'INTERNAL',
    `The thread of the job died (${(cause as Error).message}).`,
    {},
    options,
  );
}
