import { newStreamSchema, streamSchema } from '#protocol/streams.ts';
import { defineRoute } from '../http/route.ts';
import { readSettings } from '../http/stream-settings.ts';
import { presentOf } from './record-answer.ts';
import { streamAnswer, streamsFor } from './stream-answer.ts';

export const makeStream = defineRoute({
  method: 'post',
  path: '/streams',
  summary:
    'Begin a stream: how its records become relations, and what an alert is',
  tag: 'Streams',
  role: 'analyst',
  body: { name: 'NewStream', schema: newStreamSchema },
  status: 201,
  result: { name: 'Stream', schema: streamSchema },
  handle: async ({ body, who }, context) => {
    const { streams } = streamsFor(who, context);
    const { name, ...settings } = body;
    const kept = presentOf(settings);
    // Fails for settings that no stream can have, before there is one.
    readSettings(kept);
    return { body: streamAnswer(await streams.make(name, kept, who.name)) };
  },
});
