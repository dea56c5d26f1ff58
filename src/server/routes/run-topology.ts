import { z } from 'zod';
import { PolyadError } from '#errors/polyad-error.ts';
import type { RanOn } from '#pipeline/kernel-threads.ts';
import { jsonChunks } from '#pipeline/operations/json-chunks.ts';
import { computeTopology } from '#pipeline/operations/topology.ts';
import {
  computeOptionsSchema,
  type ComputeChoice,
} from '#protocol/topology/compute-options.ts';
import {
  topologyMeasures,
  type TopologyMeasure,
} from '#protocol/topology/measures.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';
import { recordAnswer } from './record-answer.ts';
import { runFacts } from './run-facts.ts';

/** `POST /datasets/:id/topology/MEASURE` for every measure. */
export const topologyRoutes: readonly Route[] =
  measureNames().map(topologyRoute);

/** Names the measures to whoever asks for one that is not there. */
export const unknownTopology = defineRoute({
  method: 'post',
  path: '/datasets/:id/topology/:measure',
  summary: 'Any other measure: not found',
  tag: 'Topology',
  params: datasetParams.extend({ measure: z.string() }),
  isHidden: true,
  handle: ({ params }) => {
    throw new PolyadError(
      'NOT_FOUND',
      `There is no measure ${JSON.stringify(params.measure)}. Use one of: ${measureNames().join(', ')}.`,
      { measure: params.measure },
    );
  },
});

function topologyRoute(measure: TopologyMeasure): Route {
  const { options, result } = topologyMeasures[measure];
  const name = measure.charAt(0).toUpperCase() + measure.slice(1);
  return defineRoute({
    method: 'post',
    path: `/datasets/:id/topology/${measure}`,
    summary: `The measure ${measure}, as polyad topology prints it`,
    tag: 'Topology',
    params: datasetParams,
    body: {
      name: `${name}Options`,
      schema: (options as z.ZodObject).extend(computeOptionsSchema.shape),
    },
    result: { name, schema: result },
    handle: async ({ params, body, signal }, context) => {
      const { catalog, limits } = context;
      const { hypergraph } = catalog.get(params.id);
      const started = performance.now();
      let ran: RanOn | undefined;
      const { backend, threads, ...options } = body as ComputeChoice;
      const found = await computeTopology(hypergraph, measure, options, {
        backend: backend ?? context.compute.backend,
        threads: threads ?? context.compute.threads,
        runner: context.engine,
        signal: new TimeLimit(limits.computeSeconds, signal),
        onRan: (facts) => (ran = facts),
      });
      const run = runFacts(started, context, ran);
      const { seed = 0, ...parameters } = options as { seed?: number };
      await recordAnswer(context, {
        datasetVersion: params.id,
        operation: 'topology',
        parameters: { ...parameters, measure },
        seed,
        result: { ...found, run },
      });
      return { chunks: jsonChunks({ ...found, run }) };
    },
  });
}

function measureNames(): TopologyMeasure[] {
  return Object.keys(topologyMeasures) as TopologyMeasure[];
}
