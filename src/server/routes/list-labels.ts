import { currentLabels } from '#pipeline/operations/stored-labels.ts';
import { labelPageSchema } from '#protocol/labels.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listLabels = defineRoute({
  method: 'get',
  path: '/datasets/:id/labels',
  summary: 'What people said of its elements: the last label of each',
  tag: 'Labels',
  role: 'viewer',
  params: datasetParams,
  query: pageQuerySchema,
  result: { name: 'LabelPage', schema: labelPageSchema },
  handle: async ({ params, query }, context) => {
    const { id } = context.catalog.get(params.id);
    const labels = await currentLabels(keptWorkspace(context), { id });
    const body = pageOfRows(query, `labels ${id}`, labels.length, (from, to) =>
      labels
        .slice(from, to)
        .map(({ label, ...rest }) => ({ ...rest, label: label ?? '' })),
    );
    return { body };
  },
});
