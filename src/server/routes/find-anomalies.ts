import { PolyadError } from '#errors/polyad-error.ts';
import { rankAnomalies } from '#pipeline/anomaly-ranking.ts';
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
      { ...options, trainUntil: readTime(trainUntil) },
      new TimeLimit(limits.computeSeconds, signal),
    );
    const { detector, of, head, mode, trained } = ranking;
    const { flagged, threshold, total, guarantee } = ranking;
    return {
      body: {
        detector,
        of,
        head,
        mode,
        trained,
        flagged,
        threshold,
        total,
        guarantee,
        results: ranking.top(top, { offset, explain }),
        run: runFacts(started, context),
      },
    };
  },
});

/** Milliseconds since the epoch. */
function readTime(time: string | number | undefined): number | undefined {
  if (typeof time !== 'string') return time;
  const milliseconds = Date.parse(time);
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `"${time}" is not a time. Write ISO 8601, such as 2026-03-02T09:00:00Z.`,
    { errors: [{ pointer: '/trainUntil', detail: 'not a time' }] },
  );
}
