import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const removeDataset = defineRoute({
  method: 'delete',
  path: '/datasets/:id',
  summary: 'Remove a data set',
  tag: 'Data sets',
  params: datasetParams,
  status: 204,
  handle: async ({ params }, { catalog }) => {
    await catalog.remove(params.id);
    return {};
  },
});
