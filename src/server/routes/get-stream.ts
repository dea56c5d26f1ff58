import { streamParamsSchema, streamSchema } from '#protocol/streams.ts';
import { defineRoute } from '../http/route.ts';
import { streamAnswer, streamsFor } from './stream-answer.ts';

export const getStream = defineRoute({
  method: 'get',
  path: '/streams/:name',
  summary: 'One stream, and what came of it',
  tag: 'Streams',
  role: 'viewer',
  params: streamParamsSchema,
  result: { name: 'Stream', schema: streamSchema },
  handle: async ({ params, who }, context) => {
    const { streams } = streamsFor(who, context);
    return { body: streamAnswer(await streams.get(params.name)) };
  },
});
