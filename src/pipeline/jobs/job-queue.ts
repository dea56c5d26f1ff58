import { PolyadError } from '#errors/polyad-error.ts';
import type { JobFailure, StoredJob } from '#store/job-store.ts';
import type { Run } from '#store/run-store.ts';
import { version } from '../version.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { shelved } from '../workspace/workspace-shelf.ts';
import type { EventLog } from './event-log.ts';
import { doneHandle, endsWithin, type JobHandle } from './job-handle.ts';
import type { JobHost } from './job-host.ts';
import { jobKey, priorityOrder } from './job-order.ts';
import { errorOfFailure } from './thread-failure.ts';
import {
  newLiveJob,
  newRecord,
  now,
  viewOf,
  type JobRequest,
  type JobView,
  type LiveJob,
} from './live-job.ts';

export interface JobQueueOptions {
  readonly workspace: OpenWorkspace;
  readonly host: JobHost;
  readonly events: EventLog;
  /** Jobs that may wait. */
  readonly maxQueued?: number | undefined;
  /** Told what could not be written down. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Times that a job is begun before it counts as interrupted. */
const MOST_ATTEMPTS = 2;

/** A job that lives longer is written down, milliseconds. */
const KEEP_AFTER = 1_000;

/** Between two looks at how far jobs are, milliseconds. */
const PROGRESS_EVERY = 250;

const DEFAULT_QUEUED = 1_000;

/**
 * Work on data sets of a workspace: as much at a time as the host does, higher
 * priorities first, equal requests once. Results are runs; what was computed
 * before by the same code is not computed again. Jobs that were promised, or took
 * longer than a second, outlast the process.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #live = new Map<string, LiveJob>();
  readonly #byKey = new Map<string, LiveJob>();
  #waiting: LiveJob[] = [];
  readonly #running = new Set<LiveJob>();
  #timer: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  get waitingCount(): number {
    return this.#waiting.length;
  }

  /**
   * Takes up what an earlier process left: jobs that waited or were at work begin
   * (again), those that were broken off too often are marked as interrupted.
   */
  async resume(): Promise<void> {
    const { jobs } = this.#options.workspace;
    for (const job of await jobs.unfinished()) {
      if (job.status === 'running' && job.attempts >= MOST_ATTEMPTS) {
        await jobs.save({
          ...job,
          status: 'interrupted',
          finishedAt: now(),
          failure: {
            code: 'INTERNAL',
            message: `The server ended ${job.attempts} times while this job ran. Ask again if you want it tried once more.`,
            details: {},
          },
        });
        continue;
      }
      const live = this.#enter(job, { ...job, status: 'queued' });
      live.isKept = live.isPromised = true;
    }
    this.#pump();
  }

  /**
   * Asks for work. Equal work that waits, is at work or is done is not done twice.
   * @throws PolyadError LIMIT_EXCEEDED where too much waits
   */
  async submit(request: JobRequest): Promise<JobHandle> {
    const key = jobKey(request);
    const known = this.#byKey.get(key);
    if (known) return this.#handle(known);
    const run = await this.#knownRun(request);
    if (run) return doneHandle(request, run);
    // Somebody else may have asked meanwhile.
    const meanwhile = this.#byKey.get(key);
    if (meanwhile) return this.#handle(meanwhile);
    const { maxQueued = DEFAULT_QUEUED, workspace } = this.#options;
    if (this.#waiting.length >= maxQueued) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${maxQueued} jobs wait already. Ask again when some are done, or cancel some.`,
        { waiting: this.#waiting.length },
      );
    }
    const live = this.#enter(
      request,
      newRecord(workspace.jobs.newId(), request),
    );
    setTimeout(() => this.#keepInTime(live), KEEP_AFTER).unref();
    this.#pump();
    return this.#handle(live);
  }

  /** A job that has not ended. */
  peek(id: string): JobView | undefined {
    const live = this.#live.get(id);
    return live && viewOf(live);
  }

