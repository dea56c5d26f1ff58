import type { Job } from '#protocol/jobs.ts';
import { Problem } from './problem.ts';

const PAUSE_MS = 700;

/**
 * Waits for work that the server goes on with (202) and gives its result.
 * @param read - Asks the server for a path under the API.
 * @throws Problem if the work failed or was called off.
 */
export async function followJob(
  first: Job,
  read: (path: string) => Promise<unknown>,
): Promise<unknown> {
  let job = first;
  while (job.status === 'queued' || job.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    job = (await read(`/jobs/${encodeURIComponent(job.id)}`)) as Job;
  }
  if (job.run === null) {
    const { code = 'CANCELLED', message = job.status } = job.error ?? {};
    throw new Problem(message, { code });
  }
  const run = await read(`/runs/${encodeURIComponent(job.run)}`);
  return (run as { result: unknown }).result;
}
