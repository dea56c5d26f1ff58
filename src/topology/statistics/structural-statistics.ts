import type { CentralityOptions } from '../centrality/centrality-options.ts';
import { centralities, iteratedCentralities } from '../centrality/metrics.ts';
import {
  computeClustering,
  type ClusteringKind,
} from '../cohesion/clustering.ts';
import { computeCorePeriphery } from '../cohesion/core-periphery.ts';
import { computeCores } from '../cohesion/cores.ts';
import {
  computeLocalSimpliciality,
  type LocalSimpliciality,
} from '../cohesion/simpliciality.ts';
import { computeTruss } from '../cohesion/truss.ts';
import { findCommunities } from '../communities/find-communities.ts';
import { computeComponents, type Components } from '../walks/components.ts';
import { onlyOf } from './local-statistics.ts';
import type { Statistic, StatisticContext } from './statistic.ts';

/** Statistics of where an element stands in the whole. */
const placeStatistics = {
  core: ({ hypergraph, of, loop }) =>
    computeCores(hypergraph, { of, ...loop }).cores,
  component: (context) => componentsOf(context).labels,
  'component-size': (context) => {
    const { labels, members } = componentsOf(context);
    const { offsets } = members;
    return labels.map(
      (label) => (offsets[label + 1] ?? 0) - (offsets[label] ?? 0),
    );
  },
  community: (context) => {
    const { hypergraph, seed, loop } = onlyOf('nodes', 'community', context);
    return findCommunities(hypergraph, { seed, ...loop }).labels;
  },
  clustering: clustering('clustering', 'local'),
  'clustering-two-node': clustering('clustering-two-node', 'two-node'),
  'clustering-projection': clustering('clustering-projection', 'projection'),
  'clustering-quad': clustering('clustering-quad', 'quad'),
  truss: (context) => computeTruss(...asked(context)).ofElement,
  'core-score': ({ hypergraph, of, loop }) => {
    const found = computeCorePeriphery(hypergraph, { of, ...loop });
    const { values, converged, iterations, residual } = found;
    return { values, convergence: { converged, iterations, residual } };
  },
  'simplicial-fraction': (context) =>
    simpliciality('simplicial-fraction', context).simplicialFraction,
  'edit-simpliciality': (context) =>
    simpliciality('edit-simpliciality', context).editSimpliciality,
  'face-edit-simpliciality': (context) =>
    simpliciality('face-edit-simpliciality', context).faceEditSimpliciality,
} as const satisfies Record<string, Statistic>;

/** Every centrality, by the name of its metric, and what else places an element. */
export const structuralStatistics: Readonly<Record<string, Statistic>> = {
  ...placeStatistics,
  ...mapped(centralities, (compute) => (context) => compute(...asked(context))),
  ...mapped(iteratedCentralities, (compute) => (context) => {
    const found = compute(...asked(context));
    const { values, converged, iterations, residual } = found;
    return { values, convergence: { converged, iterations, residual } };
  }),
};

function mapped<Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Statistic,
): Record<string, Statistic> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, change(value)]),
  );
}

function asked({
  hypergraph,
  of,
  s,
  loop,
}: StatisticContext): [StatisticContext['hypergraph'], CentralityOptions] {
  return [hypergraph, { of, s, ...loop }];
}

function componentsOf(context: StatisticContext): Components {
  const [hypergraph, options] = asked(context);
  return context.shared('components', () =>
    computeComponents(hypergraph, options),
  );
}

function clustering(name: string, kind: ClusteringKind): Statistic {
  return (context) => {
    const { hypergraph, loop } = onlyOf('nodes', name, context);
    return computeClustering(hypergraph, { kind, ...loop }).scores;
  };
}

function simpliciality(
  name: string,
  context: StatisticContext,
): LocalSimpliciality {
  const { hypergraph, loop, shared } = onlyOf('nodes', name, context);
  return shared('simpliciality', () =>
    computeLocalSimpliciality(hypergraph, loop),
  );
}
