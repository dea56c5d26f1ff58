import { createHash } from 'node:crypto';
import type { Run, RunParameters } from '#store/run-store.ts';
import { jsonChunks } from '../operations/json-chunks.ts';
import { version } from '../version.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** How a result came about. */
interface RunOf {
  readonly backend: string;
  readonly threads: number;
  readonly seconds: number;
}

/** A result of an operation, with the facts of its run. */
export type OperationResult = object & { readonly run: RunOf };

/** What was done to a stored data set. */
export interface FinishedRun {
  /** Id of the data set version. */
  readonly datasetVersion: string;
  readonly operation: string;
  readonly parameters: RunParameters;
  readonly seed: number;
  readonly startedAt: Date;
  readonly result: OperationResult;
  /** Names of parts that differ from run to run, such as a throughput. */
  readonly varying?: readonly string[];
  readonly actor: string;
}

/** Records a run; when this returns it is on the disk. */
export function recordRun(
  { runs }: OpenWorkspace,
  { result, varying, actor, ...facts }: FinishedRun,
): Promise<Run> {
  const { backend, threads } = result.run;
  return runs.record(
    {
      ...facts,
      codeVersion: version,
      backend,
      threads,
      finishedAt: new Date(),
    },
    jsonChunks(repeatable(result, varying)),
    actor,
  );
}

/**
 * Records a run unless the same was recorded before, by the same code.
 * @returns The run, new or known.
 */
export async function recordOnce(
  workspace: OpenWorkspace,
  finished: FinishedRun,
): Promise<Run> {
  const { datasetVersion, operation, parameters, seed } = finished;
  const facts = { datasetVersion, operation, parameters, seed };
  const known = await workspace.runs.findSame({
    ...facts,
    codeVersion: version,
  });
  return known ?? recordRun(workspace, finished);
}

/** The result without what differs from run to run. */
function repeatable(
  result: OperationResult,
  varying: readonly string[] = [],
): object {
  const left = new Set(['run', ...varying]);
  return Object.fromEntries(
    Object.entries(result).filter(([name]) => !left.has(name)),
  );
}

/** Whether a result computed again is what was recorded. */
export interface Reproduction {
  readonly same: boolean;
  /** SHA-256 of the results' JSON. */
  readonly recorded: string;
  readonly now: string;
  /** JSON Pointer of the first difference, where there is one. */
  readonly difference?: string;
}

/** Compares a result with the one that a run recorded, byte for byte. */
export async function compareWithRun(
  { runs }: OpenWorkspace,
  run: Run,
  result: OperationResult,
  varying?: readonly string[],
): Promise<Reproduction> {
  const hash = createHash('sha256');
  const again = repeatable(result, varying);
  for (const text of jsonChunks(again)) hash.update(text);
  const now = hash.digest('hex');
  const recorded = run.result.sha256;
  if (now === recorded) return { same: true, recorded, now };
  const before: unknown = JSON.parse(await runs.resultOf(run.id));
  const after: unknown = JSON.parse([...jsonChunks(again)].join(''));
  const difference = firstDifference(before, after) ?? '';
  return { same: false, recorded, now, difference };
}

/** Where two JSON values first differ, as a JSON Pointer; undefined if nowhere. */
function firstDifference(
  left: unknown,
  right: unknown,
  place = '',
): string | undefined {
  if (!isContainer(left) || !isContainer(right)) {
    return Object.is(left, right) ? undefined : place;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return place;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    const step = name.replaceAll('~', '~0').replaceAll('/', '~1');
    const found = firstDifference(left[name], right[name], `${place}/${step}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
