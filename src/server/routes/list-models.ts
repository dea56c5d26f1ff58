import { listModels as listStored } from '#pipeline/operations/stored-models.ts';
import { modelPageSchema } from '#protocol/models.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';
import { maySeeModel } from './visible-model.ts';

export const listModels = defineRoute({
  method: 'get',
  path: '/models',
  summary: 'Models that were trained, with their lineage',
  tag: 'Models',
  role: 'viewer',
  query: pageQuerySchema,
  result: { name: 'ModelPage', schema: modelPageSchema },
  handle: async ({ query, who }, context) => {
    const all = await listStored(keptWorkspace(context));
    const models = all.filter((model) => maySeeModel(context, who, model));
    const body = pageOfRows(query, 'models', models.length, (from, to) =>
      models.slice(from, to),
    );
    return { body };
  },
});
