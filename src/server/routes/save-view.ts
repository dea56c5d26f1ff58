import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { newViewSchema } from '#protocol/views.ts';
import { requireAllData } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

type JsonContent = Parameters<OpenWorkspace['views']['save']>[0]['content'];

export const saveView = defineRoute({
  method: 'post',
  path: '/views',
  summary: 'Save a view, in place of the one with its name',
  tag: 'Views',
  role: 'analyst',
  body: { name: 'NewView', schema: newViewSchema },
  status: 204,
  handle: async ({ body, who }, context) => {
    // A name is shared by all, so whoever sees only some views replaces none.
    requireAllData(who);
    const { name, dataset } = body;
    // It came as JSON.
    const content = body.content as JsonContent;
    if (dataset !== null) context.catalog.get(dataset);
    const view = { name, datasetVersion: dataset, content };
    await keptWorkspace(context).views.save(view, who.name);
    return {};
  },
});
