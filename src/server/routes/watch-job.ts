import type { JobView } from '#pipeline/jobs/live-job.ts';
import { defineRoute } from '../http/route.ts';
import type { SentEvent } from '../http/send-events.ts';
import { jobAnswer } from './job-answer.ts';
import { jobParams } from './job-params.ts';
import { keptJobs } from './kept-workspace.ts';
import { visibleJob } from './visible-job.ts';

export const watchJob = defineRoute({
  method: 'get',
  path: '/jobs/:id/events',
  summary: 'A job as it goes on: its state now, then each change, to its end',
  tag: 'Jobs',
  role: 'viewer',
  params: jobParams,
  isFeed: true,
  handle: async ({ params, request, who }, context) => {
    const jobs = keptJobs(context);
    const { events } = context;
    // Fails for a job that is not there, before anything is sent.
    const now = await visibleJob(context, who, params.id);
    const topic = `job:${params.id}`;
    return {
      events: {
        log: events,
        first: () => {
          const missed = events.since(request.get('Last-Event-ID') ?? '');
          return missed === undefined
            ? [sent(jobs.peek(params.id) ?? now)]
            : missed
                .filter((event) => event.topic === topic)
                .map(({ id, data }) => sent(data as JobView, id));
        },
        map: (event) =>
          event.topic === topic
            ? sent(event.data as JobView, event.id)
            : undefined,
        isLast: ({ data }) => hasEnded(data as { status: string }),
      },
    };
  },
});

function sent(job: JobView, id?: string): SentEvent {
  const data = jobAnswer(job);
  return { type: 'job', data, ...(id !== undefined && { id }) };
}

function hasEnded({ status }: { status: string }): boolean {
  return status !== 'queued' && status !== 'running';
}
