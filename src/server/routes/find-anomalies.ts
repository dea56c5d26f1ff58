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
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';
import { recordAnswer } from './record-answer.ts';
import { runFacts } from './run-facts.ts';

export const findAnomalies = defineRoute({
  method: 'post',
  path: '/datasets/:id/anomalies',
  summary: 'The most surprising elements, as polyad anomalies prints them',
  tag: 'Anomalies',
  params: datasetParams,
  body: { name: 'AnomaliesRequest', schema: anomaliesRequestSchema },
  result: { name: 'Anomalies', schema: anomaliesSchema },
  handle: async ({ params, body: asked, signal }, context) => {
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
    // Further pages and single elements are looks at a ranking that is recorded.
    if (ids === undefined && offset === 0) {
      const { seed, ...parameters } = request;
      await recordAnswer(context, {
        datasetVersion: dataset.id,
        operation: 'anomalies',
        parameters: { ...parameters, top, explain },
        seed,
        result: body,
      });
    }
    return { body };
  },
});
