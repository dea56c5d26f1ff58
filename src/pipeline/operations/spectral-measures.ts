import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  centralities,
  iteratedCentralities,
} from '#topology/centrality/metrics.ts';
import { computeSampledBetweenness } from '#topology/centrality/sampled-betweenness.ts';
import type { LaplacianKind } from '#topology/spectra/spectrum.ts';
import { computeSpectrum } from '#topology/spectra/spectrum.ts';
import type { RowStream } from './row-stream.ts';
import {
  chosenName,
  elementIds,
  valueRows,
  type Measures,
  type TopologyOptions,
} from './topology-measure.ts';

/** How far an iteration came; never assumed to have arrived. */
export interface Convergence {
  readonly converged: boolean;
  readonly iterations: number;
  /** What is left of the equation that the values should satisfy. */
  readonly residual: number;
}

/** What estimates from a sample are worth. */
export interface SampleFacts {
  /** Elements searched from. */
  readonly samples: number;
  /** Of the intervals and of the bound: 0.95. */
  readonly confidence: number;
  /** No score is farther off than this, all elements at once. */
  readonly bound: number;
  /** Where each score lies, `[id, low, high]`, in input order. */
  readonly intervals: readonly (readonly [string, number, number])[];
}

/** Results of centralities and spectra. */
export interface SpectralResults {
  centrality: {
    metric: string;
    of: ElementKind;
    scores: RowStream<readonly [string, number]>;
    /** Where the metric is the solution of an equation. */
    convergence?: Convergence;
    /** Where the scores are estimates. */
    sample?: SampleFacts;
  };
  spectrum: {
    laplacian: string;
    values: readonly number[];
    convergence: Convergence;
  };
}

type CountedMetric = keyof typeof centralities;
type IteratedMetric = keyof typeof iteratedCentralities;

/** Names of all centralities. */
export const centralityMetrics = [
  ...Object.keys(centralities),
  ...Object.keys(iteratedCentralities),
];

/** Laplacians by name, the first by default. */
export const laplacians: readonly LaplacianKind[] = [
  'zhou',
  'random-walk',
  'hodge',
  'order',
  'multi-order',
];

export const spectralMeasures: Measures<SpectralResults> = {
  centrality: (hypergraph, options, loop) => {
    const { metric = '' } = options;
    const chosen = { ...options, ...loop, of: elementsOf(metric, options) };
    const ids = elementIds(hypergraph, chosen);
    if (options.samples !== undefined) {
      return sampled(hypergraph, { ...chosen, samples: options.samples }, loop);
    }
    if (isCounted(metric)) {
      const scores = valueRows(centralities[metric](hypergraph, chosen), ids);
      return { metric, of: chosen.of, scores };
    }
    if (!isIterated(metric)) throw unknownMetric(metric);
    const found = iteratedCentralities[metric](hypergraph, chosen);
    const { values, converged, iterations, residual } = found;
    return {
      metric,
      of: chosen.of,
      scores: valueRows(values, ids),
      convergence: { converged, iterations, residual },
    };
  },
  spectrum: (hypergraph, { k, laplacian: name }, loop) => {
    const laplacian = chosenName('Laplacian', name, laplacians);
    const found = computeSpectrum(hypergraph, { count: k, laplacian, ...loop });
    const { converged, iterations, residuals } = found;
    const residual = residuals.reduce((most, one) => Math.max(most, one), 0);
    return {
      laplacian,
      values: [...found.values],
      convergence: { converged, iterations, residual },
    };
  },
};

/** @throws PolyadError INVALID_ARGUMENT for a metric that no sample estimates. */
function sampled(
  hypergraph: Hypergraph,
  options: TopologyOptions & { readonly samples: number; of: ElementKind },
  loop: ComputeOptions,
): SpectralResults['centrality'] {
  const { metric = '', of } = options;
  if (metric !== 'betweenness') {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Only betweenness is estimated from samples; ${metric} is not. Leave samples out.`,
      { metric, samples: options.samples },
    );
  }
  const found = computeSampledBetweenness(hypergraph, { ...options, ...loop });
  const { values, margins, samples, bound } = found;
  const ids = elementIds(hypergraph, { of });
  const intervals = Array.from(values, (value, element) => {
    const margin = margins[element] ?? 0;
    const low = Math.max(0, value - margin);
    return [ids.textAt(element), low, value + margin] as const;
  });
  return {
    metric,
    of,
    scores: valueRows(values, ids),
    sample: { samples, confidence: 0.95, bound, intervals },
  };
}

/**
 * The elements scored: as asked, else nodes for metrics that are defined on
 * them, and hyperedges for those of the s-line graph.
 */
function elementsOf(metric: string, { of }: TopologyOptions): ElementKind {
  if (of !== undefined) return of;
  return isIterated(metric) && metric !== 'pagerank' ? 'nodes' : 'edges';
}

function isCounted(metric: string): metric is CountedMetric {
  return Object.hasOwn(centralities, metric);
}

function isIterated(metric: string): metric is IteratedMetric {
  return Object.hasOwn(iteratedCentralities, metric);
}

function unknownMetric(metric: string): PolyadError {
  return new PolyadError(
    'INVALID_ARGUMENT',
    `There is no centrality "${metric}". Use one of: ${centralityMetrics.join(', ')}.`,
    { metric },
  );
}
