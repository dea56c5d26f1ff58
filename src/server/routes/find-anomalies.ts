import { rankAnomalies } from '#pipeline/anomaly-ranking.ts';
import {
  parseTime,
  reportAnomalies,
  reportAnomaliesOf,
} from '#pipeline/operations/anomalies.ts';
import {
  anomaliesRequestSchema,
  anomaliesSchema,
} from '#protocol/anomalies.ts';
import { jobQuerySchema } from '#protocol/jobs.ts';
import type { z } from 'zod';
import type { ServerContext } from '../context.ts';
import { defineRoute, type AnswerOf, type RouteInput } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';
import { answerWithJob } from './answer-with-job.ts';
import { priorityRank } from './job-answer.ts';
import { presentOf, recordAnswer } from './record-answer.ts';
import { runFacts } from './run-facts.ts';

/** Below this a ranking takes a moment, and what else looks at it finds it here. */
const MOST_INCIDENCES_HERE = 200_000;

type Input = RouteInput<
  z.infer<typeof datasetParams>,
  z.infer<typeof jobQuerySchema>,
  z.infer<typeof anomaliesRequestSchema>
>;

export const findAnomalies = defineRoute({
  method: 'post',
  path: '/datasets/:id/anomalies',
  summary: 'The most surprising elements, as polyad anomalies prints them',
  tag: 'Anomalies',
  role: 'viewer',
  params: datasetParams,
  query: jobQuerySchema,
  body: { name: 'AnomaliesRequest', schema: anomaliesRequestSchema },
  result: { name: 'Anomalies', schema: anomaliesSchema },
  isDeferrable: true,
  handle: (input, context) => {
    const { body, params } = input;
    const { jobs, workspace, catalog } = context;
    const { summary } = catalog.get(params.id);
    // Further pages and single elements are looks at a ranking that is kept here.
    const isPage = body.ids !== undefined || body.offset > 0;
    const isSmall = summary.incidences < MOST_INCIDENCES_HERE;
    if (!jobs || !workspace || isPage || isSmall) {
      return rankHere(input, context);
    }
    const { seed, ids: _, offset: _offset, ...parameters } = body;
    return answerWithJob(
      input,
      context,
      { jobs, workspace },
      {
        datasetVersion: params.id,
        operation: 'anomalies',
        parameters: presentOf(parameters),
        seed,
        priority: priorityRank(input.query.priority),
        actor: input.who.name,
      },
    );
  },
});

async function rankHere(
  { params, body: asked, signal, who }: Input,
  context: ServerContext,
): Promise<AnswerOf<typeof anomaliesSchema>> {
  const { catalog, limits } = context;
  const started = performance.now();
  const { top, offset, ids, explain, ...request } = asked;
  const { trainUntil, ...options } = request;
  const dataset = catalog.get(params.id);
  const ranking = await rankAnomalies(
    dataset,
    {
      ...options,
      ...(trainUntil !== undefined && { trainUntil: parseTime(trainUntil) }),
    },
    new TimeLimit(limits.computeSeconds, signal),
  );
  const report = ids
    ? reportAnomaliesOf(ranking, dataset.hypergraph, { ids, explain })
    : reportAnomalies(ranking, { top, offset, explain });
  const body = { ...report, run: runFacts(started, context) };
  if (ids === undefined && offset === 0) {
    const { seed, ...parameters } = request;
    await recordAnswer(context, who.name, {
      datasetVersion: dataset.id,
      operation: 'anomalies',
      parameters: { ...parameters, top, explain },
      seed,
      result: body,
    });
  }
  return { body };
}
