import { viewListSchema } from '#protocol/views.ts';
import { maySee } from '../access/dataset-scope.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listViews = defineRoute({
  method: 'get',
  path: '/views',
  summary: 'Saved views, by name',
  tag: 'Views',
  role: 'viewer',
  result: { name: 'ViewList', schema: viewListSchema },
  handle: async ({ who }, context) => {
    const views = await keptWorkspace(context).views.list();
    const items = views
      .filter(({ datasetVersion: id }) =>
        id === null ? who.datasets === null : maySee(who, context.catalog, id),
      )
      .map(({ datasetVersion: dataset, ...view }) => ({ ...view, dataset }));
    return { body: { items } };
  },
});
