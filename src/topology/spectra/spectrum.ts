import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { lanczos, type SymmetricOperator } from '#numeric/lanczos.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  hodgeLaplacian,
  multiOrderLaplacian,
  normalizedLaplacian,
  orderLaplacian,
  walkLaplacian,
  type LaplacianOrder,
} from './laplacians.ts';

/**
 * Which Laplacian; `random-walk` has the eigenvalues of `zhou`, `weighted-walk`
 * is that of the walk by incidence weights.
 */
export type LaplacianKind =
  'zhou' | 'random-walk' | 'weighted-walk' | 'order' | 'multi-order' | 'hodge';

/** Options of {@link computeSpectrum}. */
export interface SpectrumOptions extends LoopOptions {
  /** How many eigenvalues. Default 10. */
  readonly count?: number | undefined;
  /** Default `smallest`. */
  readonly which?: 'smallest' | 'largest' | undefined;
  /** Default `zhou`. */
  readonly laplacian?: LaplacianKind | undefined;
  /** Of `order` and `hodge`. Default 1. */
  readonly order?: number | undefined;
  /** Of `multi-order`. Default 1 and 2, each with weight 1. */
  readonly orders?: readonly LaplacianOrder[] | undefined;
  /** Of `hodge`: most subsets to list in each dimension. */
  readonly maxSimplices?: number | undefined;
  /** Largest residual as a share of the norm. Default 10⁻¹⁰. */
  readonly tolerance?: number | undefined;
  /** Most products with the matrix. Default 20,000. */
  readonly maxIterations?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Eigenvalues from one end of a spectrum, each as often as it occurs. */
export interface Spectrum {
  readonly laplacian: LaplacianKind;
  /** From that end inwards. */
  readonly values: Float64Array;
  /**
   * Eigenvector of each value, of length 1, by node (by simplex for `hodge`). Of
   * `random-walk`: right eigenvectors.
   */
  readonly vectors: readonly Float64Array[];
  /** ‖L v − λ v‖ of each; no eigenvalue is off by more. */
  readonly residuals: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * The smallest or largest eigenvalues of a Laplacian of the nodes.
 * @throws PolyadError INVALID_ARGUMENT if `count` or an order does not fit;
 * LIMIT_EXCEEDED for `hodge` of a large complex; CANCELLED
 * @remarks Lanczos on the incidence matrix; no Laplacian is built. Cost:
 * {@link lanczos}, each product O(incidences).
 */
export function computeSpectrum(
  hypergraph: Hypergraph,
  options: SpectrumOptions = {},
): Spectrum {
  const { count = 10, which = 'smallest', laplacian = 'zhou' } = options;
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The number of eigenvalues is ${count}; it must be an integer of at least 1.`,
      { count },
    );
  }
  const operator = laplacianOf(hypergraph, laplacian, options);
  const found = lanczos(operator, { ...options, count, which });
  if (laplacian !== 'random-walk') return { laplacian, ...found };
  const vectors = found.vectors.map((vector) => walkVector(hypergraph, vector));
  return { laplacian, ...found, vectors };
}

function laplacianOf(
  hypergraph: Hypergraph,
  kind: LaplacianKind,
  options: SpectrumOptions,
): SymmetricOperator {
  const { order = 1, orders = [{ order: 1 }, { order: 2 }] } = options;
  switch (kind) {
    case 'zhou':
    case 'random-walk':
      return normalizedLaplacian(hypergraph);
    case 'weighted-walk':
      return walkLaplacian(hypergraph, { signal: options.signal });
    case 'order':
      return orderLaplacian(hypergraph, order);
    case 'multi-order':
      return multiOrderLaplacian(hypergraph, orders);
    case 'hodge':
      return hodgeLaplacian(hypergraph, order, options);
  }
}

/** D^{−1/2} v, of length 1: an eigenvector of I − P. */
function walkVector(
  hypergraph: Hypergraph,
  vector: Float64Array,
): Float64Array {
  const scaled = vector.map(
    (value, node) =>
      value / Math.sqrt(Math.max(1, hypergraph.nodeDegree(node))),
  );
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value ** 2, 0));
  return scaled.map((value) => value / length);
}

/**
 * Sum of all eigenvalues of a Laplacian, from its diagonal.
 * @throws PolyadError as {@link computeSpectrum}
 * @remarks One product a row: for small hypergraphs.
 */
export function computeTrace(
  hypergraph: Hypergraph,
  options: SpectrumOptions = {},
): number {
  const { laplacian = 'zhou' } = options;
  const operator = laplacianOf(hypergraph, laplacian, options);
  const unit = new Float64Array(operator.size);
  const image = new Float64Array(operator.size);
  let trace = 0;
  for (let i = 0; i < operator.size; i++) {
    unit[i] = 1;
    operator.apply(unit, image);
    trace += image[i] ?? 0;
    unit[i] = 0;
  }
  return trace;
}
