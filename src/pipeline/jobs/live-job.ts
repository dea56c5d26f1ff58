import type { StoredJob } from '#store/job-store.ts';
import { JobFlags, type JobProgress } from './job-flags.ts';
import type { JobWork } from './job-operations.ts';
import { jobKey } from './job-order.ts';

/** What somebody wants computed. */
export interface JobRequest extends JobWork {
  /** Id of the data set version. */
  readonly datasetVersion: string;
  /** Higher ones go first. */
  readonly priority: number;
  readonly actor: string;
  readonly backend?: 'auto' | 'gpu' | 'wasm' | 'js' | undefined;
  readonly threads?: number | undefined;
}

/** A job as those who ask see it. */
export interface JobView extends StoredJob {
  readonly progress: JobProgress | null;
}

/** A job that has not ended, or whose end somebody waits for. */
export interface LiveJob {
  record: StoredJob;
  readonly key: string;
  readonly request: JobRequest;
  readonly flags: JobFlags;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  readonly end: () => void;
  /** Those who wait for its end. */
  waiters: number;
  /** Somebody was told that it will be done, whether they wait or not. */
  isPromised: boolean;
  /** It is written down, so that it outlasts the process. */
  isKept: boolean;
}

export function newLiveJob(request: JobRequest, record: StoredJob): LiveJob {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    record,
    key: jobKey(request),
    request,
    flags: new JobFlags(),
    stop: new AbortController(),
    ended,
    end,
    waiters: 0,
    isPromised: false,
    isKept: false,
  };
}

/** A job that nobody has begun. */
export function newRecord(id: string, request: JobRequest): StoredJob {
  const { datasetVersion, operation, parameters, seed, priority, actor } =
    request;
  return {
    id,
    datasetVersion,
    operation,
    parameters,
    seed,
    priority,
    actor,
    status: 'queued',
    attempts: 0,
    createdAt: now(),
    startedAt: null,
    finishedAt: null,
    run: null,
    failure: null,
  };
}

export function viewOf({ record, flags }: LiveJob): JobView {
  const isRunning = record.status === 'running';
  return { ...record, progress: isRunning ? flags.progress : null };
}

export function now(): string {
  return new Date().toISOString();
}
