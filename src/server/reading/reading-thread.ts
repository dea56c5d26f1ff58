import { JobFlags } from '#pipeline/jobs/job-flags.ts';
import {
  LoadedDatasets,
  type SentDataset,
} from '#pipeline/jobs/loaded-datasets.ts';
import {
  threadFailure,
  type ThreadFailure,
} from '#pipeline/jobs/thread-failure.ts';
import type { ServerContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import { lookRoutes } from './look-routes.ts';

/** One look at a data set: which route, and what was asked of it. */
export interface ReadingTask {
  readonly path: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly dataset: SentDataset;
  /** Most seconds that it may take. */
  readonly seconds: number;
  readonly flags: SharedArrayBuffer;
}

export type ReadingOutcome =
  { readonly ok: true; readonly body: unknown } | ThreadFailure;

const routes: ReadonlyMap<string, Route> = new Map(
  lookRoutes.map((route) => [route.path, route]),
);

const loaded = new LoadedDatasets();

/** Answers one look by its route; never throws. */
export async function answerLook(task: ReadingTask): Promise<ReadingOutcome> {
  try {
    const { path, params, query, dataset, seconds, flags } = task;
    const entry = loaded.get(dataset);
    const input = { params, query, signal: new JobFlags(flags).signal };
    // These routes use the catalog and this limit, and nothing else.
    const context = {
      catalog: { get: () => entry },
      limits: { computeSeconds: seconds },
    };
    const answer = await routes
      .get(path)
      ?.handle(input as never, context as unknown as ServerContext);
    return { ok: true, body: answer?.body };
  } catch (error) {
    return threadFailure(error);
  }
}
