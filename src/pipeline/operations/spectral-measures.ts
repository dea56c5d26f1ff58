import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind } from '#hypergraph/hypergraph.ts';
import {
  centralities,
  iteratedCentralities,
} from '#topology/centrality/metrics.ts';
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

/** Results of centralities and spectra. */
export interface SpectralResults {
  centrality: {
    metric: string;
    of: ElementKind;
    scores: RowStream<readonly [string, number]>;
    /** Where the metric is the solution of an equation. */
    convergence?: Convergence;
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
