import { listedToken } from '#pipeline/workspace/stored-access.ts';
import { madeTokenSchema, newTokenSchema } from '#protocol/access.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const makeToken = defineRoute({
  method: 'post',
  path: '/tokens',
  summary: 'Give somebody a token; its secret is shown this once',
  tag: 'Access',
  role: 'admin',
  body: { name: 'NewToken', schema: newTokenSchema },
  status: 201,
  isSecret: true,
  result: { name: 'MadeToken', schema: madeTokenSchema },
  handle: async ({ body, who }, context) => {
    const { tokens } = keptWorkspace(context);
    const { secret, ...token } = await tokens.make(body, who.name);
    context.access.admit(token);
    return { body: { ...listedToken(token), token: secret } };
  },
});
