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
import { runFacts } from './run-facts.ts';

export const findAnomalies = defineRoute({
  method: 'post',
  path: '/datasets/:id/anomalies',
  summary: 'The most surprising elements, as polyad anomalies prints them',
  tag: 'Anomalies',
  params: datasetParams,
  body: { name: 'AnomaliesRequest', schema: anomaliesRequestSchema },
  result: { name: 'Anomalies', schema: anomaliesSchema },
  handle: async ({ params, body, signal }, context) => {
    const { catalog, limits } = context;
    const started = performance.now();
    const { top, offset, ids, explain, trainUntil, ...options } = body;
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
    return {
      body: {
        ...report,
        run: runFacts(started, context),
      },
    };
  },
});
