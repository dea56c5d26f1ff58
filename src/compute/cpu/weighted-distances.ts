import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { MinHeap } from '#numeric/min-heap.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { UNREACHED } from './s-distances.ts';
import { WedgeCounter } from './wedge-counter.ts';

/** How long steps are, and where to begin. */
export interface WeightedSearch extends LoopOptions {
  readonly source: number;
  /** Stop once this row's distance is known. */
  readonly target?: number | undefined;
  /** Length of a step between rows that share so many columns; above 0. */
  readonly stepLength: (overlap: number) => number;
}

/** What a search by length found. */
export interface WeightedDistances {
  /** Infinity where there is no walk; length = rows. */
  readonly distances: Float64Array;
  /** The row before; {@link UNREACHED} where there is none, the source's own is itself. */
  readonly predecessors: Uint32Array;
}

/**
 * Shortest s-walks from one row where steps have lengths: Dijkstra's search, overlaps
 * counted as rows are settled. Among walks of one length the predecessor settled
 * first stays.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks Time O(wedges + links · log rows), memory O(rows + links met); the line graph
 * is not built.
 */
export function weightedDistances(
  rows: Incidence,
  columns: Incidence,
  s: number,
  search: WeightedSearch,
): WeightedDistances {
  const { source, target, stepLength } = search;
  const total = rowCount(rows);
  const distances = new Float64Array(total).fill(Infinity);
  const predecessors = new Uint32Array(total).fill(UNREACHED);
  const settled = new Uint8Array(total);
  const wedges = new WedgeCounter(rows, columns, s);
  const { counts, touched } = wedges;
  const heap = new MinHeap();
  const watch = new LoopWatch(total, search);
  distances[source] = 0;
  predecessors[source] = source;
  heap.push(source, 0);
  let done = 0;
  for (let next = heap.pop(); next; next = heap.pop()) {
    const row = next.item;
    if (settled[row] === 1) continue;
    settled[row] = 1;
    if (row === target) break;
    const met = wedges.countAll(row);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const overlap = counts[other]!;
      counts[other] = 0;
      if (overlap < s || settled[other] === 1) continue;
      const distance = next.key + stepLength(overlap);
      if (distance >= distances[other]!) continue;
      distances[other] = distance;
      predecessors[other] = row;
      heap.push(other, distance);
    }
    watch.step(done++, wedges.work);
  }
  watch.finish();
  return { distances, predecessors };
}
