import { z } from 'zod';
import { describeRun } from '#pipeline/operations/stored-runs.ts';
import { runDetailSchema } from '#protocol/runs.ts';
import { mayRead } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const getRun = defineRoute({
  method: 'get',
  path: '/runs/:id',
  summary: 'One run with its result',
  tag: 'Runs',
  role: 'viewer',
  params: z.strictObject({ id: z.string().min(1).max(4096) }),
  result: { name: 'Run', schema: runDetailSchema },
  handle: async ({ params, who }, context) => {
    const workspace = keptWorkspace(context);
    const { runs } = workspace;
    const facts = await describeRun(workspace, await runs.get(params.id));
    if (!mayRead(who, facts.dataset ?? '')) throw runs.notThere(params.id);
    const result = await runs.resultOf(params.id);
    // The result is JSON text already, and may be long.
    const start = JSON.stringify(facts).slice(0, -1);
    return { chunks: [`${start},"result":`, result, '}'] };
  },
});
