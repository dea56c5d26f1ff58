import type { JobView } from '#pipeline/jobs/live-job.ts';
import type { LoggedEvent } from '#pipeline/jobs/event-log.ts';
import { eventQuerySchema } from '#protocol/events.ts';
import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { maySee } from '../access/dataset-scope.ts';
import type { Identity } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import type { SentEvent } from '../http/send-events.ts';
import { jobAnswer } from './job-answer.ts';

export const watchEvents = defineRoute({
  method: 'get',
  path: '/events',
  summary:
    'All that happens: jobs and alerts; after an absence what was missed, or "reset" where that is not known',
  tag: 'Events',
  role: 'viewer',
  query: eventQuerySchema,
  isFeed: true,
  handle: ({ query, request, who }, { events, catalog }) => {
    const sentOf = (event: LoggedEvent): SentEvent | undefined => {
      if (query.type !== undefined && query.type !== event.type) {
        return undefined;
      }
      return isTheirs(event, who, catalog) ? sent(event) : undefined;
    };
    return {
      events: {
        log: events,
        first: () => {
          const last = request.get('Last-Event-ID');
          if (last === undefined) return [];
          const missed = events.since(last);
          if (missed === undefined) return [{ type: 'reset', data: {} }];
          return missed.flatMap((event) => sentOf(event) ?? []);
        },
        map: sentOf,
      },
    };
  },
});

function sent({ id, type, data }: LoggedEvent): SentEvent {
  return { id, type, data: type === 'job' ? jobAnswer(data as JobView) : data };
}

/** Whoever may see some data sets only sees the jobs on these, and no alerts. */
function isTheirs(
  { type, data }: LoggedEvent,
  who: Identity,
  catalog: DatasetCatalog,
): boolean {
  if (who.datasets === null) return true;
  if (type !== 'job') return false;
  return maySee(who, catalog, (data as JobView).datasetVersion);
}
