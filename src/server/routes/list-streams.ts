import { streamListSchema } from '#protocol/streams.ts';
import { defineRoute } from '../http/route.ts';
import { streamAnswer, streamsFor } from './stream-answer.ts';

export const listStreams = defineRoute({
  method: 'get',
  path: '/streams',
  summary: 'Streams that are monitored, by name',
  tag: 'Streams',
  role: 'viewer',
  result: { name: 'StreamList', schema: streamListSchema },
  handle: async ({ who }, context) => {
    const { streams } = streamsFor(who, context);
    return { body: { items: (await streams.list()).map(streamAnswer) } };
  },
});
