import { LoopWatch } from '#numeric/cancellation.ts';
import type { SymmetricOperator } from '#numeric/lanczos.ts';
import {
  DEFAULT_ITERATIONS,
  DEFAULT_TOLERANCE,
  type IteratedScores,
  type IterationOptions,
} from './tensor-eigenvectors.ts';

/** Options of {@link pageRank}. */
export interface PageRankOptions extends IterationOptions {
  /** Probability to follow a link rather than to jump; from 0 to below 1. */
  readonly damping: number;
}

/**
 * PageRank of a weighted undirected graph: where a random surfer is who follows
 * links by weight, or jumps to any vertex, always from a vertex without links.
 * @returns Sum 1. The residual is the sum of absolute changes in the last step.
 * @throws PolyadError CANCELLED
 * @remarks The error falls by `damping` a step, each one product. Page et al.
 * 1999.
 */
export function pageRank(
  graph: SymmetricOperator,
  options: PageRankOptions,
): IteratedScores {
  const { damping } = options;
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = DEFAULT_ITERATIONS } =
    options;
  const watch = new LoopWatch(maxIterations, options);
  const { size } = graph;
  const strengths = new Float64Array(size);
  graph.apply(new Float64Array(size).fill(1), strengths);
  let x = new Float64Array(size).fill(1 / size);
  let y = new Float64Array(size);
  const flow = new Float64Array(size);
  let residual = size === 0 ? 0 : Infinity;
  let iterations = 0;
  while (residual > tolerance && iterations < maxIterations) {
    let stuck = 0;
    for (let i = 0; i < size; i++) {
      if (strengths[i]! > 0) flow[i] = x[i]! / strengths[i]!;
      else stuck += x[i]!;
    }
    graph.apply(flow, y);
    const jump = (1 - damping + damping * stuck) / size;
    residual = 0;
    for (let i = 0; i < size; i++) {
      y[i] = damping * y[i]! + jump;
      residual += Math.abs(y[i]! - x[i]!);
    }
    [x, y] = [y, x];
    iterations++;
    watch.step(iterations, graph.work);
  }
  watch.finish();
  return { values: x, converged: residual <= tolerance, iterations, residual };
}

/** Options of {@link katz}. */
export interface KatzOptions extends IterationOptions {
  /** Weight of each further step; below 1/λ for the largest eigenvalue λ. */
  readonly alpha: number;
}

/**
 * Katz centrality: Σ over k ≥ 1 of α^{k−1} Aᵏ u, u = 1/n: walks from each vertex,
 * longer ones for less.
 * @returns Not normalised. The residual is the largest change in the last step
 * over the largest score.
 * @throws PolyadError CANCELLED
 */
export function katz(
  graph: SymmetricOperator,
  options: KatzOptions,
): IteratedScores {
  const { alpha } = options;
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = DEFAULT_ITERATIONS } =
    options;
  const watch = new LoopWatch(maxIterations, options);
  const { size } = graph;
  const walks = new Float64Array(size);
  graph.apply(new Float64Array(size).fill(1 / size), walks);
  const scores = walks.slice();
  const longer = new Float64Array(size);
  let residual = Infinity;
  let iterations = 1;
  while (residual > tolerance && iterations < maxIterations) {
    graph.apply(walks, longer);
    let change = 0;
    let largest = 0;
    for (let i = 0; i < size; i++) {
      walks[i] = alpha * longer[i]!;
      scores[i]! += walks[i]!;
      change = Math.max(change, walks[i]!);
      largest = Math.max(largest, scores[i]!);
    }
    residual = largest === 0 ? 0 : change / largest;
    iterations++;
    watch.step(iterations, graph.work);
    if (!Number.isFinite(residual)) break;
  }
  watch.finish();
  const converged = residual <= tolerance;
  return { values: scores, converged, iterations, residual };
}
