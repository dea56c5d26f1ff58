import type { ComputeOptions } from '#compute/backend.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';

/** One number an element. NaN stands for none. */
export type StatisticValues = Uint32Array | Float64Array;

/** How far the values that solve an equation came. */
export interface StatisticConvergence {
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** A statistic whose values come with how far their iteration got. */
export interface IteratedStatistic {
  readonly values: StatisticValues;
  readonly convergence: StatisticConvergence;
}

/** What a statistic is given to work from. */
export interface StatisticContext {
  readonly hypergraph: Hypergraph;
  readonly of: ElementKind;
  readonly s: number;
  readonly seed: number;
  /** To stop, to report progress and to choose what runs kernels. */
  readonly loop: ComputeOptions;
  /**
   * Another statistic of the same elements, computed once for all that ask.
   * @throws PolyadError INVALID_ARGUMENT for an unknown name, or one that needs itself.
   */
  readonly column: (name: string) => StatisticValues;
  /** What `make` gives, made once for all that ask for `key` in this call. */
  readonly shared: <Result>(key: string, make: () => Result) => Result;
}

/**
 * A statistic: one value for each element that `context.of` names, in their order.
 * Any function like it is a statistic of the user's own.
 */
export type Statistic = (
  context: StatisticContext,
) => StatisticValues | IteratedStatistic;

/** One statistic as a column. */
export interface StatisticColumn {
  readonly name: string;
  /** Length = all elements, whatever is left out by conditions. */
  readonly values: StatisticValues;
  /** Where the values solve an equation. */
  readonly convergence?: StatisticConvergence | undefined;
}
