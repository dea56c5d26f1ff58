import {
  askQuery,
  queryText,
  type QueryRequest,
} from '#pipeline/operations/query.ts';
import { jobQuerySchema } from '#protocol/jobs.ts';
import { queryAnswerSchema, queryRequestSchema } from '#protocol/query.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { answerWithJob } from './answer-with-job.ts';
import { datasetParams } from './dataset-params.ts';
import { priorityRank } from './job-answer.ts';
import { presentOf } from './record-answer.ts';
import { runFacts } from './run-facts.ts';

export const runQueryRoute = defineRoute({
  method: 'post',
  path: '/datasets/:id/query',
  summary: 'Rows that answer a query, as polyad query prints them',
  tag: 'Query',
  role: 'viewer',
  params: datasetParams,
  query: jobQuerySchema,
  body: { name: 'QueryRequest', schema: queryRequestSchema },
  result: { name: 'QueryAnswer', schema: queryAnswerSchema },
  isDeferrable: true,
  handle: async (input, context) => {
    const { body, params, signal } = input;
    const { catalog, jobs, workspace, limits } = context;
    // Its columns are loaded where they are used, and here only without jobs.
    const dataset = catalog.get(params.id);
    const { id, name } = dataset;
    const { query, tree, lists, rows } = body;
    const request: QueryRequest = {
      query: queryText(query, tree),
      lists,
      rows,
    };
    if (jobs && workspace) {
      return answerWithJob(
        input,
        context,
        { jobs, workspace },
        {
          datasetVersion: id,
          operation: 'query',
          parameters: presentOf({ ...request, name }),
          seed: 0,
          priority: priorityRank(input.query.priority),
          actor: input.who.name,
        },
      );
    }
    const started = performance.now();
    const limit = new TimeLimit(limits.computeSeconds, signal);
    const answer = askQuery(dataset.hypergraph, name, request, limit);
    return { body: { ...answer, run: runFacts(started, context) } };
  },
});
