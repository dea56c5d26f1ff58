import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { sumOverMembers } from './overlap-product.ts';
import {
  DEFAULT_ITERATIONS,
  DEFAULT_TOLERANCE,
  type IteratedScores,
  type IterationOptions,
} from './tensor-eigenvectors.ts';

/** A function of one positive number. */
export type Scalar = (value: number) => number;

/** Functions of the node–edge equations; see {@link nodeEdgeScores}. */
export interface NodeEdgeFunctions {
  /** f, of edge scores; default x². */
  readonly edgePower?: Scalar | undefined;
  /** g, of sums over edges; default √x. */
  readonly nodeRoot?: Scalar | undefined;
  /** φ, of node scores; default x². */
  readonly nodePower?: Scalar | undefined;
  /** ψ, of sums over nodes; default √x. */
  readonly edgeRoot?: Scalar | undefined;
}

/** Scores of both sides; each sums to 1. */
export interface NodeEdgeScores extends IteratedScores {
  readonly edgeValues: Float64Array;
}

/**
 * Non-linear eigenvectors of nodes and edges: λ x = g(B f(y)), μ y = ψ(Bᵀ φ(x)).
 * With the default functions a score is the root of the sum of squares of what it
 * touches; with identities it is that of the bipartite graph; with f = log, g =
 * exp products.
 * @param nodes - Connected; row = node.
 * @param edges - The same matrix by edge.
 * @returns The residual is ‖Δx‖ + ‖Δy‖ of the last step.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences) a step. Tudisco and Higham 2021,
 * doi:10.1038/s42005-021-00704-2.
 */
export function nodeEdgeScores(
  nodes: Incidence,
  edges: Incidence,
  options: IterationOptions & NodeEdgeFunctions = {},
): NodeEdgeScores {
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = DEFAULT_ITERATIONS } =
    options;
  const { edgePower = square, nodeRoot = Math.sqrt } = options;
  const { nodePower = square, edgeRoot = Math.sqrt } = options;
  const watch = new LoopWatch(maxIterations, options);
  let x = ones(rowCount(nodes));
  let y = ones(rowCount(edges));
  let residual = Infinity;
  let iterations = 0;
  while (residual >= tolerance && iterations < maxIterations) {
    const nextX = step(nodes, x, y.map(edgePower), nodeRoot);
    const nextY = step(edges, y, x.map(nodePower), edgeRoot);
    residual = distance(x, nextX) + distance(y, nextY);
    x = nextX;
    y = nextY;
    iterations++;
    watch.step(iterations, 2 * nodes.members.length);
  }
  watch.finish();
  const converged = residual < tolerance;
  return { values: x, edgeValues: y, converged, iterations, residual };
}

function square(value: number): number {
  return value * value;
}

function ones(length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(length).fill(1 / length);
}

/** The root of score × g(sum), scaled to sum 1. */
function step(
  rows: Incidence,
  scores: Float64Array,
  powers: Float64Array,
  root: Scalar,
): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(scores.length);
  sumOverMembers(rows, powers, sums);
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    sums[i] = Math.sqrt(scores[i]! * root(sums[i]!));
    total += sums[i]!;
  }
  for (let i = 0; i < sums.length; i++) sums[i]! /= total;
  return sums;
}

function distance(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - y[i]!) ** 2;
  return Math.sqrt(sum);
}
