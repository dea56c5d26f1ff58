import { rankAnomalies, rankingKey } from '#pipeline/anomaly-ranking.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import { parseTime } from '#pipeline/operations/anomalies.ts';
import {
  reportAnomalies,
  reportAnomaliesOf,
} from '#pipeline/operations/anomaly-report.ts';
import { scoreByModel } from '#pipeline/operations/model-scores.ts';
import { findModel } from '#pipeline/operations/stored-models.ts';
import {
  labelledKind,
  reportTeaching,
  teachDetection,
  teachingLabels,
} from '#pipeline/operations/taught-anomalies.ts';
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
import { keptWorkspace } from './kept-workspace.ts';
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
  handle: async (input, context) => {
    const { body, params } = input;
    const { jobs, workspace, catalog } = context;
    const { summary } = catalog.get(params.id);
    // Further pages and single elements are looks at a ranking that is kept here.
    const isPage = body.ids !== undefined || body.offset > 0;
    const isSmall = summary.incidences < MOST_INCIDENCES_HERE;
    const isByModel = body.model !== undefined;
    if (!jobs || !workspace || isPage || isSmall || isByModel) {
      return rankHere(input, context);
    }
    const { seed, ids: _, offset: _offset, teach: _teach, ...rest } = body;
    const { labels } = await taughtBy(context, params.id, body);
    // the job's thread has no workspace to read labels from
    const labelsGiven = labels?.map(({ of, id, label }) => ({ of, id, label }));
    const parameters = { ...rest, labelsUntil: 0, labelsGiven };
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
  const { top, offset, ids, explain, teach: _, ask, ...request } = asked;
  const dataset = catalog.get(params.id);
  const { hypergraph } = dataset;
  const { ranking, key, model } = await rank(
    dataset,
    request,
    context,
    new TimeLimit(limits.computeSeconds, signal),
  );
  const { labels, until } = await taughtBy(context, params.id, asked);
  const range = { top, offset, explain };
  const { seed } = request;
  const isTaught = labels !== null || ask > 0;
  const report = isTaught
    ? reportTeaching(
        ranking,
        await dataset.results.get(`taught ${until} ${key}`, async () =>
          teachDetection(ranking, hypergraph, labels ?? []),
        ),
        { ...range, ids, ask, seed },
      )
    : ids
      ? reportAnomaliesOf(ranking, { ids, explain })
      : reportAnomalies(ranking, range);
  const body = { ...report, run: runFacts(started, context) };
  if (ids === undefined && offset === 0) {
    const { seed: _seed, ...parameters } = request;
    await recordAnswer(context, who.name, {
      datasetVersion: dataset.id,
      operation: 'anomalies',
      parameters: {
        ...parameters,
        top,
        explain,
        ask,
        labelsUntil: until,
        model,
      },
      seed,
      result: body,
    });
  }
  return { body };
}

type Asked = z.infer<typeof anomaliesRequestSchema>;

/** The ranking by the data itself, or by the model asked for. */
async function rank(
  dataset: Dataset,
  request: Omit<Asked, 'top' | 'offset' | 'ids' | 'explain' | 'teach' | 'ask'>,
  context: ServerContext,
  signal: TimeLimit,
) {
  const { model: name, trainUntil, ...options } = request;
  if (name === undefined) {
    const until =
      trainUntil === undefined ? {} : { trainUntil: parseTime(trainUntil) };
    const ranking = await rankAnomalies(
      dataset,
      { ...options, ...until },
      signal,
    );
    return { ranking, key: rankingKey({ ...options, ...until }) };
  }
  const workspace = keptWorkspace(context);
  const { id } = await findModel(workspace, name);
  const asked = { ...options, trainUntil, model: id };
  const key = `model ${JSON.stringify(asked)}`;
  const ranking = await dataset.rankings.get(key, () =>
    scoreByModel(workspace, dataset.hypergraph, asked, { signal }),
  );
  return { ranking, key, model: id };
}

/** Labels of the data set that teach, null where none does, and how far they were read. */
async function taughtBy(
  { workspace }: ServerContext,
  id: string,
  { teach, of }: Pick<Asked, 'teach' | 'of'>,
) {
  const element = labelledKind(of);
  if (!workspace || !teach || element === null)
    return { labels: null, until: 0 };
  const until = await workspace.labels.position(id);
  const labels =
    until === 0 ? [] : await teachingLabels(workspace, { id }, element, until);
  return { labels: labels.length > 0 ? labels : null, until };
}
