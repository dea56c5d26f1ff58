import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  TimeIndex,
  type SlidingWindows,
  type TimeWindow,
} from '#hypergraph/time-windows.ts';
import { checkCount } from '../models/generated.ts';

/** Options of {@link computeOrderCorrelation}. */
export interface OrderCorrelationOptions extends LoopOptions {
  /** Members of the hyperedges compared, and of those they are compared with. */
  readonly sizes: readonly [number, number];
  /** Largest lag, windows. Default 10, less where there are fewer windows. */
  readonly maxLag?: number | undefined;
}

/** Correlations by lag, in windows from 0. */
export interface OrderCorrelation {
  /** Of pairs in hyperedges of the first size with pairs, later by the lag, of the second. */
  readonly forward: Float64Array;
  /** The other way round. */
  readonly backward: Float64Array;
  /**
   * (forward − backward)/(2 √(own correlations of both at lag 0)): above 0 where the
   * first size comes before the second. 0 where one of them never varies.
   */
  readonly gap: Float64Array;
  readonly windows: number;
}

/**
 * How hyperedges of one size are followed by those of another, or of the same, among the
 * same nodes: the mean over time of Σ over pairs of nodes of the deviation of their number of
 * shared hyperedges from its mean, times the same some windows later, each number over
 * (size − 1)!.
 * @throws PolyadError INVALID_ARGUMENT if no hyperedge has a time or a size is below 2;
 * CANCELLED
 * @remarks Only pairs that occur are held: Σ a(t) b(t + τ) − T ā b̄ over them. Time O(pairs
 * of members · lags). Gallo, Lacasa, Latora and Battiston 2024,
 * doi:10.1038/s41467-024-48578-6. Each mean is over the windows that have a partner.
 */
export function computeOrderCorrelation(
  hypergraph: Hypergraph,
  windows: SlidingWindows,
  options: OrderCorrelationOptions,
): OrderCorrelation {
  const [one, other] = options.sizes;
  for (const size of options.sizes) checkCount('size', size, 2);
  if (hypergraph.edgeTimes() === null) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'No hyperedge has a time, so nothing follows anything; name the column with --time.',
    );
  }
  const index = new TimeIndex(hypergraph);
  const sliding = [...index.sliding(windows)];
  const lags = Math.min(options.maxLag ?? 10, sliding.length - 1);
  checkCount('maxLag', lags, 0);
  const watch = new LoopWatch(2 * (lags + 1) + 2, options);
  const [a, b] = [one, other].map(
    (size) => new PairSeries(hypergraph, sliding, size),
  );
  if (!a || !b) throw new PolyadError('INTERNAL', 'Two sizes were asked for.');
  const along = (left: PairSeries, right: PairSeries): Float64Array =>
    Float64Array.from({ length: lags + 1 }, (_, lag) => {
      watch.step(lag, 1 << 16);
      return left.correlation(right, lag);
    });
  const forward = along(a, b);
  const backward = one === other ? forward : along(b, a);
  const scale = 2 * Math.sqrt(a.correlation(a, 0) * b.correlation(b, 0));
  watch.finish();
  return {
    forward,
    backward,
    gap: forward.map((value, lag) =>
      scale > 0 ? (value - (backward[lag] ?? 0)) / scale : 0,
    ),
    windows: sliding.length,
  };
}

/** How often each pair of nodes is together in hyperedges of one size, by window. */
class PairSeries {
  readonly #windows: readonly ReadonlyMap<number, number>[];
  /** Mean over all windows of each pair that occurs. */
  readonly #means = new Map<number, number>();

  constructor(
    hypergraph: Hypergraph,
    windows: readonly TimeWindow[],
    size: number,
  ) {
    let share = 1;
    for (let k = 2; k < size; k++) share /= k;
    this.#windows = windows.map(({ edges }) => {
      const counts = new Map<number, number>();
      for (const edge of edges) {
        if (hypergraph.edgeSize(edge) !== size) continue;
        const members = hypergraph.edgeMembers(edge);
        members.forEach((left, i) => {
          for (const right of members.subarray(i + 1)) {
            const key = left * hypergraph.nodeCount + right;
            counts.set(key, (counts.get(key) ?? 0) + share);
          }
        });
      }
      return counts;
    });
    for (const counts of this.#windows) {
      for (const [key, count] of counts) {
        const mean = (this.#means.get(key) ?? 0) + count / windows.length;
        this.#means.set(key, mean);
      }
    }
  }

  /**
   * Mean over t of Σ over ordered pairs of (a(t) − ā)(b(t + lag) − b̄): Σ a b − Σ a b̄ −
   * Σ ā b + T Σ ā b̄.
   */
  correlation(later: PairSeries, lag: number): number {
    const steps = this.#windows.length - lag;
    let sum = 0;
    for (let t = 0; t < steps; t++) {
      const now = this.#windows[t] ?? new Map<number, number>();
      const then = later.#windows[t + lag] ?? new Map<number, number>();
      for (const [key, count] of now) {
        sum += count * ((then.get(key) ?? 0) - (later.#means.get(key) ?? 0));
      }
      for (const [key, count] of then) {
        sum -= (this.#means.get(key) ?? 0) * count;
      }
    }
    for (const [key, mean] of this.#means) {
      sum += steps * mean * (later.#means.get(key) ?? 0);
    }
    return (2 * sum) / steps;
  }
}
