import type { Run, RunFilter } from '#store/run-store.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { datasetReference } from './load.ts';

/** A run as lists show it. */
export interface StoredRun {
  readonly id: string;
  /** What follows `ws:`; null where nothing is known of it. */
  readonly dataset: string | null;
  readonly datasetVersion: string;
  readonly operation: string;
  readonly parameters: Run['parameters'];
  readonly seed: number;
  readonly backend: string;
  readonly threads: number;
  /** Polyad's version. */
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Bytes and SHA-256 of the result's JSON text. */
  readonly bytes: number;
  readonly sha256: string;
}

/** Which runs to list; `dataset` is a name, with or without version. */
export interface StoredRunFilter extends Pick<
  RunFilter,
  'operation' | 'limit' | 'offset'
> {
  readonly dataset?: string;
}

/** Runs, newest first, and how many there are in all. */
export async function listRuns(
  workspace: OpenWorkspace | undefined,
  { dataset, ...filter }: StoredRunFilter = {},
): Promise<{ runs: StoredRun[]; total: number }> {
  if (!workspace) return { runs: [], total: 0 };
  const { datasets, runs } = workspace;
  const wanted: RunFilter = {
    ...filter,
    ...(dataset !== undefined && {
      datasetVersion: (await datasets.find(datasetReference(dataset))).id,
    }),
  };
  const found = await runs.list(wanted);
  return {
    runs: await Promise.all(found.map((run) => describeRun(workspace, run))),
    total: await runs.count(wanted),
  };
}

/** One run with its result. @throws PolyadError NOT_FOUND */
export async function showRun(
  workspace: OpenWorkspace,
  id: string,
): Promise<StoredRun & { result: unknown }> {
  const run = await describeRun(workspace, await workspace.runs.get(id));
  const result: unknown = JSON.parse(await workspace.runs.resultOf(id));
  return { ...run, result };
}

/** A run as lists show it. */
export async function describeRun(
  { datasets }: OpenWorkspace,
  run: Run,
): Promise<StoredRun> {
  const { id, datasetVersion, operation, parameters, seed } = run;
  return {
    id,
    dataset: (await datasets.referenceOf(datasetVersion)) ?? null,
    datasetVersion,
    operation,
    parameters,
    seed,
    backend: run.backend,
    threads: run.threads,
    version: run.codeVersion,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    bytes: run.result.bytes,
    sha256: run.result.sha256,
  };
}
