import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from '../cpu/overlap-pairs.ts';
import { findEarlierRows } from './earlier-rows.ts';
import { copyOut, withKernels } from './kernels.ts';
import { putMatrix, putRankedRows } from './matrix.ts';

/**
 * All pairs of rows that share at least `s` columns, with their overlaps; equals
 * its oracle `cpu/overlap-pairs.ts` exactly.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the pairs do not fit.
 * @remarks Pair index or counting, whichever the costs favour; see
 * {@link findEarlierRows}. Memory about 9 B an incidence and 12 B a pair.
 */
export function overlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): OverlapPairs {
  return withKernels((kernels) => {
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, rows, columns);
    const { ranked } = putRankedRows(kernels, matrix);
    const found = findEarlierRows({
      kernels,
      matrix,
      ranked,
      s,
      wanted: { kind: 'store' },
      options,
    });
    const later = memory.words(found.count);
    const shared = memory.words(found.count);
    const offsets = memory.words(matrix.rows + 2);
    const marks = memory.zeroBytes(matrix.columns);
    run.turnPairs(
      matrix.rows,
      found.starts,
      matrix.offsets,
      ranked,
      offsets,
      later,
      shared,
      marks,
    );
    return {
      offsets: copyOut(kernels, offsets, matrix.rows + 1),
      neighbors: copyOut(kernels, later, found.count),
      overlaps: copyOut(kernels, shared, found.count),
    };
  });
}

/**
 * The same pairs by their larger row: row `i` lists the rows j < i that share at
 * least `s` columns with it, in no particular order, without overlaps. The
 * cheapest stored form of the s-line graph.
 */
export function earlierRows(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): Incidence {
  return withKernels((kernels) => {
    const matrix = putMatrix(kernels, rows, columns);
    const { ranked } = putRankedRows(kernels, matrix);
    const found = findEarlierRows({
      kernels,
      matrix,
      ranked,
      s,
      wanted: { kind: 'store' },
      options,
    });
    const starts = copyOut(kernels, found.starts, matrix.rows + 1);
    const base = starts[0] ?? 0;
    const members = copyOut(kernels, base * 4, found.count);
    return { offsets: starts.map((start) => start - base), members };
  });
}

/** How many pairs of rows share at least `s` columns; stores none of them. */
export function countOverlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): number {
  return withKernels((kernels) => {
    const matrix = putMatrix(kernels, rows, columns);
    const { ranked } = putRankedRows(kernels, matrix);
    return findEarlierRows({
      kernels,
      matrix,
      ranked,
      s,
      wanted: { kind: 'count' },
      options,
    }).count;
  });
}
