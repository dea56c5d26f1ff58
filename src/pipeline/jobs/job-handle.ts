import type { Run } from '#store/run-store.ts';
import { newRecord, type JobRequest, type JobView } from './live-job.ts';

/** What whoever asked for work holds. */
export interface JobHandle {
  readonly id: string;
  readonly view: () => JobView;
  /** Makes it go on whoever leaves; when this returns it outlasts the process. */
  readonly promise: () => Promise<void>;
  /**
   * Waits for the end, at most so long.
   * @param signal - Aborts when whoever waits has left; a job that was promised to
   * nobody is called off with the last.
   * @returns Whether it has ended.
   */
  readonly wait: (
    milliseconds: number,
    signal: AbortSignal,
  ) => Promise<boolean>;
}

/** A handle on what was done before. */
export function doneHandle(request: JobRequest, run: Run): JobHandle {
  const view: JobView = {
    ...newRecord(run.id, request),
    status: 'done',
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    run: run.id,
    progress: null,
  };
  return {
    id: run.id,
    view: () => view,
    promise: async () => undefined,
    wait: async () => true,
  };
}

/** Whether `ended` settles before the time is over or `signal` aborts. */
export async function endsWithin(
  ended: Promise<void>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let leave = (): void => undefined;
  const over = new Promise<boolean>((resolve) => {
    leave = () => resolve(false);
    timer = setTimeout(leave, Math.min(milliseconds, 2 ** 31 - 1));
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
  });
  try {
    return await Promise.race([ended.then(() => true), over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
