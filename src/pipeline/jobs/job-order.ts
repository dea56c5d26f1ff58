import type { StoredJob } from '#store/job-store.ts';
import type { JobWork } from './job-operations.ts';

/** What makes two requests the same work. */
interface KeyedWork extends JobWork {
  readonly datasetVersion: string;
  readonly backend?: string | undefined;
}

/** Equal for equal work. */
export function jobKey(work: KeyedWork): string {
  const { datasetVersion, operation, parameters, seed, backend } = work;
  const sorted = Object.entries(parameters).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const asked = backend === 'auto' ? undefined : backend;
  return JSON.stringify([
    datasetVersion,
    operation,
    sorted,
    seed,
    asked ?? null,
  ]);
}

/** Higher priorities first, then those that came first. */
export function priorityOrder(a: StoredJob, b: StoredJob): number {
  return b.priority - a.priority || compare(a.createdAt, b.createdAt);
}

/** 0 for equal ones: sorting keeps their order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
