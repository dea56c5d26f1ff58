import { keepResult, type KeptResult } from '#store/kept-result.ts';
import { ComputeEngine } from '../compute-engine.ts';
import { useKernelThreads, type RanOn } from '../kernel-threads.ts';
import { jsonChunks } from '../operations/json-chunks.ts';
import { JobFlags } from './job-flags.ts';
import { computeJob, type JobWork } from './job-operations.ts';
import { LoadedDatasets, type SentDataset } from './loaded-datasets.ts';
import { threadFailure, type ThreadFailure } from './thread-failure.ts';

/** All that a thread needs to compute a job; plain, so that it can be sent. */
export interface ThreadTask extends JobWork {
  readonly dataset: SentDataset;
  readonly backend?: 'auto' | 'gpu' | 'wasm' | 'js' | undefined;
  /** Most threads that its kernels may use. */
  readonly threads: number;
  /** Where a long result goes. */
  readonly resultPath: string;
  readonly flags: SharedArrayBuffer;
}

/** What came of it. */
export type ThreadOutcome =
  | {
      readonly ok: true;
      readonly result: KeptResult;
      readonly ran: RanOn;
      readonly startedAt: Date;
      readonly finishedAt: Date;
    }
  | ThreadFailure;

const loaded = new LoadedDatasets();

let engine: ComputeEngine | undefined;

/** Computes one job; never throws. */
export async function runJob(task: ThreadTask): Promise<ThreadOutcome> {
  try {
    return await compute(task);
  } catch (error) {
    return threadFailure(error);
  }
}

async function compute(task: ThreadTask): Promise<ThreadOutcome> {
  const flags = new JobFlags(task.flags);
  useKernelThreads(task.threads);
  const dataset = loaded.get(task.dataset);
  engine ??= new ComputeEngine({ threads: task.threads });
  const startedAt = new Date();
  let ran: RanOn = { backend: 'js', threads: 1 };
  const result = await computeJob(dataset, task, {
    backend: task.backend,
    threads: task.threads,
    runner: engine,
    signal: flags.signal,
    onProgress: (done, total) => flags.report(done, total),
    onRan: (facts) => (ran = facts),
  });
  const kept = await keepResult(task.resultPath, jsonChunks(result));
  return { ok: true, result: kept, ran, startedAt, finishedAt: new Date() };
}
