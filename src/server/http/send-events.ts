import type { EventLog, LoggedEvent } from '#pipeline/jobs/event-log.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import { identify } from '../access/require-session.ts';
import type { ServerContext } from '../context.ts';
import type { RouteInput } from './route.ts';

/** One event as it is sent. */
export interface SentEvent {
  /** What the client gives back as Last-Event-ID; none for a state that was not an event. */
  readonly id?: string;
  readonly type: string;
  readonly data: unknown;
}

/** What somebody who listens gets. */
export interface EventFeed {
  readonly log: EventLog;
  /**
   * Sent first: what was missed, or how things stand. Called right before the log
   * is watched, so that nothing falls between.
   */
  readonly first: () => readonly SentEvent[];
  /** An event of the log as it is sent; undefined for those of no interest. */
  readonly map: (event: LoggedEvent) => SentEvent | undefined;
  /** Whether nothing comes after this one. */
  readonly isLast?: (event: SentEvent) => boolean;
}

/** A comment keeps proxies from closing what seems idle. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** Bytes that may wait for a slow client; it is cut off beyond, and comes back. */
const MAX_WAITING = 2 ** 20;

/** How long a client waits before it comes back. */
const RETRY_MILLISECONDS = 2_000;

/** Feeds that are open, by server. */
const open = new WeakMap<EventLog, number>();

/**
 * Sends events until the client leaves, the server closes, the session ends, or
 * the last event was sent.
 * @throws PolyadError LIMIT_EXCEEDED where too many listen
 */
export function sendEvents(
  { request, response }: RouteInput<never, never, never>,
  feed: EventFeed,
  context: ServerContext,
): void {
  const listening = open.get(feed.log) ?? 0;
  if (listening >= context.limits.eventFeeds) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `${listening} listen already; close some, or ask for states instead.`,
    );
  }
  open.set(feed.log, listening + 1);
  response.status(200).set({
    'Content-Type': 'text/event-stream',
    // no-transform keeps compression from holding events back.
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const { closing, access } = context;
  const end = (): void => {
    response.end();
  };
  const write = (event: SentEvent): void => {
    response.write(textOf(event));
    if (response.writableLength > MAX_WAITING) response.destroy();
    if (feed.isLast?.(event) === true) end();
  };
  const heartbeat = setInterval(() => {
    // A session may have ended, or a token been taken back.
    void identify(request, access).then((who) => {
      if (who && !response.writableEnded) response.write(':\n\n');
      else end();
    });
  }, HEARTBEAT_MILLISECONDS);
  response.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
  const unwatch = feed.log.watch((event) => {
    const sent = response.writableEnded ? undefined : feed.map(event);
    if (sent) write(sent);
  });
  closing.addEventListener('abort', end, { once: true });
  response.once('close', () => {
    clearInterval(heartbeat);
    unwatch();
    closing.removeEventListener('abort', end);
    open.set(feed.log, (open.get(feed.log) ?? 1) - 1);
  });
  for (const event of feed.first()) {
    if (!response.writableEnded) write(event);
  }
  if (closing.aborted) end();
}

/** JSON holds no line ends, so one data line is enough. */
function textOf({ id, type, data }: SentEvent): string {
  const name = id === undefined ? '' : `id: ${id}\n`;
  return `${name}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
