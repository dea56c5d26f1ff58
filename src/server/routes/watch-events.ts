import type { JobView } from '#pipeline/jobs/live-job.ts';
import type { LoggedEvent } from '#pipeline/jobs/event-log.ts';
import { eventQuerySchema } from '#protocol/events.ts';
import { defineRoute } from '../http/route.ts';
import type { SentEvent } from '../http/send-events.ts';
import { jobAnswer } from './job-answer.ts';

export const watchEvents = defineRoute({
  method: 'get',
  path: '/events',
  summary:
    'All that happens: jobs and alerts; after an absence what was missed, or "reset" where that is not known',
  tag: 'Events',
  query: eventQuerySchema,
  isFeed: true,
  handle: ({ query, request }, { events }) => ({
    events: {
      log: events,
      first: () => {
        const last = request.get('Last-Event-ID');
        if (last === undefined) return [];
        const missed = events.since(last);
        if (missed === undefined) return [{ type: 'reset', data: {} }];
        return missed.flatMap((event) => sentOf(event, query.type) ?? []);
      },
      map: (event) => sentOf(event, query.type),
    },
  }),
});

function sentOf(
  { id, type, data }: LoggedEvent,
  wanted: string | undefined,
): SentEvent | undefined {
  if (wanted !== undefined && wanted !== type) return undefined;
  return { id, type, data: type === 'job' ? jobAnswer(data as JobView) : data };
}
