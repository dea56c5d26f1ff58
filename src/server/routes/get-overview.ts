import { describeOverview } from '#pipeline/browse/overview.ts';
import { overviewQuerySchema, overviewSchema } from '#protocol/overview.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getOverview = defineRoute({
  method: 'get',
  path: '/datasets/:id/overview',
  summary: 'Distributions, and how much of them passes a filter',
  tag: 'Overview',
  role: 'viewer',
  params: datasetParams,
  query: overviewQuerySchema,
  result: { name: 'Overview', schema: overviewSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const { mode, ...filter } = query;
    const options = {
      filter,
      mode,
      signal: new TimeLimit(limits.computeSeconds, signal),
    };
    return { body: await describeOverview(catalog.get(params.id), options) };
  },
});
