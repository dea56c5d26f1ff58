import { viewParamsSchema } from '#protocol/views.ts';
import { requireAllData } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const removeView = defineRoute({
  method: 'delete',
  path: '/views/:name',
  summary: 'Forget a saved view',
  tag: 'Views',
  role: 'analyst',
  params: viewParamsSchema,
  status: 204,
  handle: async ({ params, who }, context) => {
    requireAllData(who);
    await keptWorkspace(context).views.remove(params.name, who.name);
    return {};
  },
});
