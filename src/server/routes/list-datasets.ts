import { datasetPageSchema } from '#protocol/dataset.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
import { mayRead } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { datasetAnswer } from './dataset-answer.ts';

export const listDatasets = defineRoute({
  method: 'get',
  path: '/datasets',
  summary: 'List the data sets',
  tag: 'Data sets',
  role: 'viewer',
  query: pageQuerySchema,
  result: { name: 'DatasetPage', schema: datasetPageSchema },
  handle: ({ query, who }, { catalog }) => {
    const datasets = catalog.list().filter(({ name }) => mayRead(who, name));
    const body = pageOfRows(query, 'datasets', datasets.length, (from, to) =>
      datasets.slice(from, to).map(datasetAnswer),
    );
    return { body };
  },
});
