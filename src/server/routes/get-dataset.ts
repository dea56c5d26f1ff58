import { datasetDetailSchema } from '#protocol/dataset.ts';
import { defineRoute } from '../http/route.ts';
import { datasetAnswer, rejectionsAnswer } from './dataset-answer.ts';
import { datasetParams } from './dataset-params.ts';

export const getDataset = defineRoute({
  method: 'get',
  path: '/datasets/:id',
  summary: 'One data set, and where it came from',
  tag: 'Data sets',
  role: 'viewer',
  params: datasetParams,
  result: { name: 'DatasetDetail', schema: datasetDetailSchema },
  immutable: true,
  handle: ({ params }, { catalog }) => {
    const dataset = catalog.get(params.id);
    const { source, format, bytes, sha256, mapping, notes } =
      dataset.provenance;
    return {
      body: {
        ...datasetAnswer(dataset),
        provenance: {
          source,
          format,
          bytes,
          sha256,
          mapping,
          rejected: rejectionsAnswer(dataset),
          notes,
        },
      },
    };
  },
});
