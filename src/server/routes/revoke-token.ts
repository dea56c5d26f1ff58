import { z } from 'zod';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const revokeToken = defineRoute({
  method: 'delete',
  path: '/tokens/:name',
  summary: 'Take a token back, and end what was opened with it',
  tag: 'Access',
  role: 'admin',
  params: z.strictObject({ name: z.string().min(1).max(64) }),
  status: 204,
  handle: async ({ params, who }, context) => {
    await keptWorkspace(context).tokens.revoke(params.name, who.name);
    context.access.revoke(params.name);
    return {};
  },
});
