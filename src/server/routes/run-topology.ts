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
import { jobQuerySchema } from '#protocol/jobs.ts';
import type { ServerContext } from '../context.ts';
import {
  defineRoute,
  type Answer,
  type Route,
  type RouteInput,
} from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';
import { answerWithJob, type KeptWork } from './answer-with-job.ts';
import { priorityRank } from './job-answer.ts';
import { presentOf } from './record-answer.ts';
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
  role: 'viewer',
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
    role: 'viewer',
    params: datasetParams,
    query: jobQuerySchema,
    body: {
      name: `${name}Options`,
      schema: (options as z.ZodObject).extend(computeOptionsSchema.shape),
    },
    result: {
      name,
      schema: (result as z.ZodObject).extend({ measure: z.literal(measure) }),
    },
    isDeferrable: true,
    handle: (input, context) => {
      const { backend, threads, ...options } = input.body as ComputeChoice;
      const task: TopologyTask = {
        measure,
        options: options,
        backend: backend ?? context.compute.backend,
        threads: threads ?? context.compute.threads,
      };
      const { jobs, workspace } = context;
      return jobs && workspace
        ? askForTopology(input, context, { jobs, workspace }, task)
        : computeHere(input, context, task);
    },
  });
}

interface TopologyTask extends ComputeChoice {
  readonly measure: TopologyMeasure;
  readonly options: { readonly seed?: number };
}

type Input = RouteInput<
  z.infer<typeof datasetParams>,
  z.infer<typeof jobQuerySchema>,
  unknown
>;

/** As a job, whose result is kept. */
async function askForTopology(
  input: Input,
  context: ServerContext,
  kept: KeptWork,
  { measure, options, backend, threads }: TopologyTask,
): Promise<Answer<never>> {
  const { id } = context.catalog.get(input.params.id);
  const { seed = 0, ...parameters } = options;
  const beside = { measure };
  return answerWithJob(
    input,
    context,
    { ...kept, beside },
    {
      datasetVersion: id,
      operation: 'topology',
      parameters: { ...presentOf(parameters), measure },
      seed,
      priority: priorityRank(input.query.priority),
      actor: input.who.name,
      backend,
      threads,
    },
  );
}

/** Within the request, where nothing is kept. */
async function computeHere(
  { params, signal }: Input,
  context: ServerContext,
  { measure, options, backend, threads }: TopologyTask,
): Promise<Answer<never>> {
  const { hypergraph } = context.catalog.get(params.id);
  const started = performance.now();
  let ran: RanOn | undefined;
  const found = await computeTopology(hypergraph, measure, options, {
    backend,
    threads,
    runner: context.engine,
    signal: new TimeLimit(context.limits.computeSeconds, signal),
    onRan: (facts) => (ran = facts),
  });
  const run = runFacts(started, context, ran);
  return { chunks: jsonChunks({ ...found, measure, run }) };
}

function measureNames(): TopologyMeasure[] {
  return Object.keys(topologyMeasures) as TopologyMeasure[];
}
