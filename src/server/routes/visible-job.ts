import type { JobView } from '#pipeline/jobs/live-job.ts';
import { maySee } from '../access/dataset-scope.ts';
import type { Identity } from '../access/identity.ts';
import type { ServerContext } from '../context.ts';
import { keptJobs, keptWorkspace } from './kept-workspace.ts';

/** A job on a data set that is theirs to see. @throws PolyadError NOT_FOUND */
export async function visibleJob(
  context: ServerContext,
  who: Identity,
  id: string,
): Promise<JobView> {
  const job = await keptJobs(context).get(id);
  if (maySee(who, context.catalog, job.datasetVersion)) return job;
  throw keptWorkspace(context).jobs.notThere(id);
}
