import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Cycles row → column → row → column → row: Σ over pairs of rows of the pairs of
 * columns they share.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ d²) over column lengths d, memory O(rows). Exact below 2⁵³.
 */
export function countFourCycles(
  rows: Incidence,
  columns: Incidence,
  options: LoopOptions = {},
): number {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, 1);
  const { counts, touched } = wedges;
  let cycles = 0;
  for (let row = 0; row < total; row++) {
    const met = wedges.countEarlier(row);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const shared = counts[other]!;
      counts[other] = 0;
      cycles += (shared * (shared - 1)) / 2;
    }
    watch.step(row, wedges.work);
  }
  watch.finish();
  return cycles;
}
