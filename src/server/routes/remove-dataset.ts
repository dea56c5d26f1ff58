import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const removeDataset = defineRoute({
  method: 'delete',
  path: '/datasets/:id',
  summary: 'Remove a data set from memory',
  tag: 'Data sets',
  params: datasetParams,
  status: 204,
  handle: ({ params }, { catalog }) => {
    catalog.remove(params.id);
    return {};
  },
});
