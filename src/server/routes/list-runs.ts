import { describeRun } from '#pipeline/operations/stored-runs.ts';
import { runPageSchema, runQuerySchema } from '#protocol/runs.ts';
import { requireScope } from '../access/dataset-scope.ts';
import { pageOfQuery } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listRuns = defineRoute({
  method: 'get',
  path: '/runs',
  summary: 'What was computed from which data set, newest first',
  tag: 'Runs',
  role: 'viewer',
  query: runQuerySchema,
  result: { name: 'RunPage', schema: runPageSchema },
  handle: async ({ query, who }, context) => {
    requireScope(who, context.catalog, query.dataset);
    const workspace = keptWorkspace(context);
    const { dataset, operation } = query;
    const filter = {
      ...(dataset !== undefined && { datasetVersion: dataset }),
      ...(operation !== undefined && { operation }),
    };
    const scope = JSON.stringify(['runs', dataset ?? null, operation ?? null]);
    const total = await workspace.runs.count(filter);
    const body = await pageOfQuery(query, scope, total, async (offset, limit) =>
      Promise.all(
        (await workspace.runs.list({ ...filter, offset, limit })).map((run) =>
          describeRun(workspace, run),
        ),
      ),
    );
    return { body };
  },
});
