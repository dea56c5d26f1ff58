import { Piscina } from 'piscina';
import { PolyadError } from '#errors/polyad-error.ts';
import type { JobFlags } from './job-flags.ts';

/** What runs in the threads of a pool. */
export interface ThreadProgram {
  /** A built file: Node's threads run no TypeScript. */
  readonly file: string;
  /** The function it exports. */
  readonly name: string;
  /** Most threads. */
  readonly threads: number;
}

/** How long work may take to notice that it must stop, milliseconds. */
const GRACE_MILLISECONDS = 5_000;

/** How long an idle thread keeps what it has loaded, milliseconds. */
const IDLE_MILLISECONDS = 120_000;

/** Threads for work that does not yield: it is asked to stop by a flag, and ended if it does not look. */
export class ThreadPool<Task, Outcome> {
  readonly #pool: Piscina<Task, Outcome>;

  constructor({ file, name, threads }: ThreadProgram) {
    this.#pool = new Piscina<Task, Outcome>({
      filename: file,
      name,
      minThreads: 0,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: IDLE_MILLISECONDS,
      // Whoever asks for health is answered first.
      niceIncrement: 5,
      // Flags of the process, such as a loader, are not for the built files.
      execArgv: [],
    });
  }

  /**
   * @param flags - Whose memory the task holds.
   * @throws PolyadError LIMIT_EXCEEDED where the thread ran out of memory,
   * CANCELLED where it was broken off, INTERNAL where it died
   */
  async run(
    task: Task,
    flags: JobFlags,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const breakOff = new AbortController();
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      flags.stop();
      grace = setTimeout(() => breakOff.abort(), GRACE_MILLISECONDS);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#pool.run(task, { signal: breakOff.signal });
    } catch (cause) {
      throw threadError(cause, signal.aborted);
    } finally {
      clearTimeout(grace);
      signal.removeEventListener('abort', stop);
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function threadError(cause: unknown, wasStopped: boolean): PolyadError {
  const options = { cause };
  if (wasStopped) {
    return new PolyadError(
      'CANCELLED',
      'The work was broken off.',
      {},
      options,
    );
  }
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new PolyadError(
      'LIMIT_EXCEEDED',
      'It needed more memory than a thread may take. Ask a smaller question, or start Node with a larger --max-old-space-size.',
      {},
      options,
    );
  }
  return new PolyadError(
    'INTERNAL',
    `The thread died (${(cause as Error).message}).`,
    {},
    options,
  );
}
