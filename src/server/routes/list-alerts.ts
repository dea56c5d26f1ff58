import { alertPageSchema, alertQuerySchema } from '#protocol/alerts.ts';
import { requireAllData } from '../access/identity.ts';
import { pageOfQuery } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listAlerts = defineRoute({
  method: 'get',
  path: '/alerts',
  summary: 'What somebody should look at, newest first',
  tag: 'Alerts',
  role: 'viewer',
  query: alertQuerySchema,
  result: { name: 'AlertPage', schema: alertPageSchema },
  handle: async ({ query, who }, context) => {
    requireAllData(who);
    const { alerts } = keptWorkspace(context);
    const { source, status } = query;
    const filter = { source, status };
    const scope = JSON.stringify(['alerts', source ?? null, status ?? null]);
    const total = await alerts.count(filter);
    const body = await pageOfQuery(query, scope, total, (offset, limit) =>
      alerts.list({ ...filter, offset, limit }),
    );
    return { body };
  },
});
