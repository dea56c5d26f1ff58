import { infoSchema } from '#protocol/info.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';
import { runFacts } from './run-facts.ts';

export const getInfo = defineRoute({
  method: 'get',
  path: '/datasets/:id/info',
  summary: 'Counts and distributions, as polyad info prints them',
  tag: 'Browse',
  role: 'viewer',
  params: datasetParams,
  result: { name: 'Info', schema: infoSchema },
  immutable: true,
  handle: ({ params }, context) => {
    const started = performance.now();
    const { summary } = context.catalog.get(params.id);
    return { body: { ...summary, run: runFacts(started, context) } };
  },
});
