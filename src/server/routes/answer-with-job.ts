import { PolyadError } from '#errors/polyad-error.ts';
import type { JobQueue } from '#pipeline/jobs/job-queue.ts';
import type { JobRequest } from '#pipeline/jobs/live-job.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import type { Request } from 'express';
import type { ServerContext } from '../context.ts';
import type { Answer, RouteInput } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';

/** What a server that keeps results does with work. */
export interface KeptWork {
  readonly jobs: JobQueue;
  readonly workspace: OpenWorkspace;
  /** What the answer holds beside the recorded result. */
  readonly beside?: Readonly<Record<string, string>>;
}

/**
 * Answers with the result of work, or, where that takes longer than the client
 * wants to wait, with the job that goes on (202). Whoever leaves before either
 * calls the work off.
 * @throws PolyadError whatever the work failed with
 */
export async function answerWithJob(
  { request, signal }: RouteInput<unknown, unknown, unknown>,
  { limits }: ServerContext,
  { jobs, workspace, beside }: KeptWork,
  work: JobRequest,
): Promise<Answer<never>> {
  const job = await jobs.submit(work);
  const seconds = waitSeconds(request, limits.computeSeconds);
  const hasEnded = await job.wait(seconds * 1000, signal);
  signal.throwIfAborted();
  if (!hasEnded) {
    await job.promise();
    return {
      status: 202,
      headers: {
        Location: `/api/v1/jobs/${job.id}`,
        'Retry-After': '1',
        'Preference-Applied':
          seconds === 0 ? 'respond-async' : `wait=${seconds}`,
      },
      chunks: [JSON.stringify(jobAnswer(job.view()))],
    };
  }
  const { run, failure } = job.view();
  if (run === null) {
    throw failure
      ? new PolyadError(failure.code, failure.message, failure.details)
      : new PolyadError('CANCELLED', 'The server is closing.');
  }
  return { chunks: resultOf(workspace, run, beside) };
}

/** Seconds that the client wants to wait at most (RFC 7240). */
function waitSeconds(request: Request, most: number): number {
  const wishes = (request.get('Prefer') ?? '')
    .split(',')
    .map((wish) => wish.trim().toLowerCase());
  const wait = wishes.find((wish) => /^wait=\d{1,9}$/.test(wish));
  if (wait !== undefined) return Math.min(most, Number(wait.slice(5)));
  return wishes.includes('respond-async') ? 0 : most;
}

/** A run's result with the facts of the run, as the command line prints it. */
async function* resultOf(
  { runs }: OpenWorkspace,
  id: string,
  beside: object = {},
): AsyncGenerator<string> {
  const { backend, threads, startedAt, finishedAt, codeVersion } =
    await runs.get(id);
  const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1000;
  const run = { backend, threads, seconds, version: codeVersion, id };
  let last = '';
  for await (const piece of runs.resultPieces(id)) {
    if (piece === '') continue;
    yield last;
    last = piece;
  }
  // The result is an object: the facts go in before its last brace.
  yield `${last.slice(0, -1)},${JSON.stringify({ ...beside, run }).slice(1)}`;
}
