import type { LoggedEvent } from '#pipeline/jobs/event-log.ts';
import { alertSource } from '#pipeline/streams/live-stream.ts';
import { streamParamsSchema } from '#protocol/streams.ts';
import { defineRoute } from '../http/route.ts';
import type { SentEvent } from '../http/send-events.ts';
import { streamsFor } from './stream-answer.ts';
import { keptWorkspace } from './kept-workspace.ts';

/** An alert as the log of events and the database have it. */
interface KnownAlert {
  readonly id: string;
  readonly content: unknown;
}

export const watchAlerts = defineRoute({
  method: 'get',
  path: '/streams/:name/alerts',
  summary:
    'Alerts of a stream as they are raised; after an absence, those since Last-Event-ID, through restarts too',
  tag: 'Streams',
  role: 'viewer',
  params: streamParamsSchema,
  isFeed: true,
  handle: async ({ params, request, who }, context) => {
    // A stream may be listened to before its first record.
    streamsFor(who, context);
    const { events } = context;
    const source = alertSource(params.name);
    const last = request.get('Last-Event-ID');
    // What is raised while the database is asked is in the log.
    const before = events.lastId;
    const { alerts } = keptWorkspace(context);
    const stored =
      last === undefined ? [] : await alerts.since(source, last || undefined);
    const sentOf = ({ topic, data }: LoggedEvent): SentEvent | undefined =>
      topic === source ? sent(data as KnownAlert) : undefined;
    return {
      events: {
        log: events,
        first: () => {
          const known = new Set(stored.map(({ id }) => id));
          const since = (events.since(before) ?? []).flatMap(
            (event) => sentOf(event) ?? [],
          );
          return [
            ...stored.map(sent),
            ...since.filter(({ id = '' }) => !known.has(id)),
          ];
        },
        map: sentOf,
      },
    };
  },
});

function sent({ id, content }: KnownAlert): SentEvent {
  return { id, type: 'alert', data: content };
}
