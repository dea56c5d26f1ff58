import { randomUUID } from 'node:crypto';
import { PolyadError } from '#errors/polyad-error.ts';
import {
  chunkQuerySchema,
  chunkTakenSchema,
  streamParamsSchema,
  streamSettingsSchema,
} from '#protocol/streams.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { readBody } from '../http/read-body.ts';
import { readSettings } from '../http/stream-settings.ts';
import { readOptions } from '../http/upload.ts';
import { presentOf } from './record-answer.ts';
import { defineRoute } from '../http/route.ts';
import { streamsFor } from './stream-answer.ts';

export const pushEvents = defineRoute({
  method: 'post',
  path: '/streams/:name/events',
  summary:
    'The next records of a stream, as JSON lines or CSV; taken once for their chunk, with the alerts they raise',
  tag: 'Streams',
  role: 'analyst',
  params: streamParamsSchema,
  query: chunkQuerySchema,
  stream: ['application/x-ndjson', 'text/csv'],
  result: { name: 'ChunkTaken', schema: chunkTakenSchema },
  handle: async ({ params, query, request, who }, context) => {
    const { streams, desk } = streamsFor(who, context);
    const bytes = await readBody(request, context.limits.chunkBytes);
    if (bytes.length === 0) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'The body is empty; send records, one a line.',
      );
    }
    await beginIfNew(streams, params.name, query.options, who.name);
    const chunk = query.chunk ?? randomUUID();
    const taken = await desk.take(
      params.name,
      { id: chunk, bytes: withLineEnd(bytes) },
      who.name,
    );
    const { rows, rejected, alerts } = taken;
    return { body: { chunk, rows, rejected, alerts } };
  },
});

/** A stream that nobody began is begun with its first records. */
async function beginIfNew(
  streams: OpenWorkspace['streams'],
  name: string,
  options: string | undefined,
  actor: string,
): Promise<void> {
  if (await streams.has(name)) return;
  const mapping = readOptions(options ?? '{}');
  const settings = streamSettingsSchema.parse({ options: mapping });
  const kept = presentOf(settings);
  readSettings(kept);
  await streams.make(name, kept, actor).catch((error: unknown) => {
    // Somebody else may have begun it meanwhile.
    if (!(error instanceof PolyadError && error.code === 'CONFLICT'))
      throw error;
  });
}

/** A chunk holds whole records: the last may lack its line end. */
function withLineEnd(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 0x0a
    ? bytes
    : Buffer.concat([bytes, Uint8Array.of(0x0a)]);
}
