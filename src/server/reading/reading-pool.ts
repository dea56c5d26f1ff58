import { fileURLToPath } from 'node:url';
import { JobFlags } from '#pipeline/jobs/job-flags.ts';
import { errorOfFailure } from '#pipeline/jobs/thread-failure.ts';
import { ThreadPool } from '#pipeline/jobs/thread-pool.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import type { Answer, Route, RouteInput } from '../http/route.ts';
import { lookRoutes } from './look-routes.ts';
import type { ReadingOutcome, ReadingTask } from './reading-thread.ts';

/** The built file of a thread; the same from `src` in tests. */
const THREAD_FILE = fileURLToPath(
  new URL('../../../dist/server/reading/reading-thread.js', import.meta.url),
);

/** Longest look: it keeps nobody waiting but who asked, and those behind them. */
const MOST_SECONDS = 600;

export interface ReadingPoolOptions {
  readonly catalog: DatasetCatalog;
  readonly workspace: OpenWorkspace;
  /** Data sets with fewer incidences are looked at where they are asked for. */
  readonly leastIncidences: number;
}

/**
 * Looks at large data sets in a thread of its own, so that one who opens a large
 * data set keeps nobody else waiting. One thread, because what it has ranked and
 * arranged serves the next look.
 */
export class ReadingPool {
  readonly #options: ReadingPoolOptions;
  readonly #pool = new ThreadPool<ReadingTask, ReadingOutcome>({
    file: THREAD_FILE,
    name: 'answerLook',
    threads: 1,
  });

  constructor(options: ReadingPoolOptions) {
    this.#options = options;
  }

  /** Whether a look is better done here. */
  takes(route: Route, input: RouteInput<never, never, never>): boolean {
    if (!lookRoutes.includes(route)) return false;
    const { id } = input.params as { id: string };
    const { catalog, leastIncidences } = this.#options;
    return catalog.get(id).summary.incidences >= leastIncidences;
  }

  /** @throws PolyadError as the route */
  async answer(
    { path }: Route,
    { params, query, signal }: RouteInput<never, never, never>,
  ): Promise<Answer<unknown>> {
    const { catalog, workspace } = this.#options;
    const { id, name, createdAt, provenance, summary, fingerprint } =
      catalog.get((params as { id: string }).id);
    const snapshot = workspace.datasets.snapshotOf({ id });
    const facts = { id, name, createdAt, provenance, summary, fingerprint };
    const flags = new JobFlags();
    const outcome = await this.#pool.run(
      {
        path,
        params,
        query,
        dataset: { ...facts, snapshot },
        seconds: MOST_SECONDS,
        flags: flags.memory,
      },
      flags,
      signal,
    );
    if (!outcome.ok) throw errorOfFailure(outcome);
    return { body: outcome.body };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
