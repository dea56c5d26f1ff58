import {
  communityMethods,
  findCommunities,
  type CommunityMethod,
} from '#topology/communities/find-communities.ts';
import {
  nullModelTest,
  type NullModelName,
} from '#topology/models/null-model-test.ts';
import { RowStream } from './row-stream.ts';
import { chosenName, type Measures } from './topology-measure.ts';
import { statisticNames, wholeStatistics } from './whole-statistics.ts';

/** Results of communities and null models. */
export interface StructureResults {
  communities: {
    method: string;
    quality: number;
    count: number;
    labels: RowStream<readonly [string, number]>;
  };
  nullmodel: {
    model: string;
    statistic: string;
    samples: number;
    observed: number;
    mean: number;
    sd: number;
    z: number | null;
    p: number;
    pBelow: number;
  };
}

/** Names to choose from, the first by default. */
export const communityMethodNames = Object.keys(
  communityMethods,
) as CommunityMethod[];
export const nullModels: readonly NullModelName[] = [
  'configuration',
  'chung-lu',
  'dcsbm',
  'bter',
  'shuffle',
];

export const structureMeasures: Measures<StructureResults> = {
  communities: (hypergraph, { k, seed, ...options }, loop) => {
    const method = chosenName('method', options.method, communityMethodNames);
    const found = findCommunities(hypergraph, { method, k, seed, ...loop });
    const { quality, count, labels } = found;
    const rows = new RowStream(
      labels.length,
      (node) => [hypergraph.nodeIds.textAt(node), labels[node] ?? 0] as const,
    );
    return { method, quality, count, labels: rows };
  },
  nullmodel: (hypergraph, options, loop) => {
    const model = chosenName('model', options.model, nullModels);
    const statistic = chosenName(
      'statistic',
      options.statistic,
      statisticNames,
    );
    // The test itself reports progress; its statistic only stops.
    const quiet = { ...loop, onProgress: undefined };
    const found = nullModelTest(
      hypergraph,
      (drawn) => wholeStatistics[statistic](drawn, options, quiet),
      { model, samples: options.samples, seed: options.seed, ...loop },
    );
    const { samples, observed, mean, sd, z, p, pBelow } = found;
    return { model, statistic, samples, observed, mean, sd, z, p, pBelow };
  },
};
