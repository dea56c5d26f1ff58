import { rankAnomalies } from '#pipeline/anomaly-ranking.ts';
import { parseTime, reportAnomalies } from '#pipeline/operations/anomalies.ts';
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
    const { top, offset, explain, trainUntil, ...options } = body;
    const ranking = await rankAnomalies(
      catalog.get(params.id),
      {
        ...options,
        ...(trainUntil !== undefined && { trainUntil: parseTime(trainUntil) }),
      },
      new TimeLimit(limits.computeSeconds, signal),
    );
    return {
      body: {
        ...reportAnomalies(ranking, { top, offset, explain }),
        run: runFacts(started, context),
      },
    };
  },
});
