import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/** What two rows share, over this: the columns of either, of the shorter, of the longer. */
export type OverlapShare = 'union' | 'min' | 'max';

/**
 * For each row, the mean over rows that share a column with it of the overlap,
 * as a share of what `share` says.
 * @returns Length = rows; 0 for rows that meet none.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ d²) over column lengths d, memory O(rows). Latapy et al.
 * 2008, doi:10.1016/j.socnet.2007.04.006.
 */
export function meanOverlapShares(
  rows: Incidence,
  columns: Incidence,
  share: OverlapShare,
  options: LoopOptions = {},
): Float64Array {
  return neighborMeans(rows, columns, options, (row, other, shared) => {
    const left = rowLength(rows, row);
    const right = rowLength(rows, other);
    if (share === 'union') return shared / (left + right - shared);
    return (
      shared / (share === 'min' ? Math.min(left, right) : Math.max(left, right))
    );
  });
}

/**
 * For each row, the mean of `value(row, other, shared)` over the other rows that
 * share a column with it.
 * @param value - `shared`: columns that the two share.
 * @returns Length = rows; 0 for rows that meet none.
 * @throws PolyadError CANCELLED
 */
export function neighborMeans(
  rows: Incidence,
  columns: Incidence,
  options: LoopOptions,
  value: (row: number, other: number, shared: number) => number,
): Float64Array {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, 1);
  const { counts, touched } = wedges;
  const means = new Float64Array(total);
  for (let row = 0; row < total; row++) {
    const met = wedges.countAll(row);
    let sum = 0;
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      sum += value(row, other, counts[other]!);
      counts[other] = 0;
    }
    if (met > 0) means[row] = sum / met;
    watch.step(row, wedges.work);
  }
  watch.finish();
  return means;
}
