import { PolyadError } from '#errors/polyad-error.ts';
import type { JobQueue } from '#pipeline/jobs/job-queue.ts';
import type { StreamDesk } from '#pipeline/streams/stream-desk.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import type { ServerContext } from '../context.ts';

/** The server's workspace. @throws PolyadError NOT_FOUND if it keeps nothing */
export function keptWorkspace({ workspace }: ServerContext): OpenWorkspace {
  if (workspace) return workspace;
  throw keepsNothing('neither runs nor labels');
}

/** The server's jobs. @throws PolyadError NOT_FOUND if it keeps nothing */
export function keptJobs({ jobs }: ServerContext): JobQueue {
  if (jobs) return jobs;
  throw keepsNothing('no jobs');
}

/** The server's streams. @throws PolyadError NOT_FOUND if it keeps nothing */
export function keptStreams({ streams }: ServerContext): StreamDesk {
  if (streams) return streams;
  throw keepsNothing('no streams');
}

function keepsNothing(what: string): PolyadError {
  return new PolyadError(
    'NOT_FOUND',
    `This server keeps ${what}. Start it with polyad serve --workspace DIR.`,
  );
}
