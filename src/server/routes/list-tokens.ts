import { listedToken } from '#pipeline/workspace/stored-access.ts';
import { tokenListSchema } from '#protocol/access.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listTokens = defineRoute({
  method: 'get',
  path: '/tokens',
  summary: 'Who was given a token, and what they may; never the secrets',
  tag: 'Access',
  role: 'admin',
  result: { name: 'TokenList', schema: tokenListSchema },
  handle: async (_input, context) => {
    const tokens = await keptWorkspace(context).tokens.list();
    return { body: { items: tokens.map(listedToken) } };
  },
});
