import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Proper subsets among rows: row `e` of the result lists, ascending, the rows
 * that are not empty, shorter than `e` and contained in it.
 * @param columns - The same matrix by column.
 * @throws PolyadError CANCELLED
 * @remarks Wedge counting: time O(Σ d²) over column lengths d, memory O(rows +
 * pairs).
 */
export function subsetPairs(
  rows: Incidence,
  columns: Incidence,
  options: LoopOptions = {},
): Incidence {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, 1);
  const { counts, touched } = wedges;
  const offsets = new Uint32Array(total + 1);
  const members = new GrowableUint32();
  for (let row = 0; row < total; row++) {
    const met = wedges.countAll(row);
    const size = rowLength(rows, row);
    let kept = 0;
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const length = rowLength(rows, other);
      if (length < size && counts[other] === length) touched[kept++] = other;
      counts[other] = 0;
    }
    members.append(touched.slice(0, kept).sort());
    offsets[row + 1] = members.length;
    watch.step(row, wedges.work);
  }
  watch.finish();
  return { offsets, members: members.view() };
}

/** Only the entries for which `keep(row, member)`. */
export function filterRows(
  { offsets, members }: Incidence,
  keep: (row: number, member: number) => boolean,
): Incidence {
  const kept = new GrowableUint32();
  const starts = new Uint32Array(offsets.length);
  for (let row = 0; row < offsets.length - 1; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      if (keep(row, members[i]!)) kept.push(members[i]!);
    }
    starts[row + 1] = kept.length;
  }
  return { offsets: starts, members: kept.view() };
}