  /** A job, whether it has ended or not. @throws PolyadError NOT_FOUND */
  async get(id: string): Promise<JobView> {
    const live = this.#live.get(id);
    if (live) return viewOf(live);
    return { ...(await this.#options.workspace.jobs.get(id)), progress: null };
  }

  /** Kept jobs, newest first. */
  async list(offset: number, limit: number): Promise<JobView[]> {
    const stored = await this.#options.workspace.jobs.list(offset, limit);
    return stored.map((job) => {
      const live = this.#live.get(job.id);
      return live ? viewOf(live) : { ...job, progress: null };
    });
  }

  count(): Promise<number> {
    return this.#options.workspace.jobs.count();
  }

  /**
   * Calls a job off; one that is called off already stays so.
   * @throws PolyadError NOT_FOUND, CONFLICT where it has ended otherwise
   */
  async cancel(id: string): Promise<JobView> {
    const live = this.#live.get(id);
    if (live) {
      await this.#callOff(live);
      return viewOf(live);
    }
    const job = await this.get(id);
    if (job.status === 'cancelled') return job;
    throw new PolyadError(
      'CONFLICT',
      `The job ${id} has ended already (${job.status}); there is nothing to cancel.`,
      { id, status: job.status },
    );
  }

  /** Ends the host. What was promised goes on when the workspace is next opened. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#timer);
    this.#waiting = [];
    const running = [...this.#running];
    for (const live of running) live.stop.abort();
    await this.#options.host.close();
    await Promise.all(running.map(({ ended }) => ended));
  }

  #handle(live: LiveJob): JobHandle {
    return {
      id: live.record.id,
      view: () => viewOf(live),
      promise: async () => {
        live.isPromised = true;
        await this.#keep(live);
      },
      wait: async (milliseconds, signal) => {
        live.waiters++;
        try {
          return await endsWithin(live.ended, milliseconds, signal);
        } finally {
          live.waiters--;
          if (signal.aborted) await this.#leave(live);
        }
      },
    };
  }

  #enter(request: JobRequest, record: StoredJob): LiveJob {
    const live = newLiveJob(request, record);
    this.#live.set(record.id, live);
    this.#byKey.set(live.key, live);
    this.#waiting.push(live);
    this.#publish(live);
    return live;
  }

  #pump(): void {
    const { host } = this.#options;
    while (this.#running.size < host.concurrency && !this.#isClosing) {
      this.#waiting.sort((a, b) => priorityOrder(a.record, b.record));
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running.add(next);
      this.#timer ??= setInterval(() => this.#look(), PROGRESS_EVERY).unref();
      void this.#run(next).catch((error: unknown) => this.#onError(error));
    }
  }

  async #run(live: LiveJob): Promise<void> {
    try {
      await this.#change(live, {
        status: 'running',
        startedAt: now(),
        attempts: live.record.attempts + 1,
      });
      await this.#compute(live);
    } catch (error) {
      await this.#fail(live, this.#failureOf(error));
    } finally {
      this.#running.delete(live);
      if (this.#running.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
      this.#pump();
    }
  }

  async #compute(live: LiveJob): Promise<void> {
    const { workspace, host } = this.#options;
    const { request, flags, stop } = live;
    const { datasets, runs } = workspace;
    const { datasetVersion, operation, parameters, seed } = request;
    const stored = await datasets.get(datasetVersion);
    if (!stored) {
      throw new PolyadError(
        'NOT_FOUND',
        `The data set ${datasetVersion} was removed before the job began.`,
        { id: datasetVersion },
      );
    }
    const { id, path } = runs.plan();
    const outcome = await host.run(
      {
        dataset: {
          ...shelved(stored),
          snapshot: datasets.snapshotOf(stored),
        },
        operation,
        parameters,
        seed,
        backend: request.backend,
        resultPath: path,
        ...(request.threads !== undefined && { threads: request.threads }),
      },
      flags,
      stop.signal,
    );
    if (!outcome.ok) throw errorOfFailure(outcome);
    const { result, ran, startedAt, finishedAt } = outcome;
    const facts = { datasetVersion, operation, parameters, seed };
    await runs.recordKept(
      { ...facts, ...ran, codeVersion: version, startedAt, finishedAt },
      { id, ...result },
      request.actor,
    );
    await this.#finish(live, { status: 'done', run: id });
  }

  async #fail(live: LiveJob, failure: JobFailure): Promise<void> {
    const { attempts } = live.record;
    if (this.#isClosing) {
      // It begins again with the next process, and this time does not count.
      await this.#change(live, { status: 'queued', attempts: attempts - 1 });
      live.end();
    } else if (live.stop.signal.aborted) {
      await this.#finish(live, { status: 'cancelled', failure });
    } else if (failure.code === 'INTERNAL' && attempts < MOST_ATTEMPTS) {
      // A thread that died may have been another job's fault.
      await this.#change(live, { status: 'queued' });
      this.#waiting.push(live);
    } else {
      await this.#finish(live, { status: 'failed', failure });
    }
  }

  async #finish(live: LiveJob, change: Partial<StoredJob>): Promise<void> {
    try {
      await this.#change(live, { ...change, finishedAt: now() });
    } finally {
      this.#live.delete(live.record.id);
      this.#byKey.delete(live.key);
      live.end();
    }
  }

  async #change(live: LiveJob, change: Partial<StoredJob>): Promise<void> {
    live.record = { ...live.record, ...change };
    if (live.isKept) await this.#options.workspace.jobs.save(live.record);
    this.#publish(live);
  }

  async #keep(live: LiveJob): Promise<void> {
    if (live.isKept) return;
    live.isKept = true;
    await this.#options.workspace.jobs.save(live.record);
  }

  #keepInTime(live: LiveJob): void {
    if (!this.#live.has(live.record.id) || this.#isClosing) return;
    this.#keep(live).catch((error: unknown) => this.#onError(error));
  }

  /** The last who waited has left: without a promise there is nobody to do it for. */
  async #leave(live: LiveJob): Promise<void> {
    if (live.waiters > 0 || live.isPromised) return;
    if (this.#live.has(live.record.id)) await this.#callOff(live);
  }

  async #callOff(live: LiveJob): Promise<void> {
    live.stop.abort();
    const place = this.#waiting.indexOf(live);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    const message = 'The job was called off before it began.';
    const failure: JobFailure = { code: 'CANCELLED', message, details: {} };
    await this.#finish(live, { status: 'cancelled', failure });
  }

  async #knownRun(request: JobRequest): Promise<Run | undefined> {
    const run = await this.#options.workspace.runs.findSame({
      ...request,
      codeVersion: version,
    });
    const { backend = 'auto' } = request;
    return backend === 'auto' || run?.backend === backend ? run : undefined;
  }

  #look(): void {
    for (const live of this.#running) {
      if (live.flags.progress) this.#publish(live);
    }
  }

  #publish(live: LiveJob): void {
    const view = viewOf(live);
    this.#options.events.publish(`job:${view.id}`, 'job', view);
  }

  #onError(error: unknown): void {
    this.#options.onError?.(error);
  }

  /** What broke inside is for the log, not for those who ask. */
  #failureOf(error: unknown): JobFailure {
    if (error instanceof PolyadError && error.code !== 'INTERNAL') {
      const { code, message, details } = error;
      return { code, message, details };
    }
    this.#onError(error);
    const message = 'The job broke. The log of the server has the cause.';
    return { code: 'INTERNAL', message, details: {} };
  }
}
