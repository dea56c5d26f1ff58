import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const removeDataset = defineRoute({
  method: 'delete',
  path: '/datasets/:id',
  summary: 'Remove a data set',
  tag: 'Data sets',
  role: 'admin',
  params: datasetParams,
  status: 204,
  handle: async ({ params, who }, { catalog }) => {
    await catalog.remove(params.id, who.name);
    return {};
  },
});
