import { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
import { readSnapshot } from '#store/read-snapshot.ts';
import { keepResult, type KeptResult } from '#store/kept-result.ts';
import { ComputeEngine } from '../compute-engine.ts';
import { useKernelThreads, type RanOn } from '../kernel-threads.ts';
import { jsonChunks } from '../operations/json-chunks.ts';
import { residentBytes } from '../resident-bytes.ts';
import { ResultCache } from '../result-cache.ts';
import { JobFlags } from './job-flags.ts';
import { computeJob, type JobDataset, type JobWork } from './job-operations.ts';

/** All that a thread needs to compute a job; plain, so that it can be sent. */
export interface ThreadTask extends JobWork {
  /** Id of the data set version, under which its columns are kept in memory. */
  readonly datasetVersion: string;
  readonly snapshot: string;
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly backend?: 'auto' | 'gpu' | 'wasm' | 'js' | undefined;
  /** Most threads that its kernels may use. */
  readonly threads: number;
  /** Where a long result goes. */
  readonly resultPath: string;
  readonly flags: SharedArrayBuffer;
}

/** What came of it; an error by its parts, because classes are not sent. */
export type ThreadOutcome =
  | {
      readonly ok: true;
      readonly result: KeptResult;
      readonly ran: RanOn;
      readonly startedAt: Date;
      readonly finishedAt: Date;
    }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
      /** Where it broke, for the log. */
      readonly stack?: string | undefined;
    };

/** Bytes of data sets that a thread keeps beside the one it works on. */
const KEPT_BYTES = 2 ** 30;

/** Loaded data sets, the least recently used first. */
const loaded = new Map<string, JobDataset>();

let engine: ComputeEngine | undefined;

/** Computes one job; never throws. */
export async function runJob(task: ThreadTask): Promise<ThreadOutcome> {
  try {
    return await compute(task);
  } catch (error) {
    return failureOf(error);
  }
}

async function compute(task: ThreadTask): Promise<ThreadOutcome> {
  const flags = new JobFlags(task.flags);
  useKernelThreads(task.threads);
  const dataset = datasetOf(task);
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

function datasetOf({
  datasetVersion,
  snapshot,
  mapping,
}: ThreadTask): JobDataset {
  const known = loaded.get(datasetVersion);
  loaded.delete(datasetVersion);
  if (!known) makeRoom();
  const dataset = known ?? {
    hypergraph: readSnapshot(snapshot),
    provenance: { mapping },
    rankings: new ResultCache(4),
  };
  // A Map iterates in order of insertion: inserting again marks it as used.
  loaded.set(datasetVersion, dataset);
  return dataset;
}

function makeRoom(): void {
  let bytes = 0;
  for (const { hypergraph } of loaded.values()) {
    bytes += residentBytes(hypergraph);
  }
  for (const [id, { hypergraph }] of loaded) {
    if (bytes <= KEPT_BYTES) return;
    bytes -= residentBytes(hypergraph);
    loaded.delete(id);
  }
}

function failureOf(error: unknown): ThreadOutcome {
  if (error instanceof PolyadError) {
    const { code, message, details } = error;
    return { ok: false, code, message, details: plainDetails(details) };
  }
  const { message, stack } =
    error instanceof Error ? error : new Error(String(error));
  return { ok: false, code: 'INTERNAL', message, details: {}, stack };
}

/** What JSON keeps of the details. */
function plainDetails(details: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
}
