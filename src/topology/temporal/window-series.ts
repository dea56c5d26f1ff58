import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  TimeIndex,
  type SlidingWindows,
  type TimeWindow,
} from '#hypergraph/time-windows.ts';
import {
  WindowCounter,
  type WindowCounts,
} from '#compute/cpu/window-counts.ts';
import { sStructure } from '../s-structure.ts';

/** One column a measure, one entry a window. */
export type WindowSeries = {
  /** Milliseconds since the Unix epoch; windows are `[from, to)`. */
  readonly from: Float64Array;
  readonly to: Float64Array;
} & { readonly [Measure in keyof WindowCounts]: Float64Array };

const measures = [
  'edges',
  'nodes',
  'incidences',
  'components',
  'largestComponent',
  'largestSize',
  'sizeEntropy',
  'nodeEntropy',
  'newNodes',
  'newSets',
  'sets',
  'nodeJaccard',
  'setJaccard',
] as const satisfies readonly (keyof WindowCounts)[];

/**
 * Counts, components, entropies, novelty and likeness to the window before, of
 * windows that slide over time. Hyperedges without a time are in none.
 * @returns No windows where no hyperedge has a time.
 * @throws PolyadError INVALID_ARGUMENT if width or step is not positive; CANCELLED
 * @remarks O(incidences) a window; overlapping windows are counted anew.
 */
export function computeWindowSeries(
  hypergraph: Hypergraph,
  windows: SlidingWindows,
  options: LoopOptions = {},
): WindowSeries {
  const { edges, nodeCount } = hypergraph;
  const counter = new WindowCounter(edges, nodeCount, equalRows(edges));
  const rows: (WindowCounts & Pick<TimeWindow, 'from' | 'to'>)[] = [];
  const index = new TimeIndex(hypergraph);
  const watch = new LoopWatch(index.edges.length, options);
  for (const window of index.sliding(windows)) {
    const counts = counter.count(window.edges);
    watch.step(rows.length, 64 + 16 * counts.incidences);
    rows.push({ from: window.from, to: window.to, ...counts });
  }
  watch.finish();
  const column = (name: keyof (typeof rows)[number]): Float64Array =>
    Float64Array.from(rows, (row) => row[name]);
  return {
    from: column('from'),
    to: column('to'),
    ...(Object.fromEntries(
      measures.map((measure) => [measure, column(measure)]),
    ) as { [Measure in keyof WindowCounts]: Float64Array }),
  };
}

/** Any measures of each window. */
export interface MeasuredWindows<Name extends string> {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly values: Readonly<Record<Name, Float64Array>>;
}

/**
 * Any measures as time series: each window becomes a hypergraph of its own, as for
 * Betti numbers, cores or modularity.
 * @param statistics - A number for each window's hypergraph, which may be empty.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks A snapshot a window: O(all incidences) each.
 */
export function measureWindows<Name extends string>(
  hypergraph: Hypergraph,
  windows: SlidingWindows,
  statistics: Readonly<Record<Name, (snapshot: Hypergraph) => number>>,
  options: LoopOptions = {},
): MeasuredWindows<Name> {
  const index = new TimeIndex(hypergraph);
  const found = [...index.sliding(windows)];
  const watch = new LoopWatch(found.length, options);
  const names = Object.keys(statistics) as Name[];
  const rows = found.map((window, i) => {
    watch.step(i, 1 << 18);
    const snapshot = index.snapshot(window);
    return names.map((name) => statistics[name](snapshot));
  });
  watch.finish();
  const values = Object.fromEntries(
    names.map((name, k) => [
      name,
      Float64Array.from(rows, (row) => row[k] ?? NaN),
    ]),
  ) as Record<Name, Float64Array>;
  return {
    from: Float64Array.from(found, ({ from }) => from),
    to: Float64Array.from(found, ({ to }) => to),
    values,
  };
}

/** One number an element, as the statistics and centralities give. */
export type ElementScores = (snapshot: Hypergraph) => ArrayLike<number>;

/** Options of {@link averageOverWindows}. */
export interface WindowAverageOptions extends LoopOptions {
  /** What the scores are of. Default `nodes`. */
  readonly of?: ElementKind | undefined;
  /** Windows where the element is not there count with 0 (`all`) or not at all (`present`). Default `all`. */
  readonly over?: 'all' | 'present' | undefined;
}

/**
 * Scores of elements averaged over windows, as s-centralities of temporal hypergraphs are.
 * @param scores - Of the elements of a window's hypergraph, in its order.
 * @returns Length = elements of the whole; NaN for those never there, with `present`.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks A snapshot and one call of `scores` a window.
 */
export function averageOverWindows(
  hypergraph: Hypergraph,
  windows: SlidingWindows,
  scores: ElementScores,
  options: WindowAverageOptions = {},
): Float64Array {
  const { of = 'nodes', over = 'all' } = options;
  const { ids } = sStructure(hypergraph, { of });
  const index = new TimeIndex(hypergraph);
  const found = [...index.sliding(windows)];
  const watch = new LoopWatch(found.length, options);
  const sums = new Float64Array(ids.count);
  const present = new Uint32Array(ids.count);
  found.forEach((window, i) => {
    watch.step(i, 1 << 18);
    const snapshot = index.snapshot(window);
    const own = sStructure(snapshot, { of }).ids;
    const values = scores(snapshot);
    for (let element = 0; element < own.count; element++) {
      const whole = ids.indexOf(own.idAt(element)) ?? 0;
      sums[whole] = (sums[whole] ?? 0) + (values[element] ?? 0);
      present[whole] = (present[whole] ?? 0) + 1;
    }
  });
  watch.finish();
  return sums.map(
    (sum, element) =>
      sum / (over === 'all' ? found.length : (present[element] ?? 0)),
  );
}
