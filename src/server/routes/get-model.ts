import { modelSchema } from '#protocol/models.ts';
import { defineRoute } from '../http/route.ts';
import { modelParams } from './model-params.ts';
import { visibleModel } from './visible-model.ts';

export const getModel = defineRoute({
  method: 'get',
  path: '/models/:id',
  summary: 'One model: settings, lineage, hashes of what it knows',
  tag: 'Models',
  role: 'viewer',
  params: modelParams,
  result: { name: 'Model', schema: modelSchema },
  handle: async ({ params, who }, context) => {
    return { body: await visibleModel(context, who, params.id) };
  },
});
