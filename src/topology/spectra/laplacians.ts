import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { SymmetricOperator } from '#numeric/lanczos.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  HodgeLaplacian,
  NormalizedLaplacian,
  OrderLaplacian,
  type Boundary,
} from '#compute/cpu/laplacian-operators.ts';
import { WalkLaplacian } from '#compute/cpu/weighted-walk.ts';
import {
  boundaryOf,
  simplicesOfSize,
  type SimplexList,
} from '#compute/cpu/simplex-lists.ts';
import {
  computeWeightedWalk,
  type WeightedWalkOptions,
} from '../centrality/walk.ts';
import { sStructure, type SOptions } from '../s-structure.ts';
import { weightedWalk } from '../walks/weighted-walk.ts';

/** Options of {@link normalizedLaplacian}. */
export interface NormalizedLaplacianOptions extends Omit<SOptions, 's'> {
  /** Of each hyperedge (node, for `of: 'edges'`), 0 or more. Default 1. */
  readonly weights?: Float64Array | undefined;
}

/**
 * Normalised Laplacian of Zhou, Huang and Schölkopf, as an operator on the nodes
 * (`of`: `nodes` by default). It has the eigenvalues of the random-walk Laplacian
 * I − P, P the walk node → hyperedge → node, to which it is similar by the root
 * of degrees. Eigenvalue 0 comes once a component; isolated nodes are components.
 * @throws PolyadError INVALID_ARGUMENT if weights do not fit.
 */
export function normalizedLaplacian(
  hypergraph: Hypergraph,
  { of = 'nodes', weights }: NormalizedLaplacianOptions = {},
): SymmetricOperator {
  const { rows, columns } = sStructure(hypergraph, { of });
  const count = columns.offsets.length - 1;
  if (
    weights !== undefined &&
    (weights.length !== count || weights.some((weight) => !(weight >= 0)))
  ) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${weights.length} weights for ${count} hyperedges; give one each, 0 or more.`,
      { weights: weights.length, count },
    );
  }
  return new NormalizedLaplacian(rows, columns, weights);
}

/**
 * Laplacian on the nodes of the walk by incidence weights, as an operator: I − (Φ^½
 * P Φ^−½ + its transpose)/2, Φ its stationary distribution. Without weights it is
 * {@link normalizedLaplacian}.
 * @throws PolyadError INVALID_ARGUMENT if weights are negative; CANCELLED;
 * NOT_CONVERGED if the stationary distribution is not reached.
 * @remarks Hayashi et al. 2020, doi:10.1145/3340531.3412034.
 */
export function walkLaplacian(
  hypergraph: Hypergraph,
  options: WeightedWalkOptions = {},
): SymmetricOperator {
  const tolerance = options.tolerance ?? 1e-13;
  const found = computeWeightedWalk(hypergraph, { ...options, tolerance });
  if (!found.converged) {
    throw new PolyadError(
      'NOT_CONVERGED',
      `The walk is not stationary after ${found.iterations} steps (residual ${found.residual}); allow more steps or a larger tolerance.`,
      { iterations: found.iterations, residual: found.residual },
    );
  }
  const walk = weightedWalk(hypergraph, options.edgeWeights);
  return new WalkLaplacian(walk, found.values);
}

/**
 * Laplacian of one order on the nodes, as an operator: d K − A over hyperedges of
 * d + 1 members. For d = 1 the Laplacian of the graph of pairs.
 * @throws PolyadError INVALID_ARGUMENT if `order` is not an integer from 1.
 */
export function orderLaplacian(
  hypergraph: Hypergraph,
  order: number,
): SymmetricOperator {
  const size = checkedOrder(order, 1) + 1;
  const { edges, nodeCount } = hypergraph;
  return new OrderLaplacian(edges, nodeCount, new Map([[size, 1]]));
}

/** One order of {@link multiOrderLaplacian}. */
export interface LaplacianOrder {
  readonly order: number;
  /** Strength γ of its coupling. Default 1. */
  readonly weight?: number | undefined;
}

/**
 * Multi-order Laplacian on the nodes, as an operator: Σ γ L_d / ⟨K_d⟩ over the
 * orders given, ⟨K_d⟩ the mean over all nodes of hyperedges of d + 1 members.
 * Orders without hyperedges add nothing.
 * @throws PolyadError INVALID_ARGUMENT if an order is not an integer from 1.
 */
export function multiOrderLaplacian(
  hypergraph: Hypergraph,
  orders: readonly LaplacianOrder[],
): SymmetricOperator {
  const { edges, nodeCount } = hypergraph;
  const incidences = new Map<number, number>();
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    incidences.set(size, (incidences.get(size) ?? 0) + size);
  }
  const factors = new Map<number, number>();
  for (const { order, weight = 1 } of orders) {
    const size = checkedOrder(order, 1) + 1;
    const mean = (incidences.get(size) ?? 0) / nodeCount;
    if (mean > 0) factors.set(size, (factors.get(size) ?? 0) + weight / mean);
  }
  return new OrderLaplacian(edges, nodeCount, factors);
}

/** Options of {@link hodgeLaplacian}. */
export interface HodgeOptions extends LoopOptions {
  /** Most subsets to list in each dimension. Default 2 million. */
  readonly maxSimplices?: number | undefined;
}

const DEFAULT_SIMPLICES = 2_000_000;

/**
 * Hodge Laplacian of the simplices of dimension `order` in the downward closure,
 * as an operator; simplices in ascending order of members, signs by that order.
 * Eigenvalue 0 comes as often as the Betti number of that dimension (over the
 * rationals).
 * @throws PolyadError INVALID_ARGUMENT if `order` is not an integer from 0;
 * LIMIT_EXCEEDED if there are too many simplices; CANCELLED
 * @remarks Lists the simplices of three dimensions: for small complexes. Betti
 * numbers alone come from `homology/`.
 */
export function hodgeLaplacian(
  hypergraph: Hypergraph,
  order: number,
  options: HodgeOptions = {},
): SymmetricOperator {
  const { below, above } = chainsAround(hypergraph, order, options);
  return new HodgeLaplacian(below, above);
}

/** Simplices of one dimension, and the boundary maps to them and from them. */
export interface ChainsAround {
  readonly own: SimplexList;
  readonly below: Boundary;
  readonly above: Boundary;
}

/**
 * What {@link hodgeLaplacian} is made of.
 * @throws PolyadError as {@link hodgeLaplacian}
 */
export function chainsAround(
  hypergraph: Hypergraph,
  order: number,
  options: HodgeOptions = {},
): ChainsAround {
  const width = checkedOrder(order, 0) + 1;
  const { maxSimplices = DEFAULT_SIMPLICES } = options;
  const list = (size: number): SimplexList =>
    simplicesOfSize(hypergraph.edges, size, maxSimplices, options);
  const own = list(width);
  const below = boundaryOf(own, list(width - 1));
  return { own, below, above: boundaryOf(list(width + 1), own) };
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedOrder(order: number, least: number): number {
  if (Number.isSafeInteger(order) && order >= least) return order;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The order is ${order}; it must be an integer of at least ${least}.`,
    { order },
  );
}
