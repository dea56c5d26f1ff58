import { countOverTime } from '#pipeline/browse/timeline.ts';
import { timelineQuerySchema, timelineSchema } from '#protocol/timeline.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getTimeline = defineRoute({
  method: 'get',
  path: '/datasets/:id/timeline',
  summary: 'Hyperedges, and the flagged among them, over time',
  tag: 'Browse',
  role: 'viewer',
  params: datasetParams,
  query: timelineQuerySchema,
  result: { name: 'Timeline', schema: timelineSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const limit = new TimeLimit(limits.computeSeconds, signal);
    const dataset = catalog.get(params.id);
    return { body: await countOverTime(dataset, { ...query, signal: limit }) };
  },
});
