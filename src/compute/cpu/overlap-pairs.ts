import { assert } from '#errors/assert.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import {
  rowCount,
  rowLengths,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * The s-line graph as columns: row `i` lists its neighbours `j > i`, ascending,
 * in `neighbors[offsets[i] … offsets[i + 1])`, with `overlaps` beside them.
 */
export interface OverlapPairs {
  readonly offsets: Uint32Array;
  readonly neighbors: Uint32Array;
  /** Columns the two rows share, at least s. */
  readonly overlaps: Uint32Array;
}

/**
 * All pairs of rows that share at least `s` columns, with their overlaps.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the pairs do not fit in memory.
 * @remarks Wedge counting over rows of size ≥ s: time O(Σ d²) over column
 * lengths d, memory O(rows + pairs). Two counting sorts order the pairs.
 */
export function overlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): OverlapPairs {
  const overlaps = new GrowableUint32();
  const earlier = collectEarlier(rows, columns, s, { ...options, overlaps });
  assert(earlier !== undefined, 'no limit was set');
  const positions = new Uint32Array(earlier.members.length);
  const later = transpose(earlier, rowCount(rows), positions);
  const unsorted = overlaps.raw;
  for (let i = 0; i < positions.length; i++) {
    positions[i] = unsorted[positions[i]!]!;
  }
  return {
    offsets: later.offsets,
    neighbors: later.members,
    overlaps: positions,
  };
}

/**
 * Number of pairs of rows that share at least `s` columns; stores none of them.
 * @throws PolyadError CANCELLED
 * @remarks Time as {@link overlapPairs}, memory O(rows).
 */
export function countOverlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): number {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, s);
  const { counts, touched } = wedges;
  let pairs = 0;
  for (let row = 0; row < total; row++) {
    const met = wedges.countEarlier(row);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      if (counts[other]! >= s) pairs++;
      counts[other] = 0;
    }
    watch.step(row, wedges.work);
  }
  watch.finish();
  return pairs;
}

/**
 * The same pairs by their larger row: row `i` lists its neighbours `j < i`, in the
 * order they are met, without overlaps.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Time as {@link overlapPairs}; 4 B a pair.
 */
export function earlierRows(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): Incidence {
  const earlier = collectEarlier(rows, columns, s, options);
  assert(earlier !== undefined, 'no limit was set');
  return earlier;
}

/** Options of {@link sAdjacency}. */
export interface AdjacencyOptions extends LoopOptions {
  /** Gives up beyond this many pairs. */
  readonly maxPairs?: number;
}

/**
 * The s-line graph as symmetric adjacency: row `i` lists all its neighbours,
 * ascending, without overlaps.
 * @returns Undefined if there are more than `maxPairs` pairs.
 * @throws PolyadError CANCELLED
 * @remarks Time as {@link overlapPairs}; 8 B a pair, up to 18 B while building.
 */
export function sAdjacency(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: AdjacencyOptions = {},
): Incidence | undefined {
  const earlier = collectEarlier(rows, columns, s, options);
  return earlier && symmetric(transpose(earlier, rowCount(rows)));
}

/** @param later - Row `i` lists only its neighbours `j > i`, ascending. */
function symmetric(later: Incidence): Incidence {
  const { offsets, members } = later;
  const total = rowCount(later);
  const degrees = rowLengths(later);
  for (let i = 0; i < members.length; i++) degrees[members[i]!]!++;
  const starts = exclusivePrefixSum(degrees);
  const next = starts.slice(0, total);
  const neighbors = new Uint32Array(members.length * 2);
  for (let row = 0; row < total; row++) {
    // All neighbours before `row` have put themselves into its list by now.
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const other = members[i]!;
      neighbors[next[row]!++] = other;
      neighbors[next[other]!++] = row;
    }
  }
  return { offsets: starts, members: neighbors };
}

interface CollectOptions extends AdjacencyOptions {
  readonly overlaps?: GrowableUint32;
}

/**
 * Row `i` lists its neighbours `j < i`, in no order; overlaps are appended to
 * `options.overlaps`. Undefined if there are more than `maxPairs`.
 */
function collectEarlier(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: CollectOptions,
): Incidence | undefined {
  const { overlaps, maxPairs = Infinity } = options;
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, s);
  const { counts, touched } = wedges;
  const offsets = new Uint32Array(total + 1);
  const neighbors = new GrowableUint32();
  const rowOverlaps = new Uint32Array(total);
  for (let row = 0; row < total; row++) {
    const met = wedges.countEarlier(row);
    let kept = 0;
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const overlap = counts[other]!;
      counts[other] = 0;
      if (overlap < s) continue;
      touched[kept] = other;
      rowOverlaps[kept++] = overlap;
    }
    if (kept > 0) {
      neighbors.append(touched.subarray(0, kept));
      overlaps?.append(rowOverlaps.subarray(0, kept));
      if (neighbors.length > maxPairs) return undefined;
    }
    offsets[row + 1] = neighbors.length;
    watch.step(row, wedges.work);
  }
  watch.finish();
  return { offsets, members: neighbors.view() };
}
