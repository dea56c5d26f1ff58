import { LoopWatch } from '#numeric/cancellation.ts';
import type { SymmetricOperator } from '#numeric/lanczos.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import {
  DEFAULT_ITERATIONS,
  DEFAULT_TOLERANCE,
  type IteratedScores,
  type IterationOptions,
} from './tensor-eigenvectors.ts';

/**
 * The walk node → one of its edges, by edge weight → one of its members, by
 * incidence weight. Nodes without an edge of weight stay where they are.
 * @remarks A step takes O(incidences). Hayashi et al. 2020,
 * doi:10.1145/3340531.3412034.
 */
export class WeightedWalk {
  readonly size: number;
  readonly work: number;
  readonly #edges: Incidence;
  /** Probability to arrive at each member, by position in `edges.members`. */
  readonly #arrive: Float64Array;
  readonly #edgeWeights: Float64Array;
  /** One over the sum of edge weights of each node; 0 where that is 0. */
  readonly #leave: Float64Array;

  /**
   * @param size - Nodes.
   * @param weights - Of each incidence, by position in `edges.members`, 0 or more.
   * @param edgeWeights - 0 or more; edges whose incidences weigh nothing are left out.
   */
  constructor(
    edges: Incidence,
    size: number,
    weights: Float64Array,
    edgeWeights: Float64Array,
  ) {
    this.size = size;
    this.work = 2 * edges.members.length + size;
    this.#edges = edges;
    this.#arrive = weights.slice();
    this.#edgeWeights = edgeWeights.slice();
    const sums = new Float64Array(size);
    for (let edge = 0; edge < rowCount(edges); edge++) {
      const start = edges.offsets[edge]!;
      const end = edges.offsets[edge + 1]!;
      let total = 0;
      for (let p = start; p < end; p++) total += weights[p]!;
      if (total === 0) this.#edgeWeights[edge] = 0;
      for (let p = start; p < end; p++) {
        if (total > 0) this.#arrive[p]! /= total;
        sums[edges.members[p]!]! += this.#edgeWeights[edge]!;
      }
    }
    this.#leave = sums.map((sum) => (sum > 0 ? 1 / sum : 0));
  }

  /** y = x P: the distribution after a step from x. */
  step(x: Float64Array, y: Float64Array): void {
    const { offsets, members } = this.#edges;
    for (let v = 0; v < y.length; v++) y[v] = this.#leave[v] === 0 ? x[v]! : 0;
    for (let edge = 0; edge < offsets.length - 1; edge++) {
      let mass = 0;
      const end = offsets[edge + 1]!;
      for (let p = offsets[edge]!; p < end; p++) {
        mass += x[members[p]!]! * this.#leave[members[p]!]!;
      }
      mass *= this.#edgeWeights[edge]!;
      for (let p = offsets[edge]!; p < end; p++) {
        y[members[p]!]! += mass * this.#arrive[p]!;
      }
    }
  }

  /** y = P x: the mean of x after a step from each node. */
  expect(x: Float64Array, y: Float64Array): void {
    const { offsets, members } = this.#edges;
    for (let v = 0; v < y.length; v++) y[v] = this.#leave[v] === 0 ? x[v]! : 0;
    for (let edge = 0; edge < offsets.length - 1; edge++) {
      let mean = 0;
      const end = offsets[edge + 1]!;
      for (let p = offsets[edge]!; p < end; p++) {
        mean += x[members[p]!]! * this.#arrive[p]!;
      }
      mean *= this.#edgeWeights[edge]!;
      for (let p = offsets[edge]!; p < end; p++) {
        y[members[p]!]! += mean * this.#leave[members[p]!]!;
      }
    }
  }

  /**
   * Distribution that a step leaves as it is, reached from `start`.
   * @returns The residual is Σ |π P − π|.
   * @throws PolyadError CANCELLED
   */
  stationary(start: Float64Array, options: IterationOptions): IteratedScores {
    const { tolerance = DEFAULT_TOLERANCE } = options;
    const { maxIterations = DEFAULT_ITERATIONS } = options;
    const watch = new LoopWatch(maxIterations, options);
    let x = start.slice();
    let y = new Float64Array(this.size);
    let residual = Infinity;
    let iterations = 0;
    while (residual > tolerance && iterations < maxIterations) {
      this.step(x, y);
      residual = 0;
      for (let v = 0; v < x.length; v++) residual += Math.abs(y[v]! - x[v]!);
      [x, y] = [y, x];
      iterations++;
      watch.step(iterations, this.work);
    }
    watch.finish();
    return {
      values: x,
      converged: residual <= tolerance,
      iterations,
      residual,
    };
  }
}

/**
 * Laplacian of a walk that need not be reversible, I − (Φ^½ P Φ^−½ + its
 * transpose)/2, Φ its stationary distribution. Rows of nodes that the walk does
 * not come to are 0.
 * @remarks Chung 2005, doi:10.1007/s00026-005-0237-z.
 */
export class WalkLaplacian implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #walk: WeightedWalk;
  readonly #roots: Float64Array;

  constructor(walk: WeightedWalk, stationary: Float64Array) {
    this.size = walk.size;
    this.work = 2 * walk.work;
    this.#walk = walk;
    this.#roots = stationary.map(Math.sqrt);
  }

  apply(x: Float64Array, y: Float64Array): void {
    const roots = this.#roots;
    const scaled = x.map((value, v) =>
      roots[v] === 0 ? 0 : value / roots[v]!,
    );
    const means = new Float64Array(this.size);
    this.#walk.expect(scaled, means);
    const moved = new Float64Array(this.size);
    this.#walk.step(
      x.map((value, v) => value * roots[v]!),
      moved,
    );
    for (let v = 0; v < y.length; v++) {
      const root = roots[v]!;
      const both =
        root === 0 ? x[v]! : (root * means[v]! + moved[v]! / root) / 2;
      y[v] = x[v]! - both;
    }
  }
}
