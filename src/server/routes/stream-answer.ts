import type { StreamDesk } from '#pipeline/streams/stream-desk.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { requireAllData, type Identity } from '../access/identity.ts';
import type { ServerContext } from '../context.ts';
import { keptStreams, keptWorkspace } from './kept-workspace.ts';

type StoredStream = Awaited<ReturnType<OpenWorkspace['streams']['get']>>;

/**
 * What routes about streams need.
 * @throws PolyadError FORBIDDEN for those who may see some data sets only: a stream
 * is about none
 */
export function streamsFor(
  who: Identity,
  context: ServerContext,
): { streams: OpenWorkspace['streams']; desk: StreamDesk } {
  requireAllData(who);
  const { streams } = keptWorkspace(context);
  return { streams, desk: keptStreams(context) };
}

/** A stream as the API shows it. */
export function streamAnswer({
  logBytes: bytes,
  id: _id,
  ...stream
}: StoredStream): Omit<StoredStream, 'id' | 'logBytes'> & { bytes: number } {
  return { ...stream, bytes };
}
