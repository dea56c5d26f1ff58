import { z } from 'zod';
import { alertChangeSchema } from '#protocol/alerts.ts';
import { requireAllData } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const changeAlert = defineRoute({
  method: 'post',
  path: '/alerts/:id',
  summary: 'Say that an alert was seen, is closed, or is open again',
  tag: 'Alerts',
  role: 'analyst',
  params: z.strictObject({ id: z.string().min(1).max(256) }),
  body: { name: 'AlertChange', schema: alertChangeSchema },
  status: 204,
  handle: async ({ params, body, who }, context) => {
    requireAllData(who);
    const { alerts } = keptWorkspace(context);
    await alerts.setStatus(params.id, body.status, who.name);
    return {};
  },
});
