import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * For each row, the other rows that share at least `s` columns with it.
 * @returns Length = rows.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ d²) over column lengths d, memory O(rows).
 */
export function neighborCounts(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): Uint32Array {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, s);
  const { counts, touched } = wedges;
  const found = new Uint32Array(total);
  for (let row = 0; row < total; row++) {
    const met = wedges.countAll(row);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      if (counts[other]! >= s) found[row]!++;
      counts[other] = 0;
    }
    watch.step(row, wedges.work);
  }
  watch.finish();
  return found;
}
