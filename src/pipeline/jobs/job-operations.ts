import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { RunParameters } from '#store/run-store.ts';
import {
  rankAnomalies,
  type RankedDataset,
  type RankingOptions,
} from '../anomaly-ranking.ts';
import { parseTime } from '../operations/anomalies.ts';
import { askQuery, type QueryRequest } from '../operations/query.ts';
import {
  reportTaught,
  type TaughtLabel,
} from '../operations/taught-anomalies.ts';
import type { TopologyOptions } from '../operations/topology-measure.ts';
import {
  computeTopology,
  topologyMeasures,
  type TopologyWatch,
} from '../operations/topology.ts';

/** What a job computes from, loaded. */
export interface JobDataset extends RankedDataset {
  readonly hypergraph: Hypergraph;
}

/** What a job computes: the options of the operation, with the seed apart. */
export interface JobWork {
  readonly operation: string;
  readonly parameters: RunParameters;
  readonly seed: number;
}

/** Gives the result as it is recorded, without facts of the run; long lists may be row streams. */
type Operation = (
  dataset: JobDataset,
  work: JobWork,
  watch: TopologyWatch,
) => Promise<object>;

const topology: Operation = async (dataset, { parameters, seed }, watch) => {
  const { measure: name, ...options } = parameters;
  const measure = topologyMeasures.find((known) => known === name);
  if (measure === undefined) {
    throw new PolyadError(
      'NOT_FOUND',
      `There is no measure ${JSON.stringify(name)}.`,
    );
  }
  // Which measure it is stands among the parameters.
  return computeTopology(
    dataset.hypergraph,
    measure,
    { ...(options as TopologyOptions), seed },
    watch,
  );
};

const anomalies: Operation = async (dataset, { parameters, seed }, watch) => {
  const { top, explain, trainUntil, ask, labelsGiven, ...options } =
    parameters as {
      top: number;
      explain: boolean;
      trainUntil?: string | number;
      ask?: number;
      /** The labels that counted when the job was asked for. */
      labelsGiven?: readonly TaughtLabel[];
    } & Omit<RankingOptions, 'trainUntil'>;
  const until =
    trainUntil === undefined ? {} : { trainUntil: parseTime(trainUntil) };
  const ranking = await rankAnomalies(
    dataset,
    { ...options, ...until, seed },
    watch.signal,
  );
  return reportTaught(ranking, dataset.hypergraph, {
    top,
    explain,
    ask,
    seed,
    labels: labelsGiven ?? null,
  });
};

const query: Operation = (dataset, { parameters }, watch) => {
  const { name, ...request } = parameters as unknown as QueryRequest & {
    name: string;
  };
  return Promise.resolve(
    askQuery(dataset.hypergraph, name, request, watch.signal),
  );
};

const operations: ReadonlyMap<string, Operation> = new Map([
  ['topology', topology],
  ['anomalies', anomalies],
  ['query', query],
]);

/**
 * Computes what a job asks for.
 * @throws PolyadError NOT_FOUND for an unknown operation; whatever the operation throws
 */
export function computeJob(
  dataset: JobDataset,
  work: JobWork,
  watch: TopologyWatch,
): Promise<object> {
  const operation = operations.get(work.operation);
  if (operation) return operation(dataset, work, watch);
  throw new PolyadError(
    'NOT_FOUND',
    `This Polyad has no operation ${work.operation} that can be a job.`,
    { operation: work.operation },
  );
}
