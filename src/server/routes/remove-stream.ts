import { streamParamsSchema } from '#protocol/streams.ts';
import { defineRoute } from '../http/route.ts';
import { streamsFor } from './stream-answer.ts';

export const removeStream = defineRoute({
  method: 'delete',
  path: '/streams/:name',
  summary: 'Forget a stream and its records; its alerts stay',
  tag: 'Streams',
  role: 'admin',
  params: streamParamsSchema,
  status: 204,
  handle: async ({ params, who }, context) => {
    const { desk } = streamsFor(who, context);
    await desk.remove(params.name, who.name);
    return {};
  },
});
